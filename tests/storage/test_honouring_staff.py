"""A backup is brought back: who was removed or relieved after it was made stays so."""

import pytest
from sqlalchemy import select

from domain.outcome import Done
from domain.people.rights import Forget
from domain.staff.audit import Why
from domain.staff.member import (
    AcceptInvitation,
    AddMember,
    Duty,
    Entrust,
    RemoveMember,
    Role,
)
from storage.staff.tables import audit
from tests.storage.backups.databases import on_both
from tests.storage.bringing_back import OPERATOR, Town, make, town
from tests.storage.samples import person

__all__ = ["make", "town"]


def test_a_removed_member_does_not_come_back(town: Town) -> None:
    """Whose number another one has taken meanwhile stays; the audit says what was done."""
    anna, ben, carla = (person(town.store, str(1000 + n)) for n in range(3))
    town.employ(anna, Role.ADMIN, Duty.FOCAL)
    maja = town.employ(ben, Role.ADMIN, Duty.FOCAL)
    town.keep()
    town.do(OPERATOR, RemoveMember(maja))

    town.bring_back()

    assert [each.person for each in town.staff()] == [anna]
    noted = select(audit.c.why).order_by(audit.c.id.desc()).limit(1)
    assert town.store.read(lambda tx: tx.connection.scalar(noted)) == Why.REMOVED
    new = town.employ(carla)
    town.start_again()
    assert new in [each.id for each in town.staff()]
    town.employ(ben)
    town.start_again()
    assert [each.person for each in town.staff()] == [anna, carla, ben]


def test_a_new_member_with_the_number_of_a_removed_one_stays(town: Town) -> None:
    """After a backup from before both the numbers begin anew."""
    anna = person(town.store)
    town.keep()
    maja = town.employ(anna)
    town.do(OPERATOR, RemoveMember(maja))
    town.bring_back()

    again = town.employ(anna)
    town.start_again()

    assert again == maja
    assert [each.id for each in town.staff()] == [again]


def test_a_member_who_was_forgotten_is_no_invited_one_either(town: Town) -> None:
    """The backup knew only their invitation."""
    anna = person(town.store)
    invited = town.do(OPERATOR, AddMember("Maja", Role.ADMIN))
    assert isinstance(invited, Done)
    town.keep()
    town.do(anna, AcceptInvitation(invited.value))
    town.do(anna, Forget())

    town.bring_back()

    assert town.staff() == []


@pytest.mark.parametrize(
    ("make", "after", "duties"),
    on_both(
        [
            ([False], {Duty.CHILDREN}),
            ([False, True], {Duty.CHILDREN, Duty.FOCAL}),
            ([False, True, False], {Duty.CHILDREN}),
        ]
    ),
    indirect=["make"],
)
def test_a_duty_that_was_taken_away_stays_so(
    town: Town, after: list[bool], duties: set[Duty]
) -> None:
    """The newest word about each duty holds; the other one is left alone, and the seal fits."""
    anna = person(town.store)
    maja = town.employ(anna, Role.ADMIN, Duty.FOCAL, Duty.CHILDREN)
    town.keep()
    for given in after:
        town.do(OPERATOR, Entrust(maja, Duty.FOCAL, given=given))

    town.bring_back()
    assert [each.duties for each in town.staff()] == [duties]
    town.do(OPERATOR, Entrust(maja, Duty.FOCAL, given=True))
    town.start_again()

    assert [each.duties for each in town.staff()] == [{Duty.FOCAL, Duty.CHILDREN}]
    assert town.store.read(lambda tx: tx.staff.forged()) == []


def test_a_file_gives_nobody_a_duty(town: Town) -> None:
    """It only takes: whoever can write to it must not become a focal point."""
    anna = person(town.store)
    maja = town.employ(anna)
    town.keep()
    town.do(OPERATOR, Entrust(maja, Duty.FOCAL, given=True))

    town.bring_back()

    assert [each.duties for each in town.staff()] == [frozenset()]
