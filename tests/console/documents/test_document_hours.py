"""Hours that repeat in slots.json: local, with breaks, without holidays."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from console.documents.files import read_slots
from console.documents.parsing import DocumentError
from domain.advice.slot import NewSlots

ZONE = ZoneInfo("Europe/Ljubljana")
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TUESDAYS = {
    "day": "tuesday", "from": "09:00", "until": "12:00", "minutes": 45, "break": 15,
    "first": "2027-03-16", "last": "2027-04-06",
}  # fmt: skip


def read(**more: Any) -> NewSlots:
    """Ana's hours."""
    written = {
        "adviser": "Ana", "languages": ["en"], "topics": ["family"], "place": {"en": "Rog"},
        "hours": [TUESDAYS], **more,
    }  # fmt: skip
    return read_slots(json.dumps(written).encode(), NOW, ZONE).slots


def local(slots: NewSlots) -> list[str]:
    """When they begin, by the clock there."""
    return [starts.astimezone(ZONE).strftime("%d.%m. %H:%M") for starts, _ends in slots.times]


def wrong(**more: Any) -> list[str]:
    """Which fields are refused."""
    with pytest.raises(DocumentError) as refused:
        read(**more)
    return [each.field for each in refused.value.problems]


def test_nine_o_clock_stays_nine_when_the_clocks_change() -> None:
    """On 28 March 2027; three times a morning, with a break after each."""
    slots = read()

    days = ("16.03", "23.03", "30.03", "06.04")
    assert local(slots) == [f"{day}. {hour}:00" for day in days for hour in ("09", "10", "11")]
    assert {ends - starts for starts, ends in slots.times} == {timedelta(minutes=45)}


def test_holidays_are_left_out() -> None:
    """Whole days."""
    slots = read(holidays=["2027-03-23", "2027-12-25"])

    assert "23.03" not in " ".join(local(slots))
    assert len(slots.times) == 9


def test_hours_and_single_times_go_together() -> None:
    """With a room, an interpreter, and only for staff to give."""
    single = {"starts": "2027-03-18T10:00+01:00", "minutes": 30}

    slots = read(slots=[single], room="Two", interpreter="Sara", urgent=True)

    assert len(slots.times) == 13
    assert slots.busy == ("Ana", "room:Two", "with:Sara")
    assert slots.urgent


def test_what_is_over_is_left_out() -> None:
    """A plan that began last week is still of use."""
    assert len(read(hours=[{**TUESDAYS, "first": "2027-02-01", "last": "2027-03-02"}]).times) == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": "tuseday"}, "hours[0].day"),
        ({"from": "9 o'clock"}, "hours[0].from"),
        ({"until": "08:00"}, "hours[0].until"),
        ({"minutes": 0}, "hours[0].minutes"),
        ({"break": -1}, "hours[0].break"),
        ({"last": "2028-12-01"}, "hours[0].last"),
        ({"last": "soon"}, "hours[0].last"),
        ({"first": "2027-05-01"}, "hours[0].last"),
        ({"tea": 1}, "hours[0].tea"),
    ],
)
def test_what_cannot_be_is_named(change: dict[str, Any], field: str) -> None:
    """With its place in the file."""
    assert field in wrong(hours=[{**TUESDAYS, **change}])


def test_too_many_times_and_none_at_all_are_refused() -> None:
    """Nobody meant either."""
    all_day = {**TUESDAYS, "from": "00:00", "until": "23:55", "minutes": 5, "break": 0}
    assert "hours" in wrong(hours=[{**all_day, "last": "2027-12-31"}])
    assert "slots" in wrong(hours=[{**TUESDAYS, "first": "2026-01-05", "last": "2026-02-01"}])
    assert "holidays[0]" in wrong(holidays=["Christmas"])
