"""A backup is brought back, and what protects people since it was made holds all the same."""

from typing import Any

import pytest

from domain.matters.matter import GrantAge
from domain.outcome import Command, Done
from domain.people.person import AgeGroup, DecideConsent, Purpose, TellAgeGroup
from domain.people.pin import SayPin, SetPin
from domain.people.rights import Stop
from domain.phones.phone import Doubt, Join, Separate
from domain.staff.member import ConfirmMember, Duty, Role
from tests.storage.acting import code_of, do
from tests.storage.backups.databases import on_both
from tests.storage.bringing_back import OPERATOR, Town, make, town
from tests.storage.samples import person

__all__ = ["make", "town"]
YES = DecideConsent(Purpose.BE_WRITTEN, given=True)
CHILD, ADULT = TellAgeGroup(AgeGroup.UNDER_18), TellAgeGroup(AgeGroup.ADULT)


@pytest.mark.parametrize(
    ("make", "before", "after", "young"),
    on_both(
        [
            ([ADULT], [CHILD], True),
            ([], [CHILD], True),
            ([CHILD], [], True),
            ([ADULT], [], False),
            ([], [ADULT], False),
            ([ADULT], [CHILD, Stop(), YES], True),
        ]
    ),
    indirect=["make"],
)
def test_whoever_is_under_18_stays_so(
    town: Town, before: list[Command[Any]], after: list[Command[Any]], young: bool
) -> None:
    """With all that protects them; a file makes nobody older."""
    anna = person(town.store, grown=False)
    for command in before:
        town.do(anna, command)
    town.keep()
    for command in after:
        town.do(anna, command)

    for again in (town.bring_back, town.start_again):
        again()
        assert town.person(anna).young is young


def test_an_adult_whose_phone_a_child_had_joined_is_no_child(town: Town) -> None:
    """It was undone, and each is as old as before."""
    anna, eva = person(town.store), person(town.store, "e", "signal")
    town.keep()
    town.do(eva, CHILD)
    assert isinstance(do(town.store, eva, Join(code_of(town.store, anna, 120)), 121), Done)
    town.hours = 3
    assert town.person(anna).young
    assert isinstance(town.do(anna, Separate("signal"), "telegram"), Done)

    town.bring_back()
    assert [town.person(each).young for each in (anna, eva)] == [False, True]


@pytest.mark.parametrize(("make", "looked"), on_both([("before",), ("after",)]), indirect=["make"])
def test_whom_the_team_has_let_grow_up_is_no_child_again(town: Town, looked: str) -> None:
    """What they said first is not the newest word any more."""
    anna, ana = person(town.store), person(town.store, "1002")
    town.employ(ana, Role.ADMIN, Duty.CHILDREN)
    if looked == "after":
        town.keep()
    town.do(anna, CHILD)
    town.do(anna, ADULT)
    [asked] = town.store.read(lambda tx: tx.matters.open())
    assert isinstance(town.do(ana, GrantAge(asked.id)), Done)
    if looked == "before":
        town.keep()

    for again in (town.bring_back, town.start_again):
        again()
        assert town.person(anna).grown


@pytest.mark.parametrize(
    ("make", "before", "after", "doubted"),
    on_both(
        [
            ([], [Doubt("telegram")], True),
            ([Doubt("telegram")], [], True),
            ([Doubt("telegram")], [SayPin("4827")], True),  # no file opens a phone
            ([], [Doubt("telegram"), SayPin("4827")], False),
            ([], [Doubt("telegram"), SayPin("4827"), Doubt("telegram")], True),
            ([Doubt("telegram"), SayPin("4827")], [Doubt("telegram")], True),
            ([Doubt("telegram"), SayPin("4827")], [], False),
        ]
    ),
    indirect=["make"],
)
def test_a_phone_with_new_keys_stays_closed(
    town: Town, before: list[Command[Any]], after: list[Command[Any]], doubted: bool
) -> None:
    """The number may be somebody else's by now, and the platform says it once."""
    anna = person(town.store)
    town.do(anna, SetPin("4827"))
    for command in before:
        town.do(anna, command, "telegram")
    town.keep()
    for command in after:
        town.do(anna, command, "telegram")

    town.bring_back()
    town.start_again()
    assert (town.store.read(lambda tx: tx.links.doubted(anna)) == {"telegram"}) is doubted

    town.do(anna, SayPin("4827"), "telegram")
    town.start_again()
    assert not town.store.read(lambda tx: tx.links.doubted(anna))


def test_a_colleague_s_new_phone_stays_closed(town: Town) -> None:
    """Until an administrator has called them, and then for good."""
    maja = person(town.store)
    member = town.employ(maja)
    town.keep()
    town.do(maja, Doubt("telegram"))

    town.bring_back()
    assert [each.trusted for each in town.staff()] == [False]
    town.do(OPERATOR, ConfirmMember(member))
    town.start_again()
    assert [each.trusted for each in town.staff()] == [True]
