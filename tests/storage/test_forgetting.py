"""Whoever is forgotten leaves no trace, not even in the bytes of the files."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from domain.appointments import AppointmentState, BookSlot, Topic
from domain.events import Come
from domain.leaving import Forget
from domain.people import DecideConsent, Interest, PersonId, Purpose
from domain.rules import perform
from domain.surveys import SurveyId
from domain.text import _
from storage.crypto import Keyring
from storage.store import Store, Transaction
from storage.tables import (
    addresses,
    answered,
    appointments,
    consents,
    conversations,
    events,
    outbox,
    people,
    rsvps,
)
from tests.storage.samples import DAY, HOUR, NOW, ZONE, an_event, person, some_slots

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
    """The booking's row stays for the count, without the person."""
    forget(store, live_here(store))

    taken = store.read(lambda tx: tx.connection.scalar(select(events.c.taken)))
    booking = store.read(
        lambda tx: tx.connection.execute(select(appointments.c.person_id, appointments.c.state))
    )
    assert taken == 0
    assert booking.all() == [(None, AppointmentState.CANCELLED.value)]


def test_no_byte_of_a_person_stays_in_the_files(store: Store, tmp_path: Path) -> None:
    """Not in the database, its log, its index or the deletion journal; nor their key."""
    anna = live_here(store)
    key = store.read(
        lambda tx: tx.connection.scalar(select(people.c.key_wrapped).where(people.c.id == anna))
    )
    assert key is not None
    assert list(traces(tmp_path, [CANARY.encode(), key]))

    forget(store, anna)

    number = anna.to_bytes(8, "big")
    assert list(traces(tmp_path, [CANARY.encode(), key, number, str(anna).encode()])) == []


def test_a_reader_only_delays_the_overwriting(store: Store, tmp_path: Path) -> None:
    """The next transaction after it tidies up."""
    anna = live_here(store)

    def report(tx: Transaction) -> None:
        tx.people.get(anna)
        forget(store, anna)

    store.read(report)
    assert list(traces(tmp_path, [CANARY.encode()]))
    person(store, "1002")

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


def test_a_restored_backup_honours_deletions(url: str, ring: Keyring, tmp_path: Path) -> None:
    """Who was forgotten after it was made is erased as it is opened; who came back stays."""
    database, backup = Path(url.removeprefix("sqlite:///")), tmp_path / "backup"
    journal = tmp_path / "deletions"
    store = Store.open(url, ring, ZONE, journal=journal)
    anna, ben = live_here(store), person(store, "1002")
    store.close()
    shutil.copy(database, backup)
    store = Store.open(url, ring, ZONE, journal=journal)
    forget(store, anna)
    forget(store, ben)
    store.write(lambda tx: tx.conversations.of([("telegram", "1002")], NOW + DAY))
    store.close()

    again = Store.open(url, ring, ZONE, journal=journal)
    assert rows(again, people) == 1
    again.close()
    shutil.copy(backup, database)
    restored = Store.open(url, ring, ZONE, journal=journal)

    assert rows(restored, people) == 0
    assert restored.read(lambda tx: tx.connection.scalar(select(events.c.taken))) == 0
    restored.close()


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

    store.write(lambda tx: tx.people.forget(ben, _("Goodbye."), NOW))

    due = store.write(lambda tx: tx.outbox.claim("telegram", NOW, 10, NOW + timedelta(minutes=1)))
    assert [row.address for row in due] == ["1002"]


def traces(folder: Path, canaries: Iterable[bytes]) -> Iterable[tuple[str, bytes]]:
    """In which files which canary still stands."""
    for file in folder.iterdir():
        content = file.read_bytes()
        yield from ((file.name, canary) for canary in canaries if canary in content)
