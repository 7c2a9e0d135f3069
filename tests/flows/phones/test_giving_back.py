"""Joined by a trick, and undone within a day: whoever typed the code, each has their own again."""

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.events.rsvp import Come
from domain.matters.matter import LeaveMatter, Subject
from domain.people.person import PersonId
from domain.phones.phone import UNDONE_WITHIN, Join, Separate
from domain.speech.text import Lines, Message
from tests.fakes.phones import CODE, SIGNAL, TELEGRAM
from tests.fakes.world import ANNA, BEN
from tests.flows.phones.test_two_phones import anna_shows_a_code
from tests.flows.scenery import COOKING, with_events, with_slots
from tests.flows.talk import Talk

UNDONE = """
    you: /link
    bot: You use Lipa on these phones: Signal · Telegram. …
    you: [Separate the other phone (Telegram)]
    bot: These phones were joined less than 24 hours ago. You can still undo it.

         Then each phone has again what it brought. What you added since is on Telegram.

         Shall we separate the phones? [Yes, separate | No | ⬅ Back]
    you: yes
    bot: Telegram is separated again.

         What each phone brought is on that phone again, and on no other. [☰ Menu]
    you: /link
    bot: You can use Lipa on Telegram and on Signal as the same person. …
"""
UNDONE_IN_SLOVENE = """
    you: /link
    bot: Lipo uporabljate na teh telefonih: Signal · Telegram. …
    you: [Loči drugi telefon (Telegram)]
    bot: Telefona sta povezana manj kot 24 ur. To lahko še razveljavite.

         Potem ima vsak telefon spet, kar je prinesel. Kar ste dodali od takrat, je tu: Telegram.

         Ločimo telefona? [Da, loči | Ne | ⬅ Nazaj]
    you: da
    bot: Telefon (Telegram) je spet ločen.

         Kar je prinesel vsak telefon, je spet na njem in na nobenem drugem. [☰ Meni]
    you: /link
    bot: Lipo lahko uporabljate v Telegramu in v Signalu kot ista oseba. …
"""
UNDONE_IN_ARABIC = """
    you: /link
    bot: هواتفك التي عليها Lipa: Signal · Telegram. …
    you: [فصل الهاتف الآخر (Telegram)]
    bot: رُبط هذان الهاتفان قبل أقل من 24 ساعة. ما زال بإمكانك التراجع عن ذلك.

         عندئذ يعود إلى كل هاتف ما جاء به. وما أضفته منذ ذلك الحين يكون على Telegram.

         هل نفصل الهاتفين؟ [نعم، افصلوه | لا | ➡ رجوع]
    you: نعم
    bot: فُصل Telegram من جديد.

         ما جاء به كل هاتف عاد إلى ذلك الهاتف، وليس إلى غيره. [☰ القائمة]
    you: /link
    bot: يمكنك استخدام Lipa على Telegram وعلى Signal بوصفك الشخص نفسه. …
"""


def both_have_something(talk: Talk, language: str = "en") -> None:
    """Anna made the code, Ben types it; each of them has booked, comes and has written."""
    world = talk.world
    anna_shows_a_code(talk, language, language)
    with_events(world)
    with_slots(world)
    first, second, third, *_others = world.appointments.slots
    world.do(BookSlot(first, Topic.OTHER, "en"), ANNA)
    world.do(BookSlot(second, Topic.OTHER, "en"), BEN)
    world.do(BookSlot(third, Topic.FAMILY, "en"), BEN)
    world.do(Come(COOKING.id, 2, lift=False), ANNA)
    world.do(Come(COOKING.id, 3, lift=False), BEN)
    for who in (ANNA, BEN):
        world.do(LeaveMatter(Subject.QUESTION, f"Where? {who}"), who)


def things(talk: Talk, who: PersonId) -> tuple[object, ...]:
    """What somebody has."""
    world = talk.world
    return (
        sorted(each.id for each in world.appointments.open_of(who, world.now)),
        [(each.event, each.people) for each in world.events.coming_of(who, world.now)],
        [each.words for each in world.matters.of(who)],
    )


def joined(talk: Talk, language: str = "en") -> list[tuple[object, ...]]:
    """Ben has typed the code; what Anna and Ben had before."""
    both_have_something(talk, language)
    before = [things(talk, who) for who in (ANNA, BEN)]
    talk.world.do(Join(CODE), BEN)
    talk.who = ANNA
    return before


@pytest.mark.parametrize(
    ("language", "transcript"),
    [("en", UNDONE), ("sl", UNDONE_IN_SLOVENE), ("ar", UNDONE_IN_ARABIC)],
)
def test_whoever_typed_a_trickster_s_code_has_everything_again(
    talk: Talk, language: str, transcript: str
) -> None:
    """From the phone that typed it; the trickster has what was theirs, and hears of it."""
    before = joined(talk, language)

    talk("", language, transcript)

    assert talk.who not in (ANNA, BEN)
    assert [things(talk, who) for who in (ANNA, talk.who)] == before
    assert talk.world.links.channels(talk.who) == [SIGNAL]
    assert talk.world.links.channels(ANNA) == [TELEGRAM]
    assert (ANNA, TELEGRAM) in talk.world.links.farewells


def test_whose_code_a_trickster_typed_has_everything_again(talk: Talk) -> None:
    """From the phone that made the code; nothing of hers stays with the other."""
    before = joined(talk)
    talk.channel = TELEGRAM

    talk("", "en", "you: /link\nbot: You use Lipa on these phones: Signal · Telegram. …")
    talk.you("[Separate the other phone (Signal)]")
    talk.you("yes")

    assert "Signal is separated again." in talk.log[-1]
    assert talk.who == ANNA
    [new] = talk.world.people.rows.keys() - {ANNA, BEN}
    assert [things(talk, who) for who in (ANNA, new)] == before
    assert (ANNA, SIGNAL) in talk.world.links.farewells


@pytest.mark.parametrize("channel", [TELEGRAM, SIGNAL])
def test_a_trickster_who_separates_takes_nothing_along(talk: Talk, channel: str) -> None:
    """Whichever phone it is said on, and of whichever; the other one is told."""
    before = joined(talk)

    done = talk.world.do(Separate(channel), ANNA, channel)

    assert getattr(done, "value", None) is True
    [new] = talk.world.people.rows.keys() - {ANNA, BEN}
    assert [things(talk, who) for who in (ANNA, new)] == before
    other = ANNA if channel == SIGNAL else new
    told = [each.say.text for each in talk.world.posts.words if each.person == other]
    assert isinstance(told[-1], Lines)
    assert isinstance(told[-1].parts[0], Message)
    assert told[-1].parts[0].msgid.startswith("The other phone")


FORGOTTEN = """
    you: /forget
    bot: Your phones were joined less than 24 hours ago. If you say yes, they are separated: what \
         this phone brought is erased and cancelled, and the messages of the last two days \
         disappear from it. What the other phone brought stays there. This cannot be undone. \
         [Yes, erase everything | No, keep it]
    you: Yes, erase everything
"""


@pytest.mark.parametrize("channel", [TELEGRAM, SIGNAL])
def test_forgetting_erases_nothing_of_the_other_phone(talk: Talk, channel: str) -> None:
    """What it brought is there again, alone."""
    anna, ben = joined(talk)
    talk.channel = channel

    talk("", "en", FORGOTTEN.split("    you: Yes", maxsplit=1)[0])
    talk.you("Yes, erase everything")

    [left] = talk.world.people.rows.keys() - {BEN}  # he is made anew by the transcript
    assert things(talk, left) == (ben if channel == TELEGRAM else anna)


def test_after_a_day_separating_is_as_ever(talk: Talk) -> None:
    """And so it is said."""
    joined(talk)
    talk.world.now += UNDONE_WITHIN

    talk("", "en", "you: /link\nbot: You use Lipa on these phones: Signal · Telegram. …")
    talk.you("[Separate the other phone (Telegram)]")

    assert "Everything you booked stays with you on Signal." in talk.log[-1]


WITHOUT_A_NUMBER = """
    you: /appointments
    bot: 🔢 Please write your number.

         These phones were joined less than 24 hours ago. To undo that without a number, write \
         “two phones”. [I forgot it | ☰ Menu | ⬅ Back]
    you: /link
    bot: These phones were joined less than 24 hours ago. You can still undo it.

         Then each phone has again what it brought. What you added since is on Telegram.

         Shall we separate the phones? [Yes, separate | No]
"""


@pytest.mark.parametrize("since", [False, True], ids=["before", "since"])
def test_a_number_of_the_trickster_s_keeps_nobody_from_undoing_it(
    talk: Talk, *, since: bool
) -> None:
    """Whoever typed the code does not know it, whenever it was set; all else stays behind it."""
    both_have_something(talk)
    before = [things(talk, who) for who in (ANNA, BEN)]
    if not since:
        talk.world.people.set_pin(ANNA, "4827")
    talk.world.do(Join(CODE), BEN)
    talk.world.people.set_pin(ANNA, "4827")
    talk.who, talk.channel = ANNA, SIGNAL

    talk("", "en", WITHOUT_A_NUMBER)
    talk.you("no")
    assert "🔢 Please write your number." in talk.log[-1]
    talk.you("/link")
    talk.you("yes")

    assert talk.world.links.channels(talk.who) == [SIGNAL]
    assert [things(talk, who) for who in (ANNA, talk.who)] == before
    assert not talk.world.people.rows[talk.who].pin


def test_a_day_later_the_number_is_asked_for(talk: Talk) -> None:
    """Also of whoever was asked before and says yes only now."""
    joined(talk)
    talk.world.people.set_pin(ANNA, "4827")
    talk.channel = SIGNAL
    talk("", "en", "you: /link\nbot: These phones were joined less than 24 hours ago. …")
    talk.world.now += UNDONE_WITHIN

    talk.you("yes")

    assert "That was more than 24 hours ago." in talk.log[-1]
    assert len(talk.world.links.channels(ANNA)) == 2
    talk.you("/link")
    assert "🔢 Please write your number." in talk.log[-1]
