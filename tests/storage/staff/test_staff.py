"""Staff in the tables: names sealed, codes as fingerprints, phones that are in doubt."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from domain.lives.joining_phones import OF_THE_DESK
from domain.outcome import Done, Refused
from domain.people.person import PersonId
from domain.people.rights import Forget
from domain.phones.phone import Join, Separate
from domain.staff.audit import Why
from domain.staff.member import (
    INVITE_LASTS,
    NOT_INVITED,
    ONE_PHONE,
    AcceptInvitation,
    AddMember,
    ConfirmMember,
    Member,
    RemoveMember,
    Role,
    StaffId,
)
from storage.lives.retention import STRANGERS, retain
from storage.staff.tables import staff
from storage.store import Store
from tests.storage.acting import MINUTE, SIGNAL, TELEGRAM, code_of, do, join, two
from tests.storage.samples import DAY, NOW, people, person

COORDINATOR = PersonId(0)


def invite(store: Store, name: str = "Maja", role: Role = Role.COORDINATOR) -> str:
    """An invitation, as the command line shows it."""
    made = do(store, COORDINATOR, AddMember(name, role))
    assert isinstance(made, Done)
    return made.value


def employ(store: Store, who: PersonId, name: str = "Maja") -> Member:
    """This person works here."""
    assert isinstance(do(store, who, AcceptInvitation(invite(store, name))), Done)
    member = of(store, who)
    assert member is not None
    return member


def of(store: Store, who: PersonId) -> Member | None:
    """The member whose phone it is."""
    return store.read(lambda tx: tx.staff.of(who))


def test_a_code_links_one_phone_within_a_day(store: Store) -> None:
    """Neither name nor code can be read from the row."""
    anna, ben = person(store), person(store, "1002")
    code = invite(store)
    [row] = store.read(lambda tx: tx.connection.execute(select(staff)).all())
    assert b"Maja" not in row.name_sealed
    assert code.encode() not in row.invite_blind

    assert isinstance(do(store, ben, AcceptInvitation(code), INVITE_LASTS // MINUTE), Refused)
    assert isinstance(do(store, anna, AcceptInvitation(code)), Done)
    assert isinstance(do(store, ben, AcceptInvitation(code)), Refused)

    member = of(store, anna)
    assert member is not None
    assert (member.name, member.role, member.trusted) == ("Maja", Role.COORDINATOR, True)
    assert of(store, ben) is None


def test_a_new_invitation_ends_the_one_before(store: Store) -> None:
    """And may give another role."""
    anna = person(store)
    old, new = invite(store), invite(store, role=Role.ADVISER)

    assert isinstance(do(store, anna, AcceptInvitation(old)), Refused)
    assert isinstance(do(store, anna, AcceptInvitation(new)), Done)
    assert [each.role for each in store.read(lambda tx: tx.staff.all())] == [Role.ADVISER]


def test_new_keys_close_the_desk_until_they_are_confirmed(store: Store) -> None:
    """Whoever holds the phone now may be somebody else."""
    anna = person(store, "sig", SIGNAL)
    maja = employ(store, anna)

    store.write(lambda tx: tx.links.doubt(anna, SIGNAL, NOW))

    doubted = of(store, anna)
    assert doubted is not None
    assert not doubted.trusted
    assert [each.id for each in store.read(lambda tx: tx.staff.doubted())] == [maja.id]
    assert do(store, COORDINATOR, ConfirmMember(maja.id)) == Done(None)
    assert of(store, anna) == maja
    assert store.read(lambda tx: tx.staff.doubted()) == []


@pytest.mark.parametrize("index", [0, 1], ids=["made the code", "types it"])
def test_the_desk_is_joined_to_no_phone(store: Store, index: int) -> None:
    """A code for another phone is easily talked out of somebody; it does not matter who made it."""
    both = two(store)
    code = code_of(store, both[0])
    maja = employ(store, both[index], "Maja")

    assert do(store, both[1], Join(code)) == Refused(OF_THE_DESK)

    assert of(store, both[index]) == Member(maja.id, maja.name, maja.role, both[index])
    assert len(store.read(lambda tx: tx.links.channels(both[0]))) == 1


def test_an_invitation_is_for_one_phone(store: Store) -> None:
    """Whoever holds the other one would be at the desk, too."""
    anna, ben = two(store)
    join(store, anna, ben)
    code = invite(store)

    assert do(store, anna, AcceptInvitation(code)) == Refused(ONE_PHONE)
    assert isinstance(do(store, anna, Separate(TELEGRAM)), Done)
    assert isinstance(do(store, anna, AcceptInvitation(code)), Done)


def test_of_several_phones_one_takes_an_invitation(store: Store) -> None:
    """At the same moment; the others are told that it is used."""
    code, phones = invite(store), people(store, 6)

    with ThreadPoolExecutor(len(phones)) as pool:
        said = list(pool.map(lambda phone: do(store, phone, AcceptInvitation(code)), phones))

    assert [each for each in said if each != Refused(NOT_INVITED)] == [Done(StaffId(1))]
    assert len([each for each in phones if of(store, each)]) == 1


def test_people_who_are_not_staff_are_not_doubted(store: Store) -> None:
    """Joining phones is an everyday thing for them."""
    anna, ben = two(store)

    join(store, anna, ben)

    assert store.read(lambda tx: tx.staff.doubted()) == []


def test_staff_stay_though_they_allowed_nothing(store: Store) -> None:
    """They need no consent to work here; when they work here no more, they are strangers again."""
    anna = person(store)
    maja = employ(store, anna)
    later = NOW + 3 * STRANGERS

    store.write(lambda tx: retain(tx, later, 90))
    assert of(store, anna) is not None
    do(store, COORDINATOR, RemoveMember(maja.id))
    gone = store.write(lambda tx: retain(tx, later + DAY, 90))

    assert gone.people == 1


def test_forgetting_forgets_staff_whole(store: Store) -> None:
    """Their name goes, too."""
    anna = person(store)
    employ(store, anna)

    do(store, anna, Forget())

    assert store.read(lambda tx: tx.staff.all()) == []
    assert noted(store)[-1] == (Why.REMOVED, "1")


def noted(store: Store) -> list[tuple[Why, str]]:
    """Of changes among staff, what the audit says."""
    return [(each.why, each.about) for each in store.read(lambda tx: tx.audit.all())]
