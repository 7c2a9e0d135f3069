"""Every step of the desk, for every role, in every state: who sees it, and who reads what instead.

The table is made of the flows. A flow of the desk that says nothing here fails.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from domain.people.pin import OPEN_AT_THE_DESK
from domain.staff.member import NOT_STAFF, UNCONFIRMED, Duty, RemoveMember, Role, StaffId
from flows.contents import FLOWS, contents
from flows.engine.guarding import barred
from flows.engine.kit import Guard
from flows.engine.place import Frame, Place
from flows.engine.registry import AnyFlow
from flows.engine.turn import Run
from tests.fakes.world import BEN, World, fake_desk

EVERYBODY = set(Role)
ANNOUNCERS = {Role.COORDINATOR, Role.ADMIN}
OPEN_TO = {
    "desk": EVERYBODY,
    "announcing": ANNOUNCERS,
    "planning": ANNOUNCERS,
    "adding": ANNOUNCERS,
    "afterwards": ANNOUNCERS,
    "rewording": ANNOUNCERS,
    "advising": ANNOUNCERS | {Role.ADVISER},
    "answering": ANNOUNCERS | {Role.MODERATOR},
}
AT_THE_DESK = [flow for flow in FLOWS if flow.guard is Guard.STAFF]
STEPS = [
    pytest.param(flow, step, id=f"{flow.name}-{step}")
    for flow in AT_THE_DESK
    for step in flow.steps
    if flow.guard_of(step) is Guard.STAFF
]


@dataclass
class Standing:
    """Somebody's phone, with a step of the desk on its screen."""

    world: World
    member: StaffId
    flow: AnyFlow
    step: str

    def run(self) -> Run:
        """A turn that has not begun."""
        person = self.world.people.get(BEN)
        place = Place((Frame(self.flow.name, self.step),), asked=1)
        desk = fake_desk(self.world, person)
        return Run(contents(), desk, desk.perform, place)

    def shows(self) -> tuple[list[str], str]:
        """What is said when the question is asked, and the flow that stands then."""
        run = self.run()
        run.ask()
        return list(said(run)), run.frame.flow if run.frame else ""

    def hears(self) -> tuple[list[str], str]:
        """The same, when an old button is pressed there."""
        run = self.run()
        run.answer("1")
        return list(said(run)), run.frame.flow if run.frame else ""


def said(run: Run) -> Iterator[str]:
    """The sentences of a turn, in English."""
    for each in run.says:
        yield from _sentences(each.text)


def _sentences(text: object) -> Iterator[str]:
    parts = getattr(text, "parts", None)
    if parts is not None:
        for part in parts:
            yield from _sentences(part)
    else:
        yield str(getattr(text, "msgid", ""))


def signed_in(flow: AnyFlow, step: str, role: Role) -> Standing:
    """Somebody of this role, at a step."""
    world = World()
    world.add_person(BEN)
    return Standing(world, world.staff.employ(BEN, role), flow, step)


def test_every_flow_of_the_desk_says_who_it_is_for() -> None:
    """And the flows that are not there are not named."""
    assert {flow.name for flow in AT_THE_DESK} == set(OPEN_TO)


@pytest.mark.parametrize(("flow", "step"), STEPS)
def test_a_role_sees_its_own_steps_and_no_others(flow: AnyFlow, step: str) -> None:
    """Also from a button that led there when they had another role."""
    for role in Role:
        standing = signed_in(flow, step, role)
        if role in OPEN_TO[flow.name]:
            assert barred(flow, step, standing.run().desk) is None, role
            continue
        for sentences, stands in (standing.shows(), standing.hears()):
            assert (NOT_STAFF.msgid in sentences, stands) == (True, ""), role


def idle(standing: Standing) -> None:
    """They were away."""
    standing.world.people.open_pin(BEN, standing.world.now + OPEN_AT_THE_DESK)
    standing.world.now += OPEN_AT_THE_DESK


def without_a_number(standing: Standing) -> None:
    """They never chose one."""
    standing.world.people.set_pin(BEN, None)


def removed(standing: Standing) -> None:
    """A moment ago."""
    standing.world.do(RemoveMember(standing.member))


def doubted(standing: Standing) -> None:
    """The keys of their phone are new."""
    standing.world.staff.doubt(standing.member)


STATES = [
    (idle, "🔢 Please write your number.", "pin"),
    (without_a_number, "Everybody at the desk has a number of their own.", "pin"),
    (removed, NOT_STAFF.msgid, ""),
    (doubted, UNCONFIRMED.msgid, ""),
]


@pytest.mark.parametrize(("change", "begins", "stands"), STATES)
@pytest.mark.parametrize(("flow", "step"), STEPS)
def test_in_no_other_state_is_a_step_seen_or_heard(
    flow: AnyFlow, step: str, change: Callable[[Standing], None], begins: str, stands: str
) -> None:
    """Neither when it is asked, nor when an old button of it is pressed."""
    for role in Role:
        neither_seen_nor_heard(signed_in(flow, step, role), change, begins, stands)


def neither_seen_nor_heard(
    standing: Standing, change: Callable[[Standing], None], begins: str, stands: str
) -> None:
    """Of a member of one role."""
    standing.world.staff.entrust(standing.member, frozenset({Duty.FOCAL}), standing.world.now)
    change(standing)
    before = len(standing.world.audit.rows)

    for sentences, flow in (standing.shows(), standing.hears()):
        may = standing.flow.open_to
        member = standing.world.staff.get(standing.member)
        if member is not None and member.trusted and not may(member):
            assert (NOT_STAFF.msgid in sentences, flow) == (True, "")
        else:
            assert any(each.startswith(begins) for each in sentences)
            assert flow == stands
    assert len(standing.world.audit.rows) == before
