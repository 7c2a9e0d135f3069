"""Codes of links as people type them, and what is said to one that leads nowhere."""

import pytest

from domain.staff.member import INVITE
from tests.fakes.world import BEN
from tests.flows.scenery import with_events
from tests.flows.talk import Talk

CODE = "staff-ab2cd3ef4gh5"
TYPED = [
    CODE,
    "Staff-ab2cd3ef4gh5",
    "STAFF-AB2CD3EF4GH5",
    "staff–ab2cd3ef4gh5",
    "staff—ab2cd3ef4gh5",
    "staff−ab2cd3ef4gh5",
    "staff--ab2cd3ef4gh5",
    "“staff-ab2cd3ef4gh5”",
    "‘Staff–ab2cd3ef4gh5’",
    "«staff-ab2cd3ef4gh5»",
    "staff-ab2c d3ef 4gh5",
    "staff - ab2cd3ef4gh5.",
    "staff-\nab2cd3ef4gh5",
    "  \n staff-ab2cd3ef4gh5 \n",
]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("before", ["/start ", "/start\n", "/Start  ", ""])
def test_an_invitation_is_known_however_a_phone_writes_it(
    talk: Talk, before: str, typed: str
) -> None:
    """With the command before it, or alone."""
    talk.world.add_person(BEN)

    talk.you(before + typed)

    assert talk.log[-1].startswith("bot: You are invited to work at the desk with this phone.")
    assert talk.place.frames[-1].draft["invite"] == CODE


@pytest.mark.parametrize("typed", ["event-1", "Event–1", "“EVENT-1”"])
def test_so_is_the_code_of_an_event(talk: Talk, typed: str) -> None:
    """It stands on posters."""
    with_events(talk.world)
    talk.world.add_person(BEN)

    talk.you(typed)

    assert talk.log[-1].startswith("bot: **Football**")


@pytest.mark.parametrize("typed", ["whatever", "evnt-1", "event-one", f"{INVITE}{'a' * 50}", "–"])
def test_a_code_that_leads_nowhere_is_said_to(talk: Talk, typed: str) -> None:
    """Never the menu without a word."""
    talk.world.add_person(BEN)

    talk.you(f"/start {typed}")

    assert talk.log[-1].startswith("bot: This code is not valid any more.")


def test_whoever_is_new_hears_it_before_the_menu(talk: Talk) -> None:
    """In their own language, once they have one."""
    for words in ("/start whatever", "[Français]"):
        talk.you(words)

    hello, menu = talk.log[-2:]
    assert hello.endswith("\n\nCe code n’est plus valable.")
    assert menu.startswith("bot: Que voulez-vous faire ?")


def test_a_code_in_a_message_to_the_team_is_words(talk: Talk) -> None:
    """Whoever writes is not led away."""
    talk.world.add_person(BEN)
    for words in ("/message", "[a question or a wish]"):
        talk.you(words)

    talk.you(CODE)

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == CODE
