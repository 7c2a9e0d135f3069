"""From the desk in chat to the desk in a browser."""

from domain.operator.policy import Policy
from domain.outcome import Done
from domain.staff.member import LINK_LASTS, ComeByInvitation, Role
from tests.fakes.staff import INVITATION
from tests.fakes.world import BEN
from tests.flows.talk import Talk

BUTTON = "🖥 In a browser"


def test_a_link_leads_to_the_browser(talk: Talk) -> None:
    """For a quarter of an hour, to the page that begins there; then they are at the desk again."""
    talk.world.policy = Policy(desk_url="https://desk.example.org/")
    talk.world.add_person(BEN)
    maja = talk.world.staff.employ(BEN, Role.VIEWER)

    talk.you("/desk")
    talk.you(f"[{BUTTON}]")

    said = "\n".join(map(str, talk.log))
    assert f"https://desk.example.org/welcome?code={INVITATION}" in said
    assert "Within 15 minutes" in said
    member = talk.world.staff.get(maja)
    assert member is not None
    assert member.invited_until == talk.world.now + LINK_LASTS
    assert talk.world.do(ComeByInvitation(INVITATION)) == Done(maja)


def test_there_is_no_button_where_there_is_no_browser_desk(talk: Talk) -> None:
    """Nothing is offered that does not exist."""
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)

    talk.you("/desk")

    said = "\n".join(map(str, talk.log))
    assert "What would you like to do?" in said
    assert BUTTON not in said
