"""Who may work at the desk, and that nobody else gives staff's commands."""

import gc
from typing import Any, get_args, get_type_hints

import pytest

from domain.advice.slot import AddSlots
from domain.campaigns.campaign import Announce, CampaignId, Missing, StopCampaign
from domain.outcome import Command, Done, Refused
from domain.people.audience import Audience
from domain.rules import ANYBODY, RULES, MissingRuleError, Rule, require_complete
from domain.speech.text import Content
from domain.staff.audit import SEES, Look, View, Why
from domain.staff.member import (
    INVITE_LASTS,
    LONGEST_NAME,
    NOT_STAFF,
    UNCONFIRMED,
    AcceptInvitation,
    AddMember,
    ConfirmMember,
    Duty,
    RemoveMember,
    Role,
    StaffId,
)
from tests.fakes.staff import INVITATION
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import ANA

HELLO = Announce(Content({"en": "Hello"}), Audience(), Missing.FALLBACK, None)
# What a conversation may ask of the rules for anybody; the rest is for staff.
ANYBODYS = {
    "ChooseLanguage", "DecideConsent", "TellAgeGroup", "TellInterests", "TellMonth",
    "TellLocal", "ProposeEvent", "AskSpeakers", "Stop", "Hide",
    "Return", "Forget",
    "MakeCode", "CheckCode", "Join", "Choose", "Separate", "Doubt", "Trust",
    "Come", "StayAway", "OfferCar", "WithdrawCar",
    "Ride", "LeaveCar", "BookSlot", "CancelAppointment",
    "MoveAppointment", "SubmitResponse", "AcceptInvitation", "ComeByInvitation",
    "LeaveMatter", "AddToMatter",
    "CloseMatter", "WithdrawMatter",
    "EraseAnswer",
    "KeepQuiet", "EndQuiet", "SetPin", "RemovePin", "StayOpen",
    "SayPin", "WaitForPlace", "TakeOffer", "SeekTime", "StopSeeking", "TakeTime", "DeclineTime",
}  # fmt: skip


def test_anybodys_commands_are_those_that_people_need() -> None:
    """A new one is written down here, so that none is open by mistake."""
    assert {kind.__name__ for kind, rule in RULES.items() if rule.who is ANYBODY} == ANYBODYS


def test_a_command_that_nobody_decides_does_not_start() -> None:
    """It is named before anything runs, not when somebody first needs it."""
    require_complete()

    class Juggle(Command[None]):
        """Nobody decides this."""

    with pytest.raises(MissingRuleError, match="Juggle"):
        require_complete()
    del Juggle
    gc.collect()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.command.__name__)
def test_a_rule_gives_what_its_command_promises(rule: Rule[Any]) -> None:
    """The type of what comes of it stands twice, and is the same."""
    [promised] = get_args(vars(rule.command)["__orig_bases__"][0])

    hints = get_type_hints(rule.decide)

    assert hints.pop("return") == Done[promised] | Refused  # type: ignore[valid-type]  # known when it runs
    assert next(iter(hints.values())) is rule.command


@pytest.mark.parametrize(
    "command",
    [HELLO, StopCampaign(CampaignId(1)), AddMember("Eva", Role.ADMIN), Look(View.APPOINTMENTS)],
    ids=lambda command: type(command).__name__,
)
def test_nobody_gives_staffs_commands(world: World, command: Command[Any]) -> None:
    """Neither a stranger nor somebody with another role nor a phone that is in doubt."""
    world.add_person(BEN)

    assert world.do(command, BEN) == Refused(NOT_STAFF)
    member = world.staff.employ(BEN, Role.ADMIN)
    world.staff.doubt(member)
    assert world.do(command, BEN) == Refused(UNCONFIRMED)
    assert world.campaigns.rows == {}
    assert world.audit.rows == []


@pytest.mark.parametrize("role", Role)
def test_a_role_decides_what_is_seen_and_done(world: World, role: Role) -> None:
    """An adviser looks at appointments, a moderator at who comes; both announce nothing."""
    world.add_person(BEN)
    world.staff.employ(BEN, role)

    for view in View:
        looked = world.do(Look(view), BEN)
        assert looked == (Done(None) if view in SEES[role] else Refused(NOT_STAFF))
    announced = isinstance(world.do(HELLO, BEN), Done)
    added = isinstance(world.do(AddSlots(ANA), BEN), Done)
    assert announced == added == (role in (Role.COORDINATOR, Role.ADMIN))


def test_the_command_line_may_do_everything(world: World) -> None:
    """Whoever has it has the keys of the house."""
    assert isinstance(world.do(HELLO), Done)
    assert world.do(Look(View.RESPONSES, "stay")) == Done(None)
    assert [(each.who, each.about) for each in world.audit.rows] == [(0, "stay")]


def test_an_invitation_links_one_phone_once(world: World) -> None:
    """Within a day."""
    world.add_person(BEN)
    world.add_person(ANNA)
    assert world.do(AddMember(" Maja ", Role.COORDINATOR)) == Done(INVITATION)

    assert world.do(AcceptInvitation(INVITATION), BEN) == Done(1)
    assert isinstance(world.do(AcceptInvitation(INVITATION), ANNA), Refused)
    [maja] = world.staff.all()
    assert (maja.name, maja.role, maja.person) == ("Maja", Role.COORDINATOR, BEN)


def test_an_invitation_ends_after_a_day_and_is_renewed(world: World) -> None:
    """The same name again; whoever has come already is not invited twice."""
    world.add_person(BEN)
    world.do(AddMember("Maja", Role.COORDINATOR))
    world.now += INVITE_LASTS
    assert isinstance(world.do(AcceptInvitation(INVITATION), BEN), Refused)

    renewed = world.do(AddMember("Maja", Role.ADMIN))

    assert isinstance(renewed, Done)
    assert isinstance(world.do(AcceptInvitation(renewed.value), BEN), Done)
    assert [each.role for each in world.staff.all()] == [Role.ADMIN]
    assert isinstance(world.do(AddMember("Maja", Role.ADMIN)), Refused)


@pytest.mark.parametrize(
    "name", ["", "   ", "x" * (LONGEST_NAME + 1), "\u200b", "A\nB", "A\u202eB"]
)
def test_a_name_is_a_name(world: World, name: str) -> None:
    """Something to tell people apart by."""
    assert isinstance(world.do(AddMember(name, Role.ADMIN)), Refused)


def test_whoever_is_removed_is_nobody(world: World) -> None:
    """Only once, and only somebody who is there."""
    world.add_person(BEN)
    maja = world.staff.employ(BEN, Role.COORDINATOR)

    assert world.do(RemoveMember(maja)) == Done(None)
    assert world.do(HELLO, BEN) == Refused(NOT_STAFF)
    assert isinstance(world.do(RemoveMember(maja)), Refused)
    assert isinstance(world.do(ConfirmMember(StaffId(9))), Refused)


def test_a_look_ahead_names_the_local_day(world: World) -> None:
    """Near midnight in Ljubljana it is another day in UTC."""
    world.now = world.now.replace(hour=23, minute=30)  # 00:30 on Tuesday

    world.do(Look(View.APPOINTMENTS, ahead=1))

    assert [each.about for each in world.audit.rows] == ["2026-12-02"]


def test_staff_who_change_who_works_here_are_noted(world: World) -> None:
    """An administrator who confirms a phone; whoever takes their own invitation."""
    world.add_person(BEN)
    world.add_person(ANNA)
    boss = world.staff.employ(ANNA, Role.ADMIN, "Eva")
    world.do(AddMember("Maja", Role.COORDINATOR))
    world.do(AcceptInvitation(INVITATION), BEN)
    [maja] = [each.id for each in world.staff.all() if each.person == BEN]
    world.staff.doubt(maja)

    assert world.do(ConfirmMember(maja), ANNA) == Done(None)

    noted = [(each.who, each.about, each.why) for each in world.audit.rows]
    assert noted == [
        (0, f"{maja} coordinator", Why.ADDED),
        (maja, str(maja), Why.LINKED),
        (boss, str(maja), Why.CONFIRMED),
    ]


@pytest.mark.parametrize("role", Role)
def test_administrators_alone_read_the_audit(world: World, role: Role) -> None:
    """And that they did stands in it; a change of staff is no look, and nobody looks at it."""
    world.add_person(BEN)
    world.staff.employ(BEN, role, duties=Duty)

    assert isinstance(world.do(Look(View.AUDIT), BEN), Done) is (role is Role.ADMIN)
    assert [each.view for each in world.audit.rows] == [View.AUDIT] * (role is Role.ADMIN)
    assert world.do(Look(View.STAFF), BEN) == Refused(NOT_STAFF)
