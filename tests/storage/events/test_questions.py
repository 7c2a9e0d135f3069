"""Questions in the tables: sealed, linked to nobody, gone some time after the event."""

from sqlalchemy import select

from domain.events.proposal import ProposeEvent
from domain.events.question import AllowQuestions, AskSpeakers
from domain.matters.matter import Subject
from domain.people.person import ChooseLanguage, PersonId, TellLocal
from storage.events.tables import questions
from storage.lives.retention import retain
from storage.matters.tables import matters
from storage.store import Store
from tests.storage.acting import agree, do, everything_opens, join, two
from tests.storage.samples import DAY, HOUR, NOW, an_event, person

CANARY = "canary-7719-κανάρι"
NOBODY = PersonId(0)


def test_nothing_leads_from_a_question_to_a_person(store: Store) -> None:
    """Neither its number nor its words nor a time."""
    anna, event = person(store), an_event(store)
    agree(store, anna)
    do(store, NOBODY, AllowQuestions(event, allowed=True))
    for number in range(3):
        do(store, anna, AskSpeakers(event, f"{CANARY} {number}?"))

    rows = store.read(lambda tx: tx.connection.execute(select(questions)).all())
    assert {column.name for column in questions.c} == {"id", "event_id", "words_sealed"}
    assert all(CANARY.encode() not in row.words_sealed for row in rows)
    asked = store.read(lambda tx: tx.questions.to(event))
    assert sorted(asked) == [f"{CANARY} {number}?" for number in range(3)]
    assert store.read(lambda tx: tx.questions.many(event)) == 3


def test_they_go_some_time_after_the_event(store: Store) -> None:
    """As everything about it that holds words."""
    anna, event = person(store), an_event(store)
    agree(store, anna)
    do(store, NOBODY, AllowQuestions(event, allowed=True))
    do(store, anna, AskSpeakers(event, "Why?"))
    ended = NOW + DAY + 2 * HOUR

    store.write(lambda tx: retain(tx, ended + 89 * DAY, 90))
    assert store.read(lambda tx: tx.questions.many(event)) == 1
    store.write(lambda tx: retain(tx, ended + 91 * DAY, 90))
    assert store.read(lambda tx: tx.questions.many(event)) == 0


def test_a_proposal_is_sealed_and_goes_over_to_another_phone(store: Store) -> None:
    """With its time and its place."""
    anna, ben = two(store)
    agree(store, ben)
    do(store, ben, ChooseLanguage("fa"))
    starts = (NOW + 10 * DAY).astimezone(store.zone)
    do(store, ben, ProposeEvent("Chess", starts.date(), starts.time(), f"Rog {CANARY}", CANARY))
    [row] = store.read(lambda tx: tx.connection.execute(select(matters)).all())
    assert CANARY.encode() not in row.proposal_sealed

    join(store, anna, ben)

    found = store.read(lambda tx: tx.matters.of(anna)[0])
    assert (found.subject, found.words) == (Subject.PROPOSAL, "Chess")
    assert found.proposal is not None
    assert (found.proposal.place, found.proposal.about) == (f"Rog {CANARY}", CANARY)
    assert found.proposal.starts == NOW + 10 * DAY
    store.read(everything_opens)


def test_a_neighbour_is_remembered(store: Store) -> None:
    """Until they say otherwise."""
    anna = person(store)
    for local in (True, False):
        do(store, anna, TellLocal(local))
        assert store.read(lambda tx: tx.people.get(anna)).local is local
