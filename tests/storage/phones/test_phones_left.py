"""A phone that is separated, and both that are forgotten: what goes, also from a backup."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from domain.events.rsvp import Come
from domain.outcome import Done, Refused
from domain.people.rights import Forget
from domain.phones.phone import Choose, Join, MakeCode, Separate
from storage.conversations.tables import conversations
from storage.outbox.repository import Settled, State
from storage.people.tables import addresses, consents, people
from storage.phones.tables import link_codes
from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.acting import (
    MINUTE,
    SIGNAL,
    TELEGRAM,
    agree,
    announce,
    channels,
    claim,
    do,
    everything_opens,
    join,
    reply,
    two,
    waiting,
)
from tests.storage.samples import DAY, HOUR, NOW, ZONE, an_event, new_event, person

A_DAY = 24 * 60 + 1  # in minutes: what was joined before cannot be undone


def test_a_separated_phone_is_a_stranger_s(store: Store) -> None:
    """It is emptied, hears a farewell, and keeps nothing; the person keeps everything."""
    anna, ben = two(store)
    [said] = store.write(
        lambda tx: tx.outbox.add_replies([reply(ben, SIGNAL)], NOW, lease_until=NOW + MINUTE)
    )
    store.write(lambda tx: tx.outbox.settle([Settled(said, State.SENT, NOW, message="7")]))
    join(store, anna, ben)
    do(store, anna, Come(an_event(store, new_event(starts=NOW + 4 * DAY)), 1, lift=False))
    do(store, anna, Choose(SIGNAL))

    assert do(store, anna, Separate(SIGNAL), A_DAY) == Done(value=False)

    assert set(waiting(store)) == {(anna, TELEGRAM)}
    assert channels(store, anna) == [TELEGRAM]
    assert [row.kind for row in claim(store, SIGNAL, A_DAY)] == ["erase", "goodbye"]
    assert store.read(lambda tx: tx.outbox.sent_of(anna, NOW - DAY)) == []
    [known] = store.write(lambda tx: tx.conversations.of([(SIGNAL, "sig")], NOW))
    assert known.new
    assert isinstance(do(store, anna, Separate(TELEGRAM)), Refused)
    store.read(everything_opens)


def test_forgetting_is_for_both_phones(store: Store) -> None:
    """Rows, index, messages and farewells."""
    anna, ben = two(store)
    agree(store, anna, ben)
    announce(store, minutes=5)
    join(store, anna, ben)

    do(store, anna, Forget(), A_DAY)

    for table in (people, addresses, consents, link_codes, conversations):
        assert count(store, table) == 0
    assert [row.kind for row in claim(store, TELEGRAM, A_DAY)] == ["goodbye"]
    assert [row.kind for row in claim(store, SIGNAL, A_DAY)] == ["goodbye"]
    assert len(list(store._journal.read())) == 2


def test_no_byte_of_either_phone_stays(sqlite_store: Store, tmp_path: Path) -> None:
    """After joining, not the key of the one; after forgetting, nothing. SQLite only."""
    store, number = sqlite_store, "canary-3355"
    anna, ben = person(store, number, TELEGRAM), person(store, number + "s", SIGNAL)
    keys = select(people.c.id, people.c.key_wrapped)
    rows = store.read(lambda tx: tx.connection.execute(keys).all())
    wrapped = {row.id: row.key_wrapped for row in rows}

    join(store, anna, ben)
    assert traces(tmp_path, wrapped[ben]) == []
    do(store, anna, Forget(), A_DAY)

    canaries = [wrapped[anna], number.encode(), anna.to_bytes(8, "big"), ben.to_bytes(8, "big")]
    assert [found for each in canaries for found in traces(tmp_path, each)] == []


def count(store: Store, table: Table) -> int:
    """How many rows there are."""
    return store.read(lambda tx: tx.connection.scalar(select(func.count()).select_from(table)) or 0)


def traces(folder: Path, canary: bytes) -> list[str]:
    """The files in which it still stands."""
    files = [file for file in folder.iterdir() if file.is_file()]
    return [file.name for file in files if canary in file.read_bytes()]


def copied(store: Store, database: Path, backup: Path) -> None:
    """A backup of a database, which is closed for it."""
    store.close()
    shutil.copy(database, backup)


@pytest.mark.parametrize("backup", ["apart", "together"])
@pytest.mark.parametrize("later", [10, A_DAY])
def test_a_backup_honours_what_happened_since(
    sqlite_url: str, ring: Keyring, tmp_path: Path, backup: str, later: int
) -> None:
    """Forgotten together is forgotten apart, and separated stays separated; within a day each
    phone is left with what it brought. SQLite only.
    """
    database, journal = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "deletions"
    store = Store.open(sqlite_url, ring, ZONE, journal=journal)
    (anna, ben), (carla, dan) = two(store), two(store, "2")
    copied(store, database, tmp_path / "apart")
    store = Store.open(sqlite_url, ring, ZONE, journal=journal)
    join(store, anna, ben)
    join(store, carla, dan)
    copied(store, database, tmp_path / "together")
    store = Store.open(sqlite_url, ring, ZONE, journal=journal)
    do(store, anna, Forget(), later)
    do(store, carla, Separate(SIGNAL), later)
    store.close()

    shutil.copy(tmp_path / backup, database)
    store = Store.open(sqlite_url, ring, ZONE, journal=journal)

    left = store.read(lambda tx: tx.connection.scalars(select(addresses.c.channel)).all())
    assert sorted(left) == ([TELEGRAM] if later == A_DAY else [SIGNAL, SIGNAL, TELEGRAM])
    assert channels(store, carla) == [TELEGRAM]
    assert channels(store, anna) == []
    store.read(everything_opens)
    store.close()


def test_an_old_erasure_of_one_phone_does_not_reach_who_joined_it_later(
    url: str, ring: Keyring, tmp_path: Path
) -> None:
    """Whoever was forgotten, came back and then joined stays, whenever the program starts."""
    journal = tmp_path / "deletions"
    store = Store.open(url, ring, ZONE, journal=journal)
    anna, ben = two(store)
    do(store, ben, Forget(), 1)
    [back] = store.write(lambda tx: tx.conversations.of([(SIGNAL, "sig")], NOW + HOUR))
    made = do(store, anna, MakeCode(), 61)
    assert isinstance(made, Done)
    do(store, back.person.id, Join(made.value), 62)
    store.close()

    store = Store.open(url, ring, ZONE, journal=journal)

    assert channels(store, anna) == [SIGNAL, TELEGRAM]
    store.close()
