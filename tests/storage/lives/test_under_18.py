"""People under 18 in the tables: whose matters and times are whose, and growing up."""

from datetime import date

import pytest

from domain.advice.appointment import AppointmentId, BookSlot
from domain.advice.slot import Topic
from domain.matters.matter import GrantAge, LeaveMatter, Subject
from domain.outcome import Done, Refused
from domain.people.person import AgeGroup, Person, PersonId, TellAgeGroup
from domain.people.rights import TellMonth
from domain.staff.audit import Why
from domain.staff.member import AcceptInvitation, AddMember, Duty, Entrust, Member, Role, StaffId
from storage.lives.retention import retain
from storage.store import Store
from tests.storage.acting import agree, do
from tests.storage.samples import DAY, NOW, person, some_slots

NOBODY = PersonId(0)
MAY = date(2027, 5, 1)


@pytest.fixture
def anna(store: Store) -> PersonId:
    """Somebody under 18 who takes part."""
    who = person(store, grown=False)
    agree(store, who)
    do(store, who, TellAgeGroup(AgeGroup.UNDER_18))
    return who


def employ(store: Store, name: str, role: Role, *duties: Duty) -> Member:
    """Somebody who works here, with these duties."""
    who = person(store, f"staff {name}")
    invite = do(store, NOBODY, AddMember(name, role))
    do(store, who, AcceptInvitation(getattr(invite, "value", "")))
    member = store.read(lambda tx: tx.staff.of(who))
    assert member is not None
    for duty in duties:
        do(store, NOBODY, Entrust(member.id, duty, given=True))
    return member


def known(store: Store, who: PersonId) -> Person:
    """The person as they are now."""
    return store.read(lambda tx: tx.people.get(who))


def test_duties_are_given_and_end(store: Store) -> None:
    """Each alone, to somebody who works here."""
    maja = employ(store, "Maja", Role.COORDINATOR, Duty.FOCAL, Duty.CHILDREN).id

    assert duties(store, maja) == {Duty.FOCAL, Duty.CHILDREN}
    do(store, NOBODY, Entrust(maja, Duty.FOCAL, given=False))
    assert duties(store, maja) == {Duty.CHILDREN}
    assert isinstance(do(store, NOBODY, Entrust(StaffId(99), Duty.FOCAL, given=True)), Refused)


def duties(store: Store, member: StaffId) -> frozenset[Duty]:
    """What somebody is entrusted with."""
    found = store.read(lambda tx: tx.staff.get(member))
    assert found is not None
    return found.duties


def test_times_are_those_of_cleared_advisers(store: Store, anna: PersonId) -> None:
    """What is booked says that an adult comes along, and whose it is."""
    [slot] = some_slots(store)
    book = BookSlot(slot, Topic.FAMILY, "en", accompanied=True)
    assert isinstance(do(store, anna, book), Refused)

    employ(store, "Ana", Role.ADVISER, Duty.CHILDREN)
    assert isinstance(do(store, anna, book), Done)

    found = store.read(lambda tx: tx.appointments.get(AppointmentId(1)))
    assert found is not None
    assert (found.young, found.accompanied) == (True, True)


def test_what_they_write_is_marked(store: Store, anna: PersonId) -> None:
    """For good: an older age afterwards is looked at by the team, and takes nothing back."""
    question = LeaveMatter(Subject.QUESTION, "Where?")
    assert isinstance(do(store, anna, question), Refused)
    employ(store, "Maja", Role.MODERATOR, Duty.CHILDREN)

    assert isinstance(do(store, anna, question), Done)
    assert is_young(store, anna)
    assert do(store, anna, TellAgeGroup(AgeGroup.YOUNG)) == Done(False)
    assert known(store, anna).young
    store.write(lambda tx: tx.people.set_age_group(anna, AgeGroup.YOUNG, NOW))
    assert is_young(store, anna)


def test_a_cleared_member_lets_them_grow_up(store: Store, anna: PersonId) -> None:
    """Nobody else does; the audit says who did, and both phones are told nothing of what it is."""
    maja = employ(store, "Maja", Role.COORDINATOR, Duty.CHILDREN)
    eva = employ(store, "Eva", Role.ADMIN)
    assert maja.person
    assert eva.person
    do(store, anna, TellMonth(MAY))
    for _twice in range(2):
        assert do(store, anna, TellAgeGroup(AgeGroup.ADULT)) == Done(False)
    [asked] = store.read(lambda tx: tx.matters.open())

    for other in (eva.person, anna, NOBODY):
        assert isinstance(do(store, other, GrantAge(asked.id)), Refused)
    assert known(store, anna).young
    assert isinstance(do(store, maja.person, GrantAge(asked.id)), Done)

    assert (known(store, anna).age_group, known(store, anna).adult_month) == (AgeGroup.GROWN, None)
    assert store.read(lambda tx: tx.matters.open()) == []
    last = store.read(lambda tx: tx.audit.all())[-1]
    assert (last.who, last.about, last.why) == (maja.id, str(asked.id), Why.GRANTED)


def is_young(store: Store, who: PersonId) -> bool:
    """Whether their only question was written by somebody under 18."""
    written = store.read(lambda tx: tx.matters.of(who))
    [question] = [each for each in written if each.subject is Subject.QUESTION]
    return question.young


def test_an_alarm_waits_for_nobodys_morning(store: Store, anna: PersonId) -> None:
    """It goes before all that we start, as an answer does."""
    employ(store, "Maja", Role.ADVISER, Duty.FOCAL)
    do(store, anna, LeaveMatter(Subject.DANGER, ""))

    [due] = store.write(lambda tx: tx.outbox.claim("telegram", NOW, 10, NOW + DAY))

    assert due.say is not None
    assert due.priority == 0
    assert "desk" in str(due.say.text)


@pytest.mark.parametrize(
    ("on", "group"), [(date(2027, 5, 31), AgeGroup.UNDER_18), (date(2027, 6, 1), AgeGroup.YOUNG)]
)
def test_the_group_changes_when_the_month_is_over(
    store: Store, anna: PersonId, on: date, group: AgeGroup
) -> None:
    """By itself, and the month is erased."""
    assert isinstance(do(store, anna, TellMonth(date(2027, 5, 20))), Done)
    assert known(store, anna).adult_month == MAY

    gone = store.write(lambda tx: retain(tx, NOW + (on - NOW.date()), 90))

    after = known(store, anna)
    grown = group is AgeGroup.YOUNG
    assert (after.age_group, gone.grown) == (group, int(grown))
    assert after.adult_month == (None if grown else MAY)
