"""What cannot be opened is counted, and is in the way of nobody else."""

from datetime import date

import pytest
from sqlalchemy import Table

from domain.advice.slot import SlotId, Topic
from domain.events.event import EventId
from domain.matters.matter import Subject
from domain.people.person import PersonId
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from domain.staff.member import Role
from domain.surveys.survey import SubmitResponse, SurveyId
from storage.advice.tables import appointments, seekers
from storage.conversations.event_store import Arrival
from storage.conversations.tables import arrivals, conversations
from storage.events.tables import cars, questions
from storage.exports.tabulating import export_responses
from storage.lives.retention import retain
from storage.matters.tables import matters
from storage.outbox.repository import Due, Reply
from storage.outbox.tables import outbox
from storage.people.tables import addresses, people
from storage.staff.tables import staff
from storage.store import Store
from storage.surveys.tables import responses
from storage.unopened import quick_look, sentence, whole_look
from tests.storage.samples import DAY, NOW, a_form, an_event, person, some_slots
from tests.storage.shutting import damage, shut

STAY = SurveyId("stay")
WHO = [("telegram", "1001"), ("telegram", "1002")]


@pytest.fixture
def pair(store: Store) -> tuple[PersonId, PersonId]:
    """Anna and Ben, who have something in every table with sealed columns."""
    both = person(store), person(store, "1002")
    event = an_event(store)
    some_slots(store, 2)
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    for number, each in enumerate(both):
        fill(store, each, number, event)
    return both


def fill(store: Store, who: PersonId, number: int, event: EventId) -> None:
    """Something of everything."""
    given = SubmitResponse(STAY, "1", "", {"wish": f"tea {number}"})
    reply = Reply(who, *WHO[number], "en", Say(Verbatim("?")))
    raw = Arrival(f"+{number}", "key", b"{}")

    def act(tx):  # type: ignore[no-untyped-def]  # it is long enough
        tx.conversations.keep({who: {"flow": "menu"}}, NOW)
        tx.people.set_pin(who, "1234")
        tx.matters.add(who, Subject.PROPOSAL, "Hello", NOW)
        tx.cars.offer(event, who, 3, "Gate", NOW)
        tx.appointments.take(SlotId(number + 1), who, Topic.FAMILY, "en", NOW)
        tx.appointments.seek(who, Topic.INTERVIEW, "en", NOW)
        tx.questions.add(event, "Why?")
        tx.surveys.keep(given, "en", date(2026, 12, 1))
        tx.staff.add(f"Maja {number}", Role.COORDINATOR)
        tx.arrivals.keep("signal", "+9", [raw], NOW)
        tx.outbox.add_replies([reply], NOW, lease_until=None)

    store.write(act)


@pytest.mark.usefixtures("pair")
def test_where_all_opens_nothing_is_found(store: Store) -> None:
    """Neither by the quick look nor by the whole one."""
    assert store.read(quick_look) == 0
    assert store.read(whole_look) == {}


def test_a_key_that_is_missing_shuts_all_that_is_its_persons(
    store: Store, pair: tuple[PersonId, PersonId]
) -> None:
    """And nothing of anybody else's."""
    shut(store, pair[0])

    assert store.read(quick_look) == 1
    assert store.read(whole_look) == dict.fromkeys(
        (
            "people",
            "addresses",
            "conversations",
            "cars",
            "matters",
            "outbox",
            "appointments",
            "seekers",
        ),
        1,
    )


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("table", "column"),
    [
        (people, "pin_sealed"),
        (addresses, "address_sealed"),
        (conversations, "place_sealed"),
        (matters, "words_sealed"),
        (matters, "subject_sealed"),
        (outbox, "content_sealed"),
        (cars, "place_sealed"),
        (appointments, "topic_sealed"),
        (seekers, "topic_sealed"),
        (staff, "name_sealed"),
        (questions, "words_sealed"),
        (responses, "answers_sealed"),
        (arrivals, "raw_sealed"),
    ],
    ids=lambda each: getattr(each, "name", each),
)
def test_a_damaged_column_is_found_in_its_table(store: Store, table: Table, column: str) -> None:
    """One row, and no other."""
    damage(store, table, column)

    assert store.read(whole_look) == {table.name: 1}


def test_a_sentence_says_how_many_and_what_to_mend() -> None:
    """To whoever runs `lipa check`, and to whoever asks whether we are ready."""
    assert sentence(1).startswith("1 row cannot be opened: put the secret key")
    assert sentence(3, " (people 3)").startswith("3 rows cannot be opened (people 3): ")


def test_in_lists_one_row_is_in_the_way_of_no_other(
    store: Store, pair: tuple[PersonId, PersonId]
) -> None:
    """Staff see what there is, also of whoever's words do not open; nothing is hidden."""
    shut(store, pair[0])
    damage(store, staff, "name_sealed")
    damage(store, questions, "words_sealed")
    damage(store, arrivals, "raw_sealed")

    def seen(tx):  # type: ignore[no-untyped-def]  # the type of each is its own
        event = tx.events.all()[0].id
        return (
            [each.words for each in tx.matters.open()],
            [each.place for each in tx.cars.at(event)],
            len(tx.questions.to(event)),
            [each.name for each in tx.staff.all()],
            len(tx.arrivals.waiting("signal", 1)),
        )

    words, places, asked, names, arrived = store.read(seen)
    assert sorted(words) == ["", "Hello"]
    assert sorted(places) == ["", "Gate"]
    assert (asked, arrived) == (1, 1)
    assert names == ["?", "Maja 1"]


@pytest.mark.usefixtures("pair")
def test_answers_that_do_not_open_are_an_empty_row(store: Store) -> None:
    """The export goes on; results leave them out; retention empties the others."""
    damage(store, responses, "answers_sealed")

    rows = store.read(lambda tx: list(export_responses(tx, STAY).rows))
    results = store.read(lambda tx: tx.surveys.results(STAY))
    gone = store.write(lambda tx: retain(tx, NOW + 400 * DAY, 90))

    assert [str(row[-1])[:3] for row in sorted(rows, key=lambda r: str(r[-1]))] == ["Non", "tea"]
    assert results is not None
    assert gone.responses == 1


def test_nobody_waits_behind_a_row_that_does_not_open(
    store: Store, pair: tuple[PersonId, PersonId]
) -> None:
    """It stays where it is, for when its key is back; what is written to them fails no rule."""
    anna, ben = pair
    shut(store, anna)
    store.write(lambda tx: tx.outbox.write(anna, Say(Verbatim("moved")), NOW))

    first = claim(store)
    again = claim(store)
    later = claim(store, 3)

    assert [row.person for row in first] == [ben]
    assert (again, later) == ([], [])
    states = store.read(
        lambda tx: tx.connection.execute(outbox.select().order_by(outbox.c.id)).all()
    )
    assert [(row.person_id, row.state) for row in states] == [(anna, "waiting"), (ben, "waiting")]


def claim(store: Store, minutes: int = 0) -> list[Due]:
    """One row, if there is any."""
    now = NOW + minutes * DAY / 1440
    return list(store.write(lambda tx: tx.outbox.claim("telegram", now, 1, now + DAY)))
