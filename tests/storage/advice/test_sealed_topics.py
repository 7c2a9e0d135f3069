"""What somebody needs advice about: whoever reads the database without keys does not learn it."""

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.event import listen

from domain.advice.appointment import AppointmentId, BookSlot, OfferTimes, SeekTime, Taken
from domain.advice.slot import SlotId, Topic
from domain.outcome import Done
from domain.people.person import PersonId
from domain.rules import perform
from storage.advice.tables import advised, appointments, seekers, slots
from storage.exports.tabulating import export_appointments
from storage.store import Store, Transaction
from storage.subjects import metadata
from storage.unopened import quick_look, whole_look
from tests.storage.acting import do, everything_opens, join, two
from tests.storage.samples import DAY, NOW, people, person, some_slots
from tests.storage.shutting import damage, shut

FAMILY, PERMIT = Topic.FAMILY, Topic.WORK_PERMIT
NOBODY = PersonId(0)


def take(store: Store, slot: SlotId, who: PersonId, topic: Topic) -> AppointmentId:
    """A booked time."""
    booked = store.write(lambda tx: tx.appointments.take(slot, who, topic, "en", NOW))
    assert not isinstance(booked, Taken)
    return booked


def seek(store: Store, who: PersonId, topic: Topic) -> None:
    """They wait."""
    store.write(lambda tx: tx.appointments.seek(who, topic, "en", NOW))


def test_no_row_beside_a_person_names_a_topic(store: Store) -> None:
    """Booked, waited for, offered, joined: only what advisers offer, and counts, can be read."""
    _free, waiting, offered = some_slots(store, 3, NOW + 2 * DAY)
    anna, ben = two(store)
    carla = person(store, "1002")
    do(store, carla, BookSlot(offered, Topic.INTERVIEW, "en"))
    do(store, ben, SeekTime(FAMILY, "en"))
    do(store, NOBODY, OfferTimes())
    do(store, ben, BookSlot(waiting, Topic.INTERVIEW, "en"))
    do(store, ben, SeekTime(Topic.DECISION, "en"))
    join(store, anna, ben)

    rows = store.read(readable)

    assert str(anna) in rows
    assert [topic for topic in Topic if topic.value in rows] == []


def readable(tx: Transaction) -> str:
    """Every row, as somebody reads it who has no keys."""
    others = [table for table in metadata.sorted_tables if table not in (slots, advised)]
    return str([tuple(row) for table in others for row in tx.connection.execute(select(table))])


def test_no_byte_of_the_files_names_a_topic(sqlite_store: Store, tmp_path: Path) -> None:
    """Of one that no adviser offers, so that it could stand nowhere else. SQLite only."""
    [slot], anna = some_slots(sqlite_store), person(sqlite_store)
    take(sqlite_store, slot, anna, PERMIT)
    seek(sqlite_store, anna, PERMIT)

    files = b"".join(each.read_bytes() for each in tmp_path.iterdir())

    assert b"interview" in files  # the times of the adviser
    assert PERMIT.value.encode() not in files


def test_equal_topics_do_not_look_alike(store: Store) -> None:
    """Neither of two people nor of one; and no topic shows by its length."""
    persons, times = people(store, 2), iter(some_slots(store, 10))
    for who in persons:
        for topic in Topic:
            take(store, next(times), who, topic)
            seek(store, who, topic)

    for table in (appointments, seekers):
        columns = select(table.c.topic_sealed, table.c.topic_index)
        rows = [tuple(row) for row in store.read(partial(fetched, columns))]
        sealed, indexes = zip(*rows, strict=True)
        assert len(set(sealed)) == len(set(indexes)) == 10
        assert len(set(map(len, sealed))) == len(set(map(len, indexes))) == 1


def fetched(statement: Any, tx: Transaction) -> Any:
    """All rows of it."""
    return tx.connection.execute(statement).all()


def test_what_does_not_open_is_noted_and_still_told_by_its_fingerprint(store: Store) -> None:
    """The adviser's list is whole, and whoever runs Lipa hears of it."""
    (first, second), (anna, ben) = some_slots(store, 2), people(store, 2)
    take(store, first, anna, FAMILY)
    take(store, second, ben, PERMIT)
    seek(store, anna, PERMIT)
    damage(store, appointments, "topic_sealed")
    damage(store, seekers, "topic_sealed", person_id=anna)

    day = store.read(lambda tx: tx.appointments.between(NOW, NOW + 2 * DAY))
    waiting = store.read(lambda tx: tx.appointments.seekers())

    assert [each.topic for each in day] == [FAMILY, PERMIT]
    assert [each.topic for each in waiting] == [PERMIT]
    assert store.read(quick_look) == 2
    assert store.read(whole_look) == {"appointments": 1, "seekers": 1}


def test_somebody_whose_key_is_lost_is_listed_and_counted(store: Store) -> None:
    """Nobody else's list, export or count suffers for it."""
    (first, second), (anna, ben) = some_slots(store, 2), people(store, 2)
    take(store, first, anna, FAMILY)
    take(store, second, ben, PERMIT)
    shut(store, anna)

    day = store.read(lambda tx: tx.appointments.between(NOW, NOW + 2 * DAY))
    sheet = store.read(lambda tx: list(export_appointments(tx).rows))
    store.write(lambda tx: tx.lives.erase([anna], NOW + 3 * DAY))

    assert [each.topic for each in day] == [FAMILY, PERMIT]
    assert [row[4] for row in sheet] == ["family", "work_permit"]
    assert store.read(lambda tx: tx.connection.scalars(select(advised.c.topic)).all()) == ["family"]


def test_a_topic_that_nothing_tells_hides_no_appointment(store: Store) -> None:
    """It stands among the others; whoever waits cannot be asked; advice is counted all the same."""
    [slot], anna = some_slots(store), person(store)
    take(store, slot, anna, FAMILY)
    seek(store, anna, PERMIT)
    forged = {"topic_sealed": b"\x01forged", "topic_index": b"forged"}
    for table in (appointments, seekers):
        store.write(lambda tx, t=table: tx.connection.execute(update(t).values(forged)))  # type: ignore[misc]

    [listed] = store.read(lambda tx: tx.appointments.between(NOW, NOW + 2 * DAY))
    assert listed.topic is Topic.OTHER
    assert store.read(lambda tx: tx.appointments.seekers()) == []
    assert store.read(lambda tx: list(export_appointments(tx).rows))[0][4] is None
    store.write(lambda tx: tx.lives.erase([anna], NOW + 3 * DAY))
    assert store.read(lambda tx: list(export_appointments(tx).rows))[0][4] is None
    assert store.read(lambda tx: tx.connection.scalars(select(advised.c.topic)).all()) == [""]


def test_joined_phones_have_one_key_and_one_turn(store: Store) -> None:
    """Sealed anew; what only the dropped key would open is left nowhere."""
    anna, ben = two(store)
    first, second = some_slots(store, 2)
    take(store, first, ben, FAMILY)
    for who, topic in ((anna, PERMIT), (ben, PERMIT), (ben, Topic.OTHER)):
        seek(store, who, topic)

    join(store, anna, ben)

    store.read(everything_opens)
    [mine] = store.read(lambda tx: tx.appointments.open_of(anna, NOW))
    assert mine.topic is FAMILY
    again = store.write(lambda tx: tx.appointments.take(second, anna, FAMILY, "en", NOW))
    assert again is Taken.TOPIC
    waits = store.read(lambda tx: tx.appointments.seekers())
    assert sorted(each.topic for each in waits) == [Topic.OTHER, PERMIT]
    assert store.read(lambda tx: tx.lives.everything(anna))["appointments"][0]["topic"] == "family"


def test_a_whole_day_is_read_by_one_statement(store: Store) -> None:
    """The keys of its people come along."""
    persons, times = people(store, 5), some_slots(store, 5)
    for who, slot in zip(persons, times, strict=True):
        take(store, slot, who, FAMILY)
        seek(store, who, FAMILY)

    def act(tx: Transaction) -> tuple[int, int]:
        found = len(tx.appointments.between(NOW, NOW + 2 * DAY)), len(tx.appointments.seekers())
        assert not {*persons} - {*tx.keys._wrapped}
        return found

    assert store.read(act) == (5, 5)


def test_booking_in_a_conversation_reads_no_key(store: Store) -> None:
    """The key came with whoever wrote: a topic that is sealed costs no statement."""
    [slot], said = some_slots(store), list[str]()
    person(store)

    def act(tx: Transaction) -> None:
        [known] = tx.conversations.of([("telegram", "1001")], NOW)
        listen(tx.connection, "before_cursor_execute", lambda *told: said.append(told[2]))
        assert isinstance(
            perform(BookSlot(slot, FAMILY, "en"), tx.work(known.person.id, NOW)), Done
        )

    store.write(act)

    assert len([each for each in said if each.startswith("INSERT INTO appointments")]) == 1
    assert [each for each in said if each.startswith("SELECT people.key_wrapped")] == []
