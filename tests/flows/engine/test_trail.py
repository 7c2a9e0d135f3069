"""Drafts as they are stored, and the way back through them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.advice.slot import Topic
from flows.engine.drafts import apply, freeze, thaw, undo
from flows.engine.place import Frame
from flows.engine.trail import backwards, onwards

scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)
drafts = st.dictionaries(st.sampled_from("abcd"), values)


@given(drafts, drafts)
def test_undoing_gives_the_older_draft_back(new: dict[str, Any], old: dict[str, Any]) -> None:
    """Also after the patch was stored, and however deep the drafts are."""
    patch = orjson.loads(orjson.dumps(undo(new, old)))

    assert apply(patch, new) == old


def test_a_patch_holds_only_what_changed() -> None:
    """A long survey costs its answers once, not once for every step."""
    old = {"answers": {f"q{n}": "x" * 100 for n in range(100)}}
    new = {"answers": {**old["answers"], "last": "y"}}

    assert undo(new, old) == [{}, [], {"answers": [{}, ["last"], {}]}]


@given(st.lists(st.tuples(st.sampled_from("pqrs"), drafts), min_size=1, max_size=8))
def test_back_leads_through_the_drafts_as_they_were(walk: list[tuple[str, dict[str, Any]]]) -> None:
    """However often steps are passed again: each step stands once on the way, with its draft."""
    frame = Frame("flow", "start", {})
    way: list[tuple[str, Any]] = [("start", {})]
    for step, draft in walk:
        frame = onwards(frame, step, draft, asked=True)
        names = [name for name, _draft in way]
        way = [*(way[: names.index(step)] if step in names else way), (step, draft)]

    seen = [(frame.step, frame.draft)]
    while frame.trail:
        frame = backwards(frame)
        seen.append((frame.step, frame.draft))

    assert seen == way[::-1]


@given(drafts, drafts, drafts)
def test_steps_that_asked_nothing_leave_no_trace(
    first: dict[str, Any], second: dict[str, Any], third: dict[str, Any]
) -> None:
    """Back leads to the last question, with the draft that it was asked with."""
    frame = Frame("flow", "question", first)
    asked = onwards(frame, "silent", second, asked=True)

    frame = onwards(asked, "next", third, asked=False)

    assert backwards(frame) == Frame("flow", "question", first)


@dataclass(frozen=True)
class Draft:
    """One field of each kind that drafts may have."""

    topic: Topic = Topic.OTHER
    day: date | None = None
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    chosen: tuple[str, ...] = ()
    liked: frozenset[Topic] = frozenset()
    answers: dict[str, Any] = field(default_factory=dict)


@pytest.mark.parametrize(
    "draft",
    [
        Draft(),
        Draft(Topic.FAMILY, date(2026, 3, 1), datetime(2026, 3, 1, 9, tzinfo=UTC)),
        Draft(chosen=("a", "b"), liked=frozenset({Topic.WORK_PERMIT})),
        Draft(answers={"a": ("x", "y"), "b": 3}),
    ],
)
def test_a_draft_survives_storage(draft: Draft) -> None:
    """Defaults are not stored, so that a field added later reads as its default."""
    stored = orjson.loads(orjson.dumps(freeze(draft)))

    assert thaw(Draft, stored) == draft
    assert freeze(Draft()) == {}


def test_a_stored_value_that_no_longer_fits_is_an_error() -> None:
    """The engine begins the flow again, politely."""
    with pytest.raises(ValueError, match="gone"):
        thaw(Draft, {"topic": "gone"})
