"""A code that somebody was talked into: nothing is joined without a yes, and never the desk."""

import pytest

from domain.people.person import PersonId
from domain.staff.member import Role
from tests.fakes.phones import CODE, SIGNAL
from tests.fakes.world import ANNA, BEN
from tests.flows.phones.test_two_phones import anna_shows_a_code
from tests.flows.talk import Talk

REFUSED = """
    you: /link 4827 193 605
    bot: If you join the phones, everything of yours can be seen on the other phone: what you \
         booked, what you wrote, and what we write to you.

         You can undo it for 24 hours: write “two phones” and separate the phones.

         Nobody from the team ever asks you to do this. If somebody gave you the code, say no.

         Is the other phone yours? [Yes, join them | No]
    you: No
    bot: Good. Nothing was joined. [☰ Menu]
"""


def test_without_a_yes_nothing_is_joined(talk: Talk) -> None:
    """A code may have come from somebody who wants to see; it still holds for its owner."""
    anna_shows_a_code(talk, mine="en")

    talk("", "en", REFUSED)

    assert talk.who == BEN
    assert CODE in talk.world.links.codes
    assert talk.world.links.channels(BEN) == [SIGNAL]


def test_a_code_that_was_used_meanwhile_is_said_to_be_useless(talk: Talk) -> None:
    """Between the question and the yes."""
    anna_shows_a_code(talk, mine="en")

    talk(
        "",
        "en",
        "you: /link 4827193605\nbot: If you join the phones, …",
    )
    talk.world.links.codes.clear()
    talk.you("Yes")

    assert "Sorry, this code cannot be used." in talk.log[-1]


@pytest.mark.parametrize("staff", [ANNA, BEN], ids=["whose code it is", "who types it"])
def test_the_desk_is_joined_to_no_phone(talk: Talk, staff: PersonId) -> None:
    """A code is easily talked out of somebody who is helpful."""
    anna_shows_a_code(talk, mine="en")
    talk.world.staff.employ(staff, Role.COORDINATOR)
    never = "bot: A phone that works at the desk is never joined to another one. [☰ Menu]"

    talk("", "en", f"you: /link 4827193605\n{never}")

    assert talk.who == BEN


def test_the_desk_gets_no_code(talk: Talk) -> None:
    """Nor a question."""
    talk.world.staff.employ(BEN, Role.ADVISER)

    talk(
        "",
        "en",
        "you: /link\nbot: You can use Lipa on Telegram and on Signal as the same person. …",
    )
    talk.you("Show a code")

    assert "is never joined to another one" in talk.log[-1]
    assert talk.world.links.codes == {}
