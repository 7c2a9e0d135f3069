"""Flows left in the middle: kept aside, and gone on with when they are begun again."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.speech.text import Json
from flows.engine.place import Frame, Place, began_with

MOST_PARKED = 3
Parks = Callable[[Frame], bool]


def taken_up(
    place: Place, name: str, draft: Mapping[str, Json], parks: Parks
) -> tuple[Frame | None, Place]:
    """The flow of this name that was left in the middle, or interrupted, if it began with `draft`.

    It is taken from where it waited.
    """
    waiting = [f for f in place.frames if f.flow == name and f.trail and parks(f)]
    for frame in (*waiting, *place.parked.values()):
        if frame.flow == name and began_with(frame, draft):
            parked = {key: kept for key, kept in place.parked.items() if key != name}
            frames = tuple(other for other in place.frames if other is not frame)
            return frame, replace(place, frames=frames, parked=parked)
    return None, place


def set_aside(place: Place, parks: Parks) -> Place:
    """The place with what is under way kept aside, as far as it can be gone on with later."""
    parked = dict(place.parked)
    for frame in place.frames:
        if frame.trail and parks(frame):
            parked[frame.flow] = frame
    return replace(place, parked=dict(list(parked.items())[-MOST_PARKED:]))
