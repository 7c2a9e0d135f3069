"""Administrators change who works here in which role, and are told what would be lost."""

from dataclasses import replace

import pytest

from domain.outcome import Command, Done, Refused
from domain.speech.text import Message
from domain.staff.audit import Look, View, Why
from domain.staff.losing import losses
from domain.staff.member import (
    NO_MEMBER,
    NOT_BY_THEMSELVES,
    NOT_STAFF,
    ChangeRole,
    Duty,
    Entrust,
    RemoveMember,
    RenewSignIn,
    Role,
    StaffId,
)
from tests.fakes.world import ANNA, BEN, World

NINA = StaffId(9)


@pytest.fixture
def boss(world: World) -> StaffId:
    """Anna runs the house; Ben is a coordinator."""
    world.add_person(ANNA)
    world.add_person(BEN)
    world.staff.employ(BEN, Role.COORDINATOR, "Ben")
    return world.staff.employ(ANNA, Role.ADMIN, "Anna")


def test_somebody_works_in_another_role(world: World, boss: StaffId) -> None:
    """From the next look on; the audit says who decided it, and which role it is."""
    ben = world.staff.all()[0].id

    assert world.do(ChangeRole(ben, Role.VIEWER), ANNA) == Done(None)

    assert world.do(Look(View.MESSAGE, "1"), BEN) == Refused(NOT_STAFF)
    assert world.do(Look(View.COMING, "1"), BEN) == Done(None)
    [noted, _look] = world.audit.rows
    assert (noted.who, noted.about, noted.why) == (boss, f"{ben} viewer", Why.CHANGED)


@pytest.mark.parametrize(
    "command",
    [
        ChangeRole(StaffId(2), Role.VIEWER),
        Entrust(StaffId(2), Duty.FOCAL, given=True),
        RemoveMember(StaffId(2)),
        RenewSignIn(StaffId(2)),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nobody_does_it_for_themselves(
    world: World, boss: StaffId, command: Command[object]
) -> None:
    """Nor does anybody else than an administrator do it for others; the command line may."""
    assert boss == 2
    assert world.do(command, ANNA) == Refused(NOT_BY_THEMSELVES)
    assert world.do(command, BEN) == Refused(NOT_STAFF)
    assert isinstance(world.do(command), Done)


def test_a_duty_of_ones_own_is_given_back(world: World, boss: StaffId) -> None:
    """Whoever cannot do it any more says so."""
    world.do(Entrust(boss, Duty.CHILDREN, given=True))

    assert world.do(Entrust(boss, Duty.CHILDREN, given=False), ANNA) == Done(None)
    assert world.do(ChangeRole(NINA, Role.VIEWER), ANNA) == Refused(NO_MEMBER)


def test_what_would_be_lost_is_told_before(world: World, boss: StaffId) -> None:
    """The last of each; nothing while there is another one."""
    ben = world.staff.all()[0].id
    for duty in Duty:
        world.do(Entrust(boss, duty, given=True))

    assert said(world, boss, gone=True) == ["focal", "children", "administrator"]
    assert said(world, boss, gone=False) == ["focal", "children"]
    assert said(world, ben, gone=True) == []
    for duty in Duty:
        world.do(Entrust(ben, duty, given=True))
    assert said(world, boss, gone=False) == []


def said(world: World, who: StaffId, *, gone: bool) -> list[str]:
    """Of what the warnings speak; `gone`, or without duties."""
    member = world.staff.get(who)
    assert member is not None
    found = losses(member, None if gone else replace(member, duties=frozenset()), world.work())
    words = ("focal", "children", "administrator")
    texts = [each.msgid for each in found if isinstance(each, Message)]
    return [next(word for word in words if word in text) for text in texts]
