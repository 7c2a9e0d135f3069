"""`lipa understand` reads typed words exactly as conversations do."""

import json
from typing import Any

import pytest

from tests.bot.lipa import Lipa

UNDERSTOOD: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"text": "/legal"}, {"intent": "legal"}),
    ({"text": "STOP", "expect": "text"}, {"intent": "stop"}),
    ({"text": "yes"}, {"intent": "yes"}),
    ({"text": "2", "options": ["Football", "Music"]}, {"option": 1}),
    ({"text": "football", "options": ["Football", "Music"]}, {"option": 0}),
    ({"text": "yes", "options": ["Football", "Music"]}, {}),
    ({"text": "٧", "expect": "number"}, {"value": 7}),
    ({"text": "no", "expect": "yes_no"}, {"value": False}),
    ({"text": "I like it here", "expect": "text"}, {"value": "I like it here"}),
    ({"text": "tomorrow", "expect": "date"}, {"value": "2026-11-23"}),
    ({"text": "10:30", "expect": "time"}, {"value": "10:30"}),
    ({"text": "tomorrow 10:30", "expect": "datetime"}, {"value": "2026-11-23T10:30"}),
    ({"text": "10:00", "options": ["11:00", "13:00"]}, {}),
    ({"text": "half past one pm", "options": ["11:00", "13:30"]}, {"option": 1}),
    ({"text": "12/1", "options": ["12 January", "1 December"]}, {}),
    ({"text": "خمسة وعشرين", "expect": "number"}, {"value": 25}),
    ({"text": "2 adults 2 kids", "expect": "people", "language": "en"}, {"value": 4}),
    ({"text": "qwxz", "expect": "datetime"}, {}),
    ({"text": "my mother cooks rice every friday"}, {}),
]


def test_understanding_follows_the_conversations(empty: Lipa) -> None:
    """One line in, one line out; null where the bot would ask again."""
    now = {"now": "2026-11-22T12:00+01:00"}
    stdin = "\n".join(json.dumps(asked | now) for asked, _meant in UNDERSTOOD)

    printed = empty("understand", stdin=stdin)

    nothing: dict[str, Any] = {"intent": None, "maybe": [], "option": None, "value": None}
    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert answers == [nothing | meant for _asked, meant in UNDERSTOOD]


def test_what_may_be_meant_is_offered(empty: Lipa) -> None:
    """The likeliest wishes; which third one is offered hangs on what is installed."""
    printed = empty("understand", stdin='{"text": "football or a lawyer"}\n')

    found = json.loads(printed.out)
    assert found["intent"] is None
    assert {"events", "legal"} <= set(found["maybe"])
    assert len(found["maybe"]) <= 3


@pytest.mark.parametrize(
    "line", ["{", "[]", "5", '{"text": 5}', '{"text": "a", "x": 1}', '{"text": "a", "now": "b"}']
)
def test_a_line_that_cannot_be_understood_is_named(empty: Lipa, line: str) -> None:
    """By its number."""
    printed = empty("understand", stdin=f'{{"text": "hello"}}\n{line}\n')

    assert printed.code == 2
    assert "line 2" in printed.err
    assert printed.err.count("\n") == 1
