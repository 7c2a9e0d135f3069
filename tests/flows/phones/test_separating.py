"""Of two phones one is for what we start, and one can go."""

from domain.people.pin import OPEN_FOR
from tests.fakes.phones import SIGNAL, TELEGRAM
from tests.fakes.world import BEN
from tests.flows.talk import Talk

TWO = """
    you: /link
    bot: You use Lipa on these phones: Signal · Telegram.

         Reminders and news come on Signal. [Write to me on Telegram | Separate the other phone \
         (Signal) | Separate this phone (Telegram) | ☰ Menu]
    you: [Write to me on Telegram]
    bot: From now on reminders and news come on Telegram. [☰ Menu]
    you: /privacy
    bot: What we keep: your language, what you book, and your answers. …
    you: /link
    bot: You use Lipa on these phones: Signal · Telegram.

         Reminders and news come on Telegram. [Write to me on Signal | Separate the other phone \
         (Signal) | Separate this phone (Telegram) | ☰ Menu]
    you: [Separate the other phone (Signal)]
    bot: Shall we separate Signal? We then know nothing about that phone, and our messages of the \
         last two days disappear from it. Everything you booked stays with you on Telegram. [Yes, \
         separate | No | ⬅ Back]
    you: no
    bot: [nothing has changed]
    you: /forget
    bot: Shall we erase everything about you? What you booked is cancelled, and the messages of \
         the last two days disappear from both your phones. This cannot be undone. [Yes, erase \
         everything | No, keep it]
    you: no
    bot: [nothing has changed]
    you: /link
    bot: You use Lipa on these phones: Signal · Telegram. …
    you: [Separate the other phone (Signal)]
    bot: Shall we separate Signal? …
    you: yes
    bot: Signal is separated. You keep everything here. [☰ Menu]
    press old: [Write to me on Signal]
    bot: That button is from an older message.

         What would you like to do? …
"""


def test_of_two_phones_one_is_for_what_we_start_and_one_can_go(talk: Talk) -> None:
    """What is known says that there are two, and being forgotten means both."""
    talk.world.links.phones[BEN] = [TELEGRAM, SIGNAL]

    talk("", "en", TWO)

    assert "• your phones: Signal · Telegram" in "\n".join(talk.log)
    assert talk.world.links.channels(BEN) == [TELEGRAM]
    assert (BEN, SIGNAL) in talk.world.links.farewells


def test_an_old_question_separates_nothing_until_the_number_is_said(talk: Talk) -> None:
    """Whoever holds the phone by then may be somebody else."""
    talk.world.links.phones[BEN] = [TELEGRAM, SIGNAL]
    talk("", "en", "you: /link\nbot: You use Lipa on these phones: Signal · Telegram. …")
    talk.you("[Separate the other phone (Signal)]")
    talk.world.people.set_pin(BEN, "4827")
    talk.world.now += OPEN_FOR

    talk.you("yes")

    assert "🔢 Please write your number." in talk.log[-1]
    assert len(talk.world.links.channels(BEN)) == 2
