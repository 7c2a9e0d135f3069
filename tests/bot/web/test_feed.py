"""The public calendar: what is on, in a language, and no person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.requests import Request
from starlette.responses import Response

from bot.web import feed
from domain.events.change import CancelEvent
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.people.person import PersonId
from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.acting import agree, do
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import DAY, KEY, NOW, ZONE, new_event, person


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
