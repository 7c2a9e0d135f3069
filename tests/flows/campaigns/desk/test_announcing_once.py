"""What cannot be read is not taken, what went out is asked about, what is for nobody not sent."""

from domain.campaigns.campaign import Announce, Missing
from domain.outcome import Done
from domain.people.audience import Audience
from domain.speech.text import Content
from domain.staff.member import Role
from tests.fakes.world import BEN
from tests.flows.talk import Talk

WRITE = ("/desk", "[📣 Tell everybody something]", "[English]")


def test_what_cannot_be_read_is_written_anew(talk: Talk) -> None:
    """With the reason, and nothing is lost but these words."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    for words in WRITE:
        talk.you(words)

    talk.you("\u200b\u3164")
    assert "Nothing in it can be seen. Please write words." in talk.log[-1]
    talk.you("Closed\u202e yadirF")
    assert "There is a hidden character in it" in talk.log[-1]
    talk.you("Closed.\n\nOn Friday.")

    assert talk.log[-1].startswith("bot: Written in: English")


ONCE_MORE = """
    you: [Everybody]
    bot: 👁 As they read it:

         Come!
    bot: **📣 Ready to send**
         3 people will get this message now.

         Who reads another language gets it in one that is written.

         The same went out already: Mon 30 November, 12:06. Once more? [Yes, once more | \
         Change who it is for | Do not send it | ⬅ Back]
    you: yes once more
    bot: [sent to 0 of 3]
"""


def test_the_same_is_sent_once_more_only_with_a_yes_to_that(talk: Talk) -> None:
    """It says when it went; somebody else's counts, too."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    for words in (*WRITE, "Come!", "[Go on]", "[Everybody]"):
        talk.you(words)
    hello = Announce(Content({"en": "Come!"}), Audience(), Missing.FALLBACK, None)
    assert isinstance(talk.world.do(hello, BEN), Done)
    talk.you("[Send it to 3 people]")
    assert "The same went out already" in talk.log[-1]
    assert len(talk.world.campaigns.rows) == 1
    talk.you("[Change who it is for]")

    talk("", "en", ONCE_MORE)

    assert len(talk.world.campaigns.rows) == 2


def test_what_nobody_would_get_cannot_be_sent(talk: Talk) -> None:
    """It is said before anything could be pressed."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.campaigns.readers = 0
    for words in (*WRITE, "Come!", "[Go on]", "[Everybody]"):
        talk.you(words)

    assert "Nobody would get this" in talk.log[-1]
    assert "[Change who it is for | Do not send it" in talk.log[-1]
