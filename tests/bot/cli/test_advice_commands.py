"""Staff's side of advice at the command line: list, withdraw, move and cancel."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import system_clock
from bot.running import opening
from bot.settings.settings import load
from domain.advice.slot import SlotId, Topic
from tests.bot.lipa import Lipa
from tests.storage.samples import person

SOON = datetime(2031, 12, 2, 9, 0, tzinfo=UTC)
SLOTS = {
    "adviser": "Ana",
    "languages": ["en"],
    "topics": ["family"],
    "place": {"en": "Room 3"},
    "slots": [
        {"starts": (SOON + timedelta(hours=hour)).isoformat(), "minutes": 45} for hour in range(3)
    ],
}


@pytest.fixture
def booked(lipa: Lipa) -> Lipa:
    """Somebody has the first of Ana's three times."""
    lipa("slots", "add", lipa.file("slots.json", SLOTS))
    with closing(opening.open_store(load())) as store:
        anna = person(store)
        about = (SlotId(1), anna, Topic.FAMILY, "en", system_clock())
        store.write(lambda tx: tx.appointments.take(*about))
    return lipa


def test_times_are_listed_with_whether_they_are_free(booked: Lipa) -> None:
    """Of a day, or all that are to come."""
    every = booked("slots", "list", "--day", "2031-12-02", "--json").document

    assert [(each["id"], each["free"]) for each in every] == [
        ("1", False),
        ("2", True),
        ("3", True),
    ]
    assert len(booked("slots", "list", "--free", "--json").document) == 2
    assert "10:00:00+01:00" in booked("slots", "list").out
    assert booked("slots", "list", "--day", "soon").code == 2


def test_free_times_are_withdrawn_and_a_taken_one_is_named(booked: Lipa) -> None:
    """All of them, or none."""
    refused = booked("slots", "withdraw", "2", "1", "--json")
    assert refused.code == 1
    assert "Tuesday 2 December 2031, 10:00" in refused.error["message"]

    assert booked("slots", "withdraw", "2", "3", "--json").document == {"withdrawn": ["2", "3"]}
    assert [each["id"] for each in booked("slots", "list", "--json").document] == ["1"]
    assert booked("slots", "withdraw", "x").code == 2


def test_an_appointment_is_moved_and_cancelled(booked: Lipa) -> None:
    """Whoever has it is told; a second time there is nothing to cancel."""
    assert booked("appointments", "move", "1", "3", "--json").document == {"id": "1", "told": True}
    assert booked("appointments", "move", "1", "99").code == 1

    words = ("appointments", "cancel", "1", "--why", "absent")
    assert booked(*words[:3], "--why", "a\nb").code == 2
    assert "told" in booked(*words).out
    assert booked(*words).code == 1


def test_overlaps_are_said_in_local_time_and_named(booked: Lipa) -> None:
    """Which of adviser, room and interpreter it is; and a name that nobody has is warned of."""
    again = booked("slots", "add", booked.file("slots.json", SLOTS))
    assert "Tuesday 2 December 2031, 10:00 overlaps another one of the adviser Ana" in again.err

    slip = booked("slots", "add", booked.file("slots.json", {**SLOTS, "adviser": "Anna"}))
    assert "Nobody who works here is called Anna" in slip.err
