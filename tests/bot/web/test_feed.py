"""The public calendar: what is on, in a language, and no person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.requests import Request
from starlette.responses import Response

from bot.web import feed
from domain.campaigns.campaign import CampaignId
from domain.events.change import (
    CancelEvent,
    MoveEvent,
    RelocateEvent,
    ResizeEvent,
    RewordEvent,
)
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.outcome import Command
from domain.people.audience import Audience
from domain.people.person import AgeGroup, PersonId
from domain.speech.text import Content
from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.acting import agree, do
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import DAY, HOUR, KEY, NOW, ZONE, new_event, person


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database, open."""
    store = Store.open(migrated(tmp_path / "lipa.db", KEY), Keyring.parse(KEY), ZONE)
    yield store
    store.close()


async def read(store: Store, query: str = "") -> Calendar:
    """The feed as a calendar program gets it."""
    route = feed.route(lambda now: store.read(lambda tx: tx.events.to_come(now)), lambda: NOW)
    scope = {"type": "http", "method": "GET", "path": feed.PATH, "query_string": query.encode()}
    answer: Response = await route.endpoint(Request(scope))
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = Calendar.from_ical(bytes(answer.body))
    assert isinstance(calendar, Calendar)
    return calendar


async def test_what_is_on_is_there_and_nobody_else(store: Store) -> None:
    """Whoever comes is not in it; what is over is not, either."""
    anna = person(store, "canary-1001")
    agree(store, anna)
    store.write(lambda tx: tx.events.add(new_event(starts=NOW - 2 * DAY), NOW))
    store.write(lambda tx: tx.events.add(new_event(starts=NOW + DAY), NOW))
    do(store, anna, Come(EventId(2), 2, lift=False))

    [entry] = (await read(store)).walk("VEVENT")

    assert entry["summary"] == "Football"
    assert entry["uid"] == "event-2@lipa.invalid"
    assert entry.decoded("dtstart") == NOW + DAY
    words = (await read(store)).to_ical().decode()
    assert "canary" not in words
    assert str(anna) not in words


async def test_what_is_for_some_ages_is_not_in_it(store: Store) -> None:
    """Nobody says there how old they are, and where children meet is not for everybody to know."""
    for age in AgeGroup:
        event = replace(new_event(), audience=Audience(age_groups=frozenset({age})))
        store.write(lambda tx, event=event: tx.events.add(event, NOW))  # type: ignore[misc]  # the loop's own event

    assert (await read(store)).walk("VEVENT") == []


async def test_it_is_said_in_the_language_that_is_asked_for(store: Store) -> None:
    """Or in the one it was written in first."""
    store.write(lambda tx: tx.events.add(new_event(), NOW))

    assert [e["summary"] for e in (await read(store, "language=ar")).walk("VEVENT")] == [
        "كرة القدم"
    ]
    assert [e["summary"] for e in (await read(store, "language=xx")).walk("VEVENT")] == ["Football"]


async def test_what_was_cancelled_says_so(store: Store) -> None:
    """So that it goes from calendars that have it."""
    store.write(lambda tx: tx.events.add(new_event(), NOW))
    do(store, PersonId(0), CancelEvent(EventId(1)))

    [entry] = (await read(store)).walk("VEVENT")

    assert entry["status"] == "CANCELLED"
    assert entry["sequence"] == 1


async def test_every_change_has_a_higher_number_and_its_time(store: Store) -> None:
    """The same UID: a calendar that has the event puts the newer one in its place."""
    store.write(lambda tx: tx.events.add(new_event(), NOW))
    read_before = [(await read(store)).walk("VEVENT")[0]]
    orders: tuple[Command[CampaignId | None], ...] = (
        MoveEvent(EventId(1), date(2026, 12, 9), time(18)),
        RelocateEvent(EventId(1), Content({"en": "Rog"})),
        RewordEvent(EventId(1), "en", title="Ball"),
        ResizeEvent(EventId(1), 9),
        CancelEvent(EventId(1)),
    )

    for hours, order in enumerate(orders, 1):
        do(store, PersonId(0), order, minutes=60 * hours)
        read_before.append((await read(store)).walk("VEVENT")[0])

    assert [entry["sequence"] for entry in read_before] == [0, 1, 2, 3, 4, 5]
    modified = [entry.decoded("last-modified") for entry in read_before]
    assert modified == [NOW + hours * HOUR for hours in range(6)]
    assert {str(entry["uid"]) for entry in read_before} == {"event-1@lipa.invalid"}
