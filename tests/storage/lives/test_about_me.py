"""What is kept about somebody, for themselves: every table that has rows of theirs is walked."""

import json
from datetime import time
from typing import Any

import pytest
from sqlalchemy import select

from domain.advice.appointment import BookSlot, SeekTime
from domain.advice.slot import Topic
from domain.events.car import CarId, OfferCar
from domain.events.rsvp import Come
from domain.matters.matter import LeaveMatter, Subject
from domain.people.person import (
    AgeGroup,
    ChooseLanguage,
    Interest,
    PersonId,
    TellAgeGroup,
    TellInterests,
)
from domain.phones.phone import Join, MakeCode
from domain.records.record import Rows
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from domain.staff.member import AcceptInvitation, AddMember, Role
from domain.surveys.survey import SurveyId
from storage.keeping import Hidden, Shown
from storage.lives.repository import LEFT_OUT
from storage.outbox.repository import Reply
from storage.people.tables import people
from storage.store import Store
from storage.subjects import KEPT
from tests.storage.acting import TELEGRAM, agree, do
from tests.storage.samples import NOW, a_form, an_event, person, some_slots

SHOWN = [each.table for each in KEPT if isinstance(each.show, Shown)]
CANARY = "canary-4417-κανάρι"


@pytest.fixture
def anna(store: Store) -> PersonId:
    """Somebody with a row in every table that has any of people."""
    who, other = person(store, CANARY), person(store, "1002")
    event, [slot] = an_event(store), some_slots(store)
    agree(store, who)
    for command in (
        ChooseLanguage("fa"),
        TellAgeGroup(AgeGroup.YOUNG),
        TellInterests((Interest.SPORT,)),
        Come(event, 2, lift=False),
        OfferCar(event, 3, f"Gate {CANARY}", time(9)),
        BookSlot(slot, Topic.FAMILY, "fa"),
        SeekTime(Topic.OTHER, "fa"),
        MakeCode(),
        Join("0000000000"),
        LeaveMatter(Subject.QUESTION, f"Where? {CANARY}"),
    ):
        do(store, who, command)
    invite = do(store, PersonId(0), AddMember(f"Maja {CANARY}", Role.ADVISER))
    do(store, who, AcceptInvitation(getattr(invite, "value", "")))
    store.write(lambda tx: tx.surveys.add(a_form(), NOW))
    store.write(lambda tx: tx.surveys.mark_answered(who, SurveyId("stay"), CANARY))
    store.write(lambda tx: tx.conversations.keep({who: {"said": CANARY}}, NOW))
    said = Reply(who, TELEGRAM, CANARY, "fa", Say(Verbatim(f"Said {CANARY}")))
    store.write(lambda tx: tx.outbox.add_replies([said], NOW, lease_until=None))
    store.write(lambda tx: tx.matters.answer(tx.matters.of(who)[0].id, f"Here. {CANARY}"))
    do(store, other, Come(event, 1, lift=False))
    store.write(lambda tx: tx.cars.board(CarId(1), who, 1))
    return who


@pytest.fixture
def everything(store: Store, anna: PersonId) -> Rows:
    """All that is read for her."""
    return store.read(lambda tx: tx.lives.everything(anna))


def test_every_table_of_peoples_rows_is_there(everything: Rows) -> None:
    """Whoever adds a table adds a row of it above."""
    assert set(everything) == {table.name for table in SHOWN}
    hidden = {each.table.name for each in KEPT if isinstance(each.show, Hidden)}
    assert hidden == {"apart", "joinings"}  # they would tell of somebody else


def test_every_column_is_there(everything: Rows) -> None:
    """But keys, fingerprints and the number that stands behind it all."""
    for table in SHOWN:
        kept = {column.name for column in table.c} - LEFT_OUT
        named = {name.removesuffix("_sealed") for name in kept}
        hidden = {"id"} if table is people else set[str]()
        for row in everything[table.name]:
            assert set(row) == named - hidden, table.name


def test_what_is_sealed_is_opened(everything: Rows) -> None:
    """And all of it is plain JSON."""
    read: Any = json.loads(json.dumps(everything, ensure_ascii=False))

    assert read["addresses"][0]["address"] == CANARY
    assert read["conversations"][0]["place"] == {"said": CANARY}
    assert read["staff"][0]["name"] == f"Maja {CANARY}"
    assert read["answered"][0]["occasion"] == CANARY
    assert read["matters"][0]["subject"] == {"subject": "question", "about": None}
    assert read["matters"][0]["words"] == f"Where? {CANARY}"
    assert read["matters"][0]["answer"] == f"Here. {CANARY}"
    assert any(CANARY in str(row["content"]) for row in read["outbox"])
    assert read["people"][0]["language"] == "fa"


def test_nobody_elses_rows_are_there(store: Store, anna: PersonId, everything: Rows) -> None:
    """Nor any number by which one could be looked up."""
    words = json.dumps(everything)

    everybody = store.read(lambda tx: tx.connection.scalars(select(people.c.id)).all())
    assert len(everybody) == 2
    assert not any(str(number) in words for number in everybody)
    assert [row["people"] for row in everything["rsvps"]] == [2]
    assert anna in everybody


def test_the_same_in_the_words_of_the_domain(store: Store, anna: PersonId) -> None:
    """What the readable file is made of."""
    decided = store.read(lambda tx: tx.lives.decisions(anna))
    [appointment] = store.read(lambda tx: tx.lives.appointments(anna))
    [(event, rsvp)] = store.read(lambda tx: tx.lives.rsvps(anna))
    [survey] = store.read(lambda tx: tx.lives.surveys(anna))

    assert [each.given for each in decided] == [True, True]
    assert appointment.topic is Topic.FAMILY
    assert (event.title.by_language["en"], rsvp.people) == ("Football", 2)
    assert survey.by_language["en"] == "Your stay"


def test_a_stranger_has_next_to_nothing(store: Store) -> None:
    """Tables without a row of theirs are not there."""
    stranger = person(store, "1003")

    assert set(store.read(lambda tx: tx.lives.everything(stranger))) == {"people", "addresses"}
