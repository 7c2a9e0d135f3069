"""Nothing in a file is passed over: not a yes in other words, not a field that nobody knows."""

import json
from typing import Any

import pytest

from tests.console.documents.handed_in import EVENT, READERS, SLOTS, changed, event, problems, slots

FLAGS = [("event", "questions"), ("slots", "urgent")]
OBJECTS = [
    ("event", "", ""),
    ("event", "transport.", "transport."),
    ("event", "audience.", "audience."),
    ("announcement", "", ""),
    ("announcement", "audience.", "audience."),
    ("slots", "", ""),
    ("slots", "slots.0.", "slots[0]."),
]


@pytest.mark.parametrize("value", ["yes", "true", "", 1, 0, 1.0, [], {}])
@pytest.mark.parametrize(("kind", "name"), FLAGS)
def test_a_yes_in_other_words_is_refused(kind: str, name: str, value: Any) -> None:
    """Whoever wrote it would find out too late that it was not read."""
    read, document = READERS[kind]

    found = problems(read, changed(document, name, value))

    assert found == {name: "must be true or false, without quotation marks"}


@pytest.mark.parametrize("name", ["queston", "", "Title", "_comment"])
@pytest.mark.parametrize(("kind", "path", "where"), OBJECTS)
def test_what_nobody_knows_is_named(kind: str, path: str, where: str, name: str) -> None:
    """In every object of every file."""
    read, document = READERS[kind]

    found = problems(read, changed(document, f"{path}{name}", 1))

    assert list(found) == [f"{where}{name}"]
    assert found[f"{where}{name}"].startswith("is not a field here")


@pytest.mark.parametrize("said", [True, False])
def test_a_yes_or_no_is_true_or_false(said: bool) -> None:
    """Left out, it is false."""
    assert event(changed(EVENT, "questions", said)).questions is said
    assert slots(changed(SLOTS, "urgent", said)).urgent is said
    assert not event(json.dumps(EVENT).encode()).questions


def test_what_a_rule_or_hours_do_not_know_is_named_too() -> None:
    """Objects that stand in few files."""
    rule = {"every": "week", "until": "2027-01-31", "untill": 1}
    hours = {"day": "friday", "from": "09:00+01:00", "until": "12:00", "minutes": 45}
    days = {"first": "2026-12-01", "last": "2026-12-31", "brake": 5}

    assert list(problems(event, changed(EVENT, "repeats", rule))) == ["repeats.untill"]
    found = problems(slots, changed(SLOTS, "hours", [{**hours, **days}]))
    assert list(found) == ["hours[0].brake", "hours[0].from"]
