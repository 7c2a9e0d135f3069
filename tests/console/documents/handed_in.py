"""Files as coordinators hand them in, and how they are read."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from console.documents.files import DocumentError, read_announcement, read_event, read_slots

ZONE = ZoneInfo("Europe/Ljubljana")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVENT: dict[str, Any] = {
    "title": {"en": "Football on Sunday", "ar": "كرة القدم"},
    "description": {"en": "Bring water."},
    "place": {"en": "Livada school"},
    "starts": "2026-12-06T15:00+01:00",
    "ends": "2026-12-06T17:00+01:00",
    "capacity": 20,
    "interests": ["sport"],
    "transport": {
        "seats": 8,
        "from": {"en": "Asylum home, main gate"},
        "leaves": "2026-12-06T14:20+01:00",
    },
    "audience": {"languages": ["ar", "fa"], "age_groups": ["18-25"], "interests": ["sport"]},
}
ANNOUNCEMENT: dict[str, Any] = {"text": {"en": "Hello"}, "missing": "skip", "audience": {}}
SLOTS: dict[str, Any] = {
    "adviser": "Ana",
    "languages": ["en", "fr"],
    "topics": ["interview", "other"],
    "place": {"en": "Poljanska 12"},
    "slots": [{"starts": "2026-12-02T10:00+01:00", "minutes": 45}],
}
GONE = object()


def event(data: bytes) -> Any:
    """Read as an event."""
    return read_event(data, NOW, ZONE).event


def announcement(data: bytes) -> Any:
    """Read as an announcement."""
    return read_announcement(data, None)


def slots(data: bytes) -> Any:
    """Read as slots."""
    return read_slots(data, NOW, ZONE).slots


READERS = {"event": (event, EVENT), "announcement": (announcement, ANNOUNCEMENT)}
READERS["slots"] = (slots, SLOTS)


def changed(document: dict[str, Any], path: str, value: Any) -> bytes:
    """The document with one field changed, as bytes."""
    copy: Any = deepcopy(document)
    at = copy
    *way, last = [int(name) if name.isdecimal() else name for name in path.split(".")]
    for name in way:
        at = at[name]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    return json.dumps(copy).encode()


def problems(read: Callable[[bytes], Any], data: bytes) -> dict[str, str]:
    """What is wrong, by field."""
    with pytest.raises(DocumentError) as caught:
        read(data)
    return {problem.field: problem.message for problem in caught.value.problems}
