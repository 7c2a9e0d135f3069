"""The way back through a flow: each step that was passed, and a patch that makes its draft again.

The patch beside a step turns the draft that came after it into the one that it was asked with.
"""

from collections.abc import Mapping
from dataclasses import replace

from domain.speech.text import Json
from flows.engine.drafts import apply, undo
from flows.engine.place import Frame

MOST_STEPS = 60

Draft = Mapping[str, Json]
Trail = tuple[tuple[str, Json], ...]


def onwards(frame: Frame, step: str, draft: Draft, *, asked: bool) -> Frame:
    """The frame at its next step, with nothing ticked there.

    `asked`: back shall lead to the step it stands at now.

    A step that was passed before is gone back to: what came after it is no longer on the way.
    """
    passed = [name for name, _patch in frame.trail]
    if step in passed:
        trail = _leading_back_from(draft, frame, passed.index(step))
    elif asked and step != frame.step:
        trail = (*frame.trail, (frame.step, undo(draft, frame.draft)))[-MOST_STEPS:]
    else:
        trail = _leading_back_from(draft, frame, len(passed))
    return replace(frame, step=step, draft=draft, trail=trail, picked=())


def backwards(frame: Frame) -> Frame:
    """The frame one step back, with the draft as it was; there must be such a step."""
    *trail, (step, patch) = frame.trail
    before = apply(patch, frame.draft)
    return replace(frame, step=step, draft=before, trail=tuple(trail), picked=())


def _leading_back_from(draft: Draft, frame: Frame, length: int) -> Trail:
    """The first `length` steps of the trail, for somebody who stands there with this draft."""
    if not length:
        return ()
    before: Draft = frame.draft
    for _step, patch in reversed(frame.trail[length - 1 :]):
        before = apply(patch, before)
    *trail, (step, _patch) = frame.trail[:length]
    return (*trail, (step, undo(draft, before)))
