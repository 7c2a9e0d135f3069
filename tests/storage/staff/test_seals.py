"""Whoever writes to the tables without the keys makes nobody staff, and is found."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from domain.outcome import Done, Refused
from domain.people.person import PersonId
from domain.speech.text import Verbatim
from domain.staff.member import (
    INVITE_LASTS,
    AcceptInvitation,
    AddMember,
    Duty,
    Entrust,
    RemoveMember,
    Role,
    StaffId,
)
from storage import schema
from storage.database.databases import migrating
from storage.people.tables import addresses
from storage.rotation import rotate
from storage.sealing.crypto import Keyring
from storage.staff.tables import staff
from storage.store import Store
from tests.storage.acting import do, join
from tests.storage.database.postgres_for_tests import MakeUrl
from tests.storage.samples import DAY, KEY, NOW, OTHER_KEY, ZONE, person
from tests.storage.staff.test_staff import COORDINATOR, employ, invite, of

LATER = NOW + 9 * DAY
Maja = tuple[StaffId, PersonId]

BEFORE, SEALS = "0005_audit_anchor", "0006_staff_seals"
STAMP = "UPDATE alembic_version SET version_num = '{revision}'"


@pytest.fixture
def maja(store: Store) -> Maja:
    """A moderator with a desk and a proven key; somebody else, too, who is invited."""
    who = person(store)
    member = employ(store, who).id
    store.write(lambda tx: tx.staff.give_key(member, b"1" * 32, b"wrapped"))
    store.write(lambda tx: tx.staff.prove_key(member, b"1" * 32))
    return member, who


def change(store: Store, member: StaffId, **values: Any) -> None:
    """What somebody does who can write to the database, and no more."""
    store.write(
        lambda tx: tx.connection.execute(update(staff).where(staff.c.id == member).values(values))
    )


def forged(store: Store) -> list[StaffId]:
    """What `lipa check` will name."""
    return list(store.read(lambda tx: tx.staff.forged()))


def everywhere(store: Store) -> int:
    """How many members any list shows."""
    return store.read(lambda tx: len(tx.staff.all()) + len(tx.staff.doubted()))


@pytest.mark.parametrize(
    "values",
    [
        {"role": "admin"},
        {"duties": ",focal,"},
        {"seal": None},
        {"seal": bytes(16)},
        {"invited_until": LATER},
        {"invite_blind": bytes(16)},
        {"public_key": bytes(32)},
        {"public_key": bytes(32), "private_wrapped": b"theirs", "proven": True},
        {"public_key": None, "private_wrapped": None},
        {"private_wrapped": b"theirs"},
        {"proven": False},
    ],
    ids=str,
)
def test_a_row_that_was_changed_is_no_role(
    store: Store, maja: Maja, values: dict[str, Any]
) -> None:
    """Not even the one that it was; the check names it."""
    member, who = maja
    assert forged(store) == []

    change(store, member, **values)

    assert of(store, who) is None
    assert store.read(lambda tx: tx.staff.get(member)) is None
    assert everywhere(store) == 0
    assert forged(store) == [member]


def test_a_row_that_was_turned_to_another_phone_is_nobody_s(store: Store, maja: Maja) -> None:
    """Nor are two rows that were exchanged, seals and all."""
    member, who = maja
    ben = person(store, "1002")

    change(store, member, person_id=ben)

    assert of(store, ben) is of(store, who) is None
    assert forged(store) == [member]


@pytest.mark.usefixtures("maja")
def test_a_row_that_was_put_in_is_nobody_s(store: Store) -> None:
    """Its seal is another row's: each is bound to its number."""
    ben = person(store, "1002")
    row = store.read(lambda tx: tx.connection.execute(select(staff)).one())
    copy = {**row._mapping, "id": 77, "person_id": ben}

    store.write(lambda tx: tx.connection.execute(insert(staff).values(copy)))

    assert of(store, ben) is None
    assert forged(store) == [77]


def test_an_invitation_cannot_be_put_into_another_row(store: Store) -> None:
    """A moderator's code in an administrator's row makes nobody an administrator."""
    invite(store, "Ana", Role.ADMIN)
    code = invite(store, "Ben", Role.MODERATOR)
    rows = store.read(lambda tx: tx.connection.execute(select(staff).order_by(staff.c.id)).all())
    ana, ben = (StaffId(row.id) for row in rows)
    change(store, ben, invite_blind=None)
    change(store, ana, invite_blind=rows[1].invite_blind)

    assert isinstance(do(store, person(store), AcceptInvitation(code)), Refused)
    assert forged(store) == [ana, ben]


TURNED: dict[str, Callable[[PersonId], dict[str, Any]]] = {
    "the person": lambda who: {"person_id": who},
    "the person and the channel": lambda who: {"person_id": who, "channel": "terminal"},
}


@pytest.mark.parametrize("how", TURNED)
def test_a_phone_that_was_turned_to_staff_is_no_desk(store: Store, maja: Maja, how: str) -> None:
    """Else whoever can write to the database would come in by their own phone."""
    member, who = maja
    ben = person(store, "1002")
    turned = update(addresses).where(addresses.c.person_id == ben).values(TURNED[how](who))

    store.write(lambda tx: tx.connection.execute(turned))

    assert of(store, who) is None
    assert forged(store) == [member]


def test_a_phone_whose_fingerprint_was_exchanged_is_no_desk(store: Store, maja: Maja) -> None:
    """The address opens, and is that of another phone."""
    member, who = maja
    ben = person(store, "1002")
    blind = store.read(
        lambda tx: tx.connection.scalar(
            select(addresses.c.blind).where(addresses.c.person_id == ben)
        )
    )

    def exchange(tx: Any) -> None:
        tx.connection.execute(delete(addresses).where(addresses.c.person_id == ben))
        mine = update(addresses).where(addresses.c.person_id == who)
        tx.connection.execute(mine.values(blind=blind))

    store.write(exchange)

    assert of(store, who) is None
    assert forged(store) == [member]


def test_nothing_makes_a_changed_row_genuine(store: Store, maja: Maja) -> None:
    """Neither duties nor an invitation; removing it works."""
    member, who = maja
    change(store, member, role="admin")

    entrusted = do(store, COORDINATOR, Entrust(member, Duty.FOCAL, given=True))
    store.write(lambda tx: tx.staff.entrust(member, frozenset(Duty), NOW))
    store.write(lambda tx: tx.staff.invite(member, Role.ADMIN, NOW + INVITE_LASTS))

    assert of(store, who) is None
    assert isinstance(entrusted, Refused)
    assert forged(store) == [member]
    assert isinstance(do(store, COORDINATOR, RemoveMember(member)), Done)
    assert isinstance(do(store, COORDINATOR, RemoveMember(member)), Refused)
    assert forged(store) == []


def test_a_changed_row_does_not_go_over_to_another_phone(store: Store, maja: Maja) -> None:
    """It goes with the person who is nobody any more."""
    member, who = maja
    change(store, member, role="admin")
    owner = person(store, "s1", "signal")

    join(store, owner, who)

    assert of(store, owner) is None
    assert store.read(lambda tx: tx.connection.execute(select(staff)).all()) == []


def test_all_that_rules_do_keeps_the_seal(store: Store, maja: Maja) -> None:
    """A new invitation, duties, phones in one hand."""
    member, who = maja
    do(store, COORDINATOR, Entrust(member, Duty.CHILDREN, given=True))
    do(store, COORDINATOR, AddMember("Ana", Role.ADVISER))
    do(store, COORDINATOR, AddMember("Ana", Role.MODERATOR))
    owner = person(store, "s1", "signal")
    store.write(lambda tx: tx.offers.lives.join(who, owner, Verbatim("Joined."), NOW))

    found = of(store, owner)

    assert forged(store) == []
    assert found is not None
    assert found.duties == {Duty.CHILDREN}


def test_a_seal_outlives_the_secret_keys(url: str, maja: Maja) -> None:
    """It hangs on the index key, which is only wrapped anew."""
    both = Store.open(url, Keyring.parse(f"{OTHER_KEY},{KEY}"), ZONE)
    rotate(both)
    both.close()

    new = Store.open(url, Keyring.parse(OTHER_KEY), ZONE)
    assert of(new, maja[1]) is not None
    new.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_those_of_before_are_sealed_once(
    request: pytest.FixtureRequest, ring: Keyring, tmp_path: Any, kind: str
) -> None:
    """By the migration, with all that was invited; what is put in afterwards is forged."""
    make: MakeUrl | None = None
    if kind == "postgresql":
        make = request.getfixturevalue("postgres_url")
    url = make(migrated=False) if make else f"sqlite:///{tmp_path}/old.db"
    schema.migrate(url, ring)
    store = Store.open(url, ring, ZONE)
    employ(store, person(store))
    code = invite(store, "Ana", Role.ADVISER)
    store.write(lambda tx: as_before(tx.connection))
    store.close()

    schema.migrate(url, ring, SEALS)

    as_now(url)
    store = Store.open(url, ring, ZONE)
    assert forged(store) == []
    assert isinstance(do(store, person(store, "1002"), AcceptInvitation(code)), Done)
    store.close()


def as_before(connection: Any) -> None:
    """The table as it was, with what is in it now."""
    connection.exec_driver_sql("ALTER TABLE staff DROP COLUMN seal")
    connection.exec_driver_sql(STAMP.format(revision=BEFORE))


def as_now(url: str) -> None:
    """All other tables have stayed as they are now."""
    engine = migrating(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(STAMP.format(revision=schema.HEAD))
    engine.dispose()
