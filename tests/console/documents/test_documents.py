"""Files of coordinators are read strictly, and everything wrong in them is found in one reading."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.documents.files import (
    DocumentError,
    read_instant,
)
from domain.advice.slot import Topic
from domain.campaigns.campaign import Missing
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.text import Content
from tests.console.documents.handed_in import (
    ANNOUNCEMENT,
    EVENT,
    GONE,
    NOW,
    READERS,
    SLOTS,
    ZONE,
    announcement,
    changed,
    event,
    problems,
    slots,
)


def test_an_event_is_read_whole() -> None:
    """Every field arrives, times in UTC."""
    read = event(json.dumps(EVENT).encode())

    assert read.title == Content(EVENT["title"])
    assert read.starts == datetime(2026, 12, 6, 14, tzinfo=UTC)
    assert read.transport.leaves == datetime(2026, 12, 6, 13, 20, tzinfo=UTC)
    assert read.audience == Audience(
        frozenset({"ar", "fa"}), frozenset({AgeGroup.YOUNG}), frozenset({Interest.SPORT})
    )


def test_an_event_needs_only_title_place_and_start() -> None:
    """Two hours, room for everyone, for everybody."""
    short = {name: EVENT[name] for name in ("title", "place", "starts")} | {"capacity": None}

    read = event(json.dumps(short).encode())

    assert read.ends - read.starts == timedelta(hours=2)
    assert (read.capacity, read.transport, read.audience) == (None, None, Audience())


def test_an_announcement_and_slots_are_read() -> None:
    """The other two files, too."""
    text = announcement(json.dumps(ANNOUNCEMENT).encode())
    times = slots(json.dumps(SLOTS).encode())

    assert (text.text, text.missing) == (Content({"en": "Hello"}), Missing.SKIP)
    assert times.topics == {Topic.INTERVIEW, Topic.OTHER}
    assert times.times[0][1] - times.times[0][0] == timedelta(minutes=45)


BAD = [
    ("event", "title", GONE, "title", "is missing"),
    ("event", "title", "Football", "title", "by language"),
    ("event", "title", {}, "title", "by language"),
    ("event", "title.en", " ", "title.en", "empty"),
    ("event", "title.en", 5, "title.en", "quotation marks"),
    ("event", "title.en", "x" * 121, "title.en", "120"),
    ("event", "title.en", "a\x00b", "title.en", "cannot be shown"),
    ("event", "title.en", "a\ud800b", "title.en", "cannot be shown"),
    ("event", "title.en", "\u200b\u3164", "title.en", "empty"),
    ("event", "title.en", "Foot\nball", "title.en", "one line"),
    ("event", "title.en", "Foot\u202eball", "title.en", "U+202E"),
    ("event", "place.en", "Foot\u2028ball", "place.en", "one line"),
    ("event", "transport.from.en", "a\nb", "transport.from.en", "one line"),
    ("event", "description.en", "\u200b", "description.en", "empty"),
    ("event", "description.en", "a\n\x1b[2J", "description.en", "U+001B"),
    ("event", "starts", "2026-12-06T15:00+02:00", "starts", "write 2026-12-06T15:00+01:00"),
    ("event", "ends", "2026-12-06T17:00+02:00", "ends", "write 2026-12-06T17:00+01:00"),
    ("event", "transport.leaves", "2026-12-06T14:20+03:00", "transport.leaves", "Europe/Ljubljana"),
    ("event", "title.EN", "x", "title.EN", "did you mean en?"),
    ("event", "title.english", "x", "title.english", "language tag"),
    ("event", "title.fa_AF", "x", "title.fa_AF", "did you mean fa-AF?"),
    ("event", "title.xx", "x", "title.xx", "language tag"),
    ("event", "description.en", "x" * 3001, "description.en", "3000"),
    ("event", "starts", GONE, "starts", "is missing"),
    ("event", "starts", "2026-12-06T15:00", "starts", "time zone"),
    ("event", "starts", "on Sunday", "starts", "2026-12-06T15:00+01:00"),
    ("event", "starts", 1765029600, "starts", "2026-12-06T15:00+01:00"),
    ("event", "starts", "2025-12-06T15:00+01:00", "starts", "future"),
    ("event", "starts", "9999-12-31T23:59-10:00", "starts", "between the years"),
    ("event", "ends", "2026-12-06T15:00+01:00", "ends", "after the start"),
    ("event", "capacity", 0, "capacity", "from 1"),
    ("event", "capacity", True, "capacity", "whole number"),
    ("event", "capacity", 2.5, "capacity", "whole number"),
    ("event", "capacity", "20", "capacity", "whole number"),
    ("event", "interests", ["sprot"], "interests[0]", "did you mean sport?"),
    ("event", "interests", "sport", "interests", "list"),
    ("event", "interests", [], "interests", "list"),
    ("event", "transport", 8, "transport", "object"),
    ("event", "transport.seats", 0, "transport.seats", "from 1"),
    ("event", "transport.from", GONE, "transport.from", "is missing"),
    ("event", "transport.leaves", EVENT["starts"], "transport.leaves", "before"),
    ("event", "transport.leaves", "2025-12-06T14:20+01:00", "transport.leaves", "future"),
    ("event", "transport.form", {}, "transport.form", "did you mean from?"),
    ("event", "audience.languages", ["xx"], "audience.languages[0]", "language tag"),
    ("event", "audience.age_groups", ["18"], "audience.age_groups[0]", "18-25"),
    ("event", "tite", {"en": "x"}, "tite", "did you mean title?"),
    ("announcement", "text.en", "x" * 3501, "text.en", "3500"),
    ("announcement", "text.en", "\u200b\u2060", "text.en", "empty"),
    ("announcement", "text.en", "a\u202db", "text.en", "U+202D"),
    ("announcement", "missing", "skipp", "missing", "did you mean skip?"),
    ("slots", "adviser", "", "adviser", "empty"),
    ("slots", "adviser", "x" * 101, "adviser", "100"),
    ("slots", "adviser", "Ana\nEva", "adviser", "one line"),
    ("slots", "place.en", "\u2800", "place.en", "empty"),
    ("slots", "slots.0.starts", "2027-07-02T10:00+01:00", "slots[0].starts", "T10:00+02:00"),
    ("slots", "slots.0.starts", "2027-03-28T02:30+01:00", "slots[0].starts", "T03:30+02:00"),
    ("slots", "languages", GONE, "languages", "is missing"),
    ("slots", "topics", ["asylum"], "topics[0]", "interview"),
    ("slots", "holidays", ["2026-12-25"], "holidays", "without hours"),
    ("slots", "slots", [], "slots", "list"),
    ("slots", "slots.0", 5, "slots[0]", "object"),
    ("slots", "slots.0.minutes", 4, "slots[0].minutes", "from 5"),
    ("slots", "slots.0.starts", "2026-12-02T10:00", "slots[0].starts", "time zone"),
    ("slots", "slots.0.starts", "2026-11-22T12:00Z", "slots[0].starts", "future"),
]


@pytest.mark.parametrize(("kind", "path", "value", "field", "says"), BAD)
def test_a_wrong_field_is_named_with_what_is_allowed(
    kind: str, path: str, value: Any, field: str, says: str
) -> None:
    """One wrong field makes exactly one problem, at its path."""
    read, document = READERS[kind]

    found = problems(read, changed(document, path, value))

    assert list(found) == [field]
    assert says in found[field]


FILES = [
    (b"", "line 1, column 1"),
    (b'{"title": }', "line 1, column 11"),
    (b"[]", "JSON object"),
    (b"\xff\xfe", "UTF-8"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"capacity": ' + b"9" * 5000 + b"}", "too long"),
    (b'{"capacity": NaN}', "NaN"),
    (b" " * 1_000_001, "1,000,000 bytes"),
]


@pytest.mark.parametrize(("data", "says"), FILES)
def test_a_file_that_is_no_json_object_is_refused(data: bytes, says: str) -> None:
    """With the place where reading stopped, if there is one."""
    assert says in problems(event, data)["file"]


def test_a_field_that_stands_twice_is_refused() -> None:
    """Nobody could tell which one was meant."""
    assert "twice" in problems(event, b'{"title": 1, "title": 2}')["title"]


def test_a_byte_order_mark_does_no_harm() -> None:
    """Some editors write one."""
    assert event(b"\xef\xbb\xbf" + json.dumps(EVENT).encode()).capacity == 20


def test_prose_may_have_lines() -> None:
    """An announcement and a description do."""
    prose = "Bring water.\n\nAnd a friend."

    assert announcement(changed(ANNOUNCEMENT, "text.en", prose)).text == Content({"en": prose})
    assert event(changed(EVENT, "description.en", prose)).description == Content({"en": prose})


@pytest.mark.parametrize("written", ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"])
def test_an_hour_that_comes_twice_is_either_of_them(written: str) -> None:
    """In autumn the offset tells which one is meant."""
    before = datetime(2026, 10, 1, tzinfo=UTC)

    assert read_instant("at", written, before, ZONE) == datetime.fromisoformat(written)


def test_all_problems_are_found_at_once() -> None:
    """One round of mending is enough."""
    found = problems(event, b'{"tite": 1, "capacity": 0, "starts": "soon"}')

    assert set(found) == {"tite", "capacity", "starts", "title", "place"}


Jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(READERS)), st.data())
def test_no_change_of_a_file_makes_a_crash(kind: str, data: st.DataObject) -> None:
    """Whatever stands in a field, it is read or refused."""
    read, document = READERS[kind]
    broken = {**document, data.draw(st.sampled_from(sorted(document))): data.draw(Jsons)}

    said = ""
    try:
        read(json.dumps(broken).encode())
    except DocumentError as error:
        said = str(error)

    said.encode()  # it can be printed


@given(st.binary(max_size=200))
@example(b'{"\\ud800": 1}')
def test_no_bytes_make_a_crash(data: bytes) -> None:
    """Whatever a file holds, there is a sentence about it."""
    for read, _document in READERS.values():
        str(problems(read, data)).encode(errors="strict")


def test_a_time_of_the_command_line_needs_a_zone_and_is_not_over() -> None:
    """`--at` means one instant, for everybody."""
    assert read_instant("at", "2026-11-22T13:00+01:00", NOW, ZONE) == NOW
    assert read_instant("at", "2027-07-01T10:00Z", NOW, ZONE).hour == 10
    for written, says in (
        ("2026-12-01T10:00", "zone"),
        ("2025-12-01T10:00Z", "past"),
        ("2026-12-01T10:00+02:00", "2026-12-01T10:00.01:00"),
    ):
        with pytest.raises(DocumentError, match=f"at: .*{says}"):
            read_instant("at", written, NOW, ZONE)
