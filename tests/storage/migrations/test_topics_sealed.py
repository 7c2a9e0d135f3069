"""Topics that stood in the open are sealed by a migration, and nobody's is lost."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from domain.advice.appointment import AppointmentId, Taken
from domain.advice.slot import SlotId, Topic
from domain.people.person import PersonId
from storage.schema import migrate
from storage.sealing.crypto import Keyring, new_data_key, new_key
from storage.sealing.keys import owner_of
from storage.store import StorageError, Store, Transaction
from storage.unopened import whole_look
from tests.storage.database.postgres_for_tests import MakeUrl
from tests.storage.samples import NOW, ZONE

BEFORE = "0011_short_history"
MANY = 120  # people, who wait about everything: more rows than are in memory at once
LOST = MANY + 1  # whose key does not open


def old_url(where: str, tmp_path: Path, postgres_url: MakeUrl) -> str:
    """Of a database with nothing in it."""
    server = where == "postgresql"
    return postgres_url(migrated=False) if server else f"sqlite:///{tmp_path / 'old.db'}"


def fill(connection: Connection, ring: Keyring) -> None:
    """As it was: everybody waits, two have booked, and a row leads to nobody."""
    strange = Keyring.parse(new_key())
    numbers = range(1, LOST + 1)
    keys = {
        n: (strange if n == LOST else ring).wrap(new_data_key(), owner_of(PersonId(n)))
        for n in numbers
    }
    connection.execute(PEOPLE, [{"n": n, "key": keys[n]} for n in numbers])
    waits = [{"n": n, "topic": topic.value} for n in numbers for topic in Topic]
    connection.execute(SEEKERS, waits)
    for slot, (who, topic) in enumerate(
        [(1, "family"), (LOST, "work_permit"), (None, "decision")], 1
    ):
        connection.execute(SLOT)
        connection.execute(APPOINTMENT, {"slot": slot, "n": who, "topic": topic})
    connection.execute(SLOT)


PEOPLE = text("INSERT INTO people (id, key_wrapped, seen_at) VALUES (:n, :key, 1796115600000)")
SEEKERS = text(
    "INSERT INTO seekers (person_id, topic, language, since)"
    " VALUES (:n, :topic, 'en', 1796115600000)"
)
SLOT = text(
    "INSERT INTO slots (adviser, languages, topics, place, starts, ends) VALUES"
    " ('Ana', '[\"en\"]', '[\"other\"]', '{\"en\":\"P\"}', 1796202000000, 1796204700000)"
)
APPOINTMENT = text(
    "INSERT INTO appointments (slot_id, person_id, topic, language, state, booked_at)"
    " VALUES (:slot, :n, :topic, 'en', 'open', 1796115600000)"
)


def take(topic: Topic, tx: Transaction) -> AppointmentId | Taken:
    """The first one's booking of the time that is free."""
    return tx.appointments.take(SlotId(4), PersonId(1), topic, "en", NOW)


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_stored_topics_are_sealed(
    where: str, tmp_path: Path, postgres_url: MakeUrl, ring: Keyring
) -> None:
    """Where no key opens the fingerprint keeps it, as in a row that leads to nobody."""
    url = old_url(where, tmp_path, postgres_url)
    migrate(url, ring, BEFORE)
    engine = create_engine(url)
    with engine.begin() as old:
        fill(old, ring)
    engine.dispose()

    migrate(url, ring)

    if where == "sqlite":
        left = (tmp_path / "old.db").read_bytes()
        assert [each for each in Topic if each is not Topic.OTHER and each.encode() in left] == []
    store = Store.open(url, ring, ZONE)
    waits = store.read(lambda tx: tx.appointments.seekers())
    assert {(each.person, each.topic) for each in waits} == {
        (n, topic) for n in range(1, LOST + 1) for topic in Topic
    }
    found = store.read(lambda tx: [tx.appointments.get(AppointmentId(n)) for n in (1, 2, 3)])
    assert [each and each.topic for each in found] == ["family", "work_permit", "decision"]
    twice, other = (store.write(partial(take, topic)) for topic in (Topic.FAMILY, Topic.DECISION))
    assert twice is Taken.TOPIC
    assert not isinstance(other, Taken)
    assert store.read(whole_look) == {"people": 1, "appointments": 1, "seekers": len(Topic)}
    store.close()


def test_other_secret_keys_leave_it_as_it_was(tmp_path: Path, ring: Keyring) -> None:
    """The operator is told which keys to set, and tries again."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    migrate(url, ring, BEFORE)
    engine = create_engine(url)
    with engine.begin() as old:
        fill(old, ring)
    engine.dispose()

    with pytest.raises(StorageError, match="LIPA_SECRET_KEYS"):
        migrate(url, Keyring.parse(new_key()))

    migrate(url, ring)
    store = Store.open(url, ring, ZONE)
    assert len(store.read(lambda tx: tx.appointments.seekers())) == LOST * len(Topic)
    store.close()
