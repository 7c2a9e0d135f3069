"""Whoever is forgotten leaves no trace, not even in the bytes of the files."""

import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from domain.advice.appointment import BookSlot, Taken
from domain.advice.slot import SlotId, Topic
from domain.events.rsvp import Come
from domain.people.person import DecideConsent, Interest, PersonId, Purpose
from domain.people.rights import Forget
from domain.rules import perform
from domain.speech.text import _
from domain.surveys.survey import SurveyId
from storage.advice.tables import advised, appointments
from storage.conversations.tables import conversations
from storage.events.tables import events, rsvps
from storage.outbox.tables import outbox
from storage.people.tables import addresses, consents, people
from storage.sealing.crypto import Keyring
from storage.sealing.journal import Erasure, Journal
from storage.store import Store, Transaction
from storage.subjects import metadata
from storage.surveys.tables import answered
from tests.storage.samples import DAY, HOUR, NOW, ZONE, an_event, person, some_slots

FAMILY, INTERVIEW = Topic.FAMILY, Topic.INTERVIEW
CANARY = "canary-7731-κανάρι"


def live_here(store: Store) -> PersonId:
    """A person with everything that a person can have."""
    anna = person(store, CANARY)
    event, [slot] = an_event(store), some_slots(store)

    def act(tx: Transaction) -> None:
        work = tx.work(anna, NOW)
        perform(DecideConsent(Purpose.TAKE_PART, given=True), work)
        perform(Come(event, 2, lift=False), work)
        perform(BookSlot(slot, Topic.FAMILY, "fa"), work)
        tx.people.set_language(anna, "fa")
        tx.people.set_interests(anna, [Interest.SPORT])
        tx.surveys.mark_answered(anna, SurveyId(CANARY), CANARY)
        tx.conversations.keep({anna: {"words": CANARY * 50}}, NOW)

    store.write(act)
    return anna


def forget(store: Store, who: PersonId) -> None:
    """The command, as a person gives it."""
    store.write(lambda tx: perform(Forget(), tx.work(who, NOW + HOUR)))


def rows(store: Store, table: Table) -> int:
    """How many there are."""
    return store.read(lambda tx: tx.connection.scalar(select(func.count()).select_from(table)) or 0)


def test_every_row_of_a_person_goes(store: Store) -> None:
    """What stays are counts and the goodbye that waits to be sent."""
    forget(store, live_here(store))

    gone = (people, addresses, consents, conversations, answered, rsvps)
    assert [rows(store, table) for table in gone] == [0] * len(gone)
    left = store.read(lambda tx: tx.connection.execute(select(outbox.c.person_id, outbox.c.kind)))
    assert {tuple(row) for row in left} == {(None, "goodbye")}


def test_places_and_times_are_free_for_others(store: Store) -> None:
    """What did not take place is not even counted."""
    forget(store, live_here(store))

    taken = store.read(lambda tx: tx.connection.scalar(select(events.c.taken)))
    assert taken == 0
    assert rows(store, appointments) == rows(store, advised) == 0


def test_of_past_advice_only_the_day_and_the_topic_stay(store: Store) -> None:
    """No column of any table tells the minute, with whom, or that somebody came along."""
    anna, ben = person(store, "1001"), person(store, "1002")
    late = datetime(2026, 12, 3, 23, 30, tzinfo=UTC)  # the day after, where we are
    slots = [*some_slots(store, 2, late), *some_slots(store, 1, late + 9 * DAY)]
    for who, slot, topic in zip((anna, ben, anna), slots, (FAMILY, FAMILY, INTERVIEW), strict=True):
        store.write(partial(take, slot, who, topic))
    store.write(lambda tx: tx.lives.forget(anna, _("Goodbye."), late + DAY))
    store.write(lambda tx: tx.lives.forget(ben, _("Goodbye."), late + DAY))

    assert rows(store, appointments) == 0
    found = store.read(lambda tx: tx.connection.execute(select(advised)).all())
    assert [tuple(row) for row in found] == [(date(2026, 12, 4), "family", 2)]


def take(slot: SlotId, who: PersonId, topic: Topic, tx: Transaction) -> None:
    """A booking, with an adult who comes along."""
    booked = tx.appointments.take(slot, who, topic, "fa", NOW)
    assert not isinstance(booked, Taken)
    tx.appointments.accompany(booked)


def test_no_byte_of_a_person_stays_in_the_files(sqlite_store: Store, tmp_path: Path) -> None:
    """Not in the database, its log, its index or the deletion journal; nor their key. SQLite only:

    a server keeps its files to itself (docs/decisions/postgresql.md).
    """
    anna = live_here(sqlite_store)
    key = sqlite_store.read(
        lambda tx: tx.connection.scalar(select(people.c.key_wrapped).where(people.c.id == anna))
    )
    assert key is not None
    assert list(traces(tmp_path, [CANARY.encode(), key]))

    forget(sqlite_store, anna)

    number = anna.to_bytes(8, "big")
    assert list(traces(tmp_path, [CANARY.encode(), key, number, str(anna).encode()])) == []


def test_a_reader_only_delays_the_overwriting(sqlite_store: Store, tmp_path: Path) -> None:
    """The next transaction after it tidies up. SQLite only."""
    anna = live_here(sqlite_store)

    def report(tx: Transaction) -> None:
        tx.people.get(anna)
        forget(sqlite_store, anna)

    sqlite_store.read(report)
    assert list(traces(tmp_path, [CANARY.encode()]))
    person(sqlite_store, "1002")

    assert list(traces(tmp_path, [CANARY.encode()])) == []


def test_forgetting_one_leaves_the_others(store: Store) -> None:
    """Their conversation goes on."""
    ben = person(store, "1002")
    store.write(lambda tx: tx.conversations.keep({ben: {"flow": "menu"}}, NOW))

    forget(store, live_here(store))

    [known] = store.write(lambda tx: tx.conversations.of([("telegram", "1002")], NOW))
    assert known.place == {"flow": "menu"}


def test_somebody_forgotten_is_a_stranger_when_they_return(store: Store) -> None:
    """With another number and another key."""
    anna = live_here(store)
    forget(store, anna)

    [known] = store.write(lambda tx: tx.conversations.of([("telegram", CANARY)], NOW + DAY))

    assert known.new
    assert known.person.id != anna


def test_a_restored_backup_honours_deletions(
    sqlite_url: str, ring: Keyring, tmp_path: Path
) -> None:
    """Who was forgotten after it was made is erased as it is opened; who came back stays.

    With a file for SQLite, below with a copy on the server.
    """
    database, backup = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "backup"
    journal = tmp_path / "deletions"
    store = Store.open(sqlite_url, ring, ZONE, journal=journal)
    anna, ben = live_here(store), person(store, "1002")
    store.close()
    shutil.copy(database, backup)
    store = Store.open(sqlite_url, ring, ZONE, journal=journal)
    forget(store, anna)
    forget(store, ben)
    store.write(lambda tx: tx.conversations.of([("telegram", "1002")], NOW + DAY))
    store.close()

    again = Store.open(sqlite_url, ring, ZONE, journal=journal)
    assert rows(again, people) == 1
    again.close()
    shutil.copy(backup, database)
    restored = Store.open(sqlite_url, ring, ZONE, journal=journal)

    assert rows(restored, people) == 0
    assert restored.read(lambda tx: tx.connection.scalar(select(events.c.taken))) == 0
    restored.close()


def test_no_row_of_a_server_holds_a_person(postgres_store: Store) -> None:
    """The counterpart on PostgreSQL: nothing that can be asked for tells of them."""
    anna = live_here(postgres_store)
    number = str(anna)
    assert number in told(postgres_store)

    forget(postgres_store, anna)

    assert number not in told(postgres_store)
    assert CANARY not in told(postgres_store)


def told(store: Store) -> str:
    """Every value of every row."""
    return store.read(
        lambda tx: "\n".join(
            str(tuple(row))
            for table in metadata.sorted_tables
            for row in tx.connection.execute(select(table))
        )
    )


def test_a_restored_server_honours_deletions(
    postgres_url: Callable[..., str], ring: Keyring, tmp_path: Path
) -> None:
    """Several processes may start on it at once."""
    backup = postgres_url()
    journal = tmp_path / "deletions"
    store = Store.open(backup, ring, ZONE, journal=journal)
    anna, ben = live_here(store), person(store, "1002")
    copy = Store.open(backup, ring, ZONE)
    journal.write_text("".join(noted(store, who) for who in (anna, ben)))

    with ThreadPoolExecutor(4) as threads:
        opened = list(
            threads.map(lambda _n: Store.open(backup, ring, ZONE, journal=journal), range(4))
        )

    assert rows(copy, people) == 0
    for each in (store, copy, *opened):
        each.close()


def noted(store: Store, who: PersonId) -> str:
    """The line that their erasure leaves."""
    blind = store.read(
        lambda tx: tx.connection.scalar(
            select(addresses.c.blind).where(addresses.c.person_id == who)
        )
    )
    assert blind is not None
    return f"{(NOW + HOUR).isoformat()} {blind.hex()}\n"


def test_processes_share_the_journal(tmp_path: Path) -> None:
    """No line is torn, however many write at once."""
    journal = Journal(tmp_path / "deletions")
    erasures = [Erasure(bytes([n]) * 16, NOW) for n in range(200)]

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda each: journal.append([each]), erasures))

    assert sorted(journal.read(), key=lambda e: e.blind) == erasures


def test_the_journal_is_written_before_the_commit(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it cannot be written, nobody is forgotten."""
    anna = live_here(store)
    monkeypatch.setattr(store._journal, "_path", tmp_path / "nowhere" / "deletions")

    with pytest.raises(FileNotFoundError):
        forget(store, anna)

    assert store.read(lambda tx: tx.people.get(anna)).id == anna


def test_a_journal_line_cut_short_spoils_no_other(store: Store, tmp_path: Path) -> None:
    """A crash may leave half a line."""
    journal = tmp_path / "deletions"
    journal.write_text("2026-12-01T10:00:00+00:00 a1b2")

    forget(store, live_here(store))

    [erasure] = store._journal.read()
    assert erasure.at == NOW + HOUR
    assert CANARY not in journal.read_text()


def test_the_farewell_is_said_to_somebody_without_a_name(store: Store) -> None:
    """Even with nothing but an address."""
    ben = person(store, "1002")

    store.write(lambda tx: tx.lives.forget(ben, _("Goodbye."), NOW))

    due = store.write(lambda tx: tx.outbox.claim("telegram", NOW, 10, NOW + timedelta(minutes=1)))
    assert [row.address for row in due] == ["1002"]


def traces(folder: Path, canaries: Iterable[bytes]) -> Iterable[tuple[str, bytes]]:
    """In which files which canary still stands."""
    for file in folder.iterdir():
        content = file.read_bytes()
        yield from ((file.name, canary) for canary in canaries if canary in content)
