"""Where a person is in their conversation: a value, stored sealed between any two messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.people.doors import MENU
from domain.speech.text import Json
from domain.speech.writing import Written
from flows.engine.kit import (
    Clock,
    Day,
    Expects,
    Number,
    Several,
    Words,
)

OFFERED = "offered"
_UNSEEN = "secret"  # stored beside how words are written
_DANGER, _LETTER = "danger", "letter"  # so are these
_PLAIN = (
    *("page", "more", "misses", "unmoved", "unheard", "wordless", "album"),
    *("undo", "clearly", "tongue", "written", "sent"),
)
_KINDS: dict[str, type[Any]] = {
    "number": Number,
    "day": Day,
    "clock": Clock,
    "several": Several,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One flow under way. `trail` leads back: pairs of a step and a patch of the draft.

    `picked` is what is ticked in a choice of several, `visited` whether the flow below sent the
    person here: back from the first question then leads to the question before, down there.
    """

    flow: str
    step: str
    draft: Mapping[str, Json] = field(default_factory=dict, repr=False)
    trail: tuple[tuple[str, Json], ...] = field(default=(), repr=False)
    picked: tuple[str, ...] = field(default=(), repr=False)
    visited: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The flows under way, the innermost last, and the question as it stands on the screen.

    `asked` numbers the questions of this person, so that an old button is recognised; `offered`
    holds its options as shown (key and packed label), `more` whether the list goes on elsewhere.
    `unmoved` is the key of the last message if it left the question open: it may still be changed.
    `unheard` is what was not understood, until the next message: it can be sent to the team;
    `wordless` is when they last heard that only words arrive, `album` when words last came with a
    picture, both in seconds since 1970.
    `undo` and `clearly` are those of the question. `tapped` is the last answer that was given by a
    button or in a short word, and when it was sent: a finger may give it twice.

    `tongue` is the language that the last message was written in, where it is not theirs; OFFERED
    once they were offered one in that way, and for good.

    `written` are the names of the messages whose words the flow under way has taken; once a command
    has made something of them, they stand in `sent`, with the flow and the number of what was made.
    """

    frames: tuple[Frame, ...] = ()
    asked: int = 0
    asked_at: float = 0  # seconds since 1970, UTC
    offered: tuple[tuple[str, Json], ...] = field(default=(), repr=False)
    expects: Expects | None = None
    page: int = 0
    more: bool = False
    misses: int = 0
    unmoved: str = ""
    unheard: str = field(default="", repr=False)
    wordless: float = 0
    album: float = 0
    undo: str = ""
    clearly: tuple[str, ...] = ()
    tapped: tuple[str, float] = field(default=("", 0), repr=False)
    tongue: str = ""
    written: tuple[str, ...] = ()
    sent: tuple[tuple[str, str, int], ...] = ()
    parked: Mapping[str, Frame] = field(default_factory=dict, repr=False)


def place_to_json(place: Place) -> Json:
    """The place as plain JSON values; what is empty is left out."""
    packed: dict[str, Json] = {"asked": place.asked, "at": place.asked_at}
    if place.frames:
        packed["frames"] = [_frame_to_json(frame) for frame in place.frames]
    if place.offered:
        packed["offered"] = place.offered
    if place.expects is not None:
        packed["expects"] = _expects_to_json(place.expects)
    if place.parked:
        packed["parked"] = {name: _frame_to_json(frame) for name, frame in place.parked.items()}
    if place.tapped[0]:
        packed["tapped"] = place.tapped
    rest = {name: getattr(place, name) for name in _PLAIN}
    return packed | {name: value for name, value in rest.items() if value}


def place_from_json(packed: Mapping[str, Json]) -> Place:
    """The place that `place_to_json` packed, also after JSON turned its tuples into lists."""
    return Place(
        frames=tuple(_frame_from_json(frame) for frame in packed.get("frames", ())),
        asked=packed["asked"],
        asked_at=packed["at"],
        offered=tuple((key, label) for key, label in packed.get("offered", ())),
        expects=_expects_from_json(packed.get("expects")),
        page=packed.get("page", 0),
        more=packed.get("more", False),
        misses=packed.get("misses", 0),
        unmoved=packed.get("unmoved", ""),
        unheard=packed.get("unheard", ""),
        wordless=packed.get("wordless", 0),
        album=packed.get("album", 0),
        undo=packed.get("undo", ""),
        clearly=tuple(packed.get("clearly", ())),
        tongue=packed.get("tongue", ""),
        written=tuple(packed.get("written", ())),
        sent=tuple((name, flow, number) for name, flow, number in packed.get("sent", ())),
        tapped=_tapped(*packed.get("tapped", ("", 0))),
        parked={name: _frame_from_json(f) for name, f in packed.get("parked", {}).items()},
    )


def _tapped(answer: str, at: float) -> tuple[str, float]:
    return answer, at


def _frame_to_json(frame: Frame) -> Json:
    return [frame.flow, frame.step, frame.draft, frame.trail, frame.picked, frame.visited]


def _frame_from_json(packed: Json) -> Frame:
    flow, step, draft, trail, picked, visited = packed
    steps = tuple((name, patch) for name, patch in trail)
    return Frame(flow, step, draft, steps, tuple(picked), visited)


def _expects_to_json(expects: Expects) -> Json:
    match expects:
        case Words():
            return ["words", expects.most, *_how(expects)]
        case Number(least, most, people):
            return ["number", least, most, *([people] if people else [])]
        case Several(exclusive):
            return ["several", sorted(exclusive)]
        case Day():
            return ["day"]
        case Clock():
            return ["clock"]


def _how(expects: Words) -> list[str | int]:
    written = [expects.written.value] if expects.written else []
    marks = [*[_UNSEEN] * expects.secret, *[_DANGER] * expects.danger, *[_LETTER] * expects.letter]
    return [*written, *marks, *([expects.seconds] if expects.seconds else [])]


def _expects_from_json(packed: Json) -> Expects | None:
    if packed is None:
        return None
    kind, *arguments = packed
    if kind == "several":
        return Several(frozenset(arguments[0]))
    if kind == "words":
        most, *how = arguments
        most, *how = arguments
        seconds = next((each for each in how if isinstance(each, int)), 0)
        marks = (_UNSEEN, _DANGER, _LETTER, seconds)
        written = next((Written(each) for each in how if each not in marks), None)
        shown = (_UNSEEN in how, _DANGER in how, _LETTER in how)
        return Words(most, written, *shown, seconds)
    expects: Expects = _KINDS[kind](*arguments)
    return expects


def began_with(frame: Frame, draft: Mapping[str, Json]) -> bool:
    """Whether the frame's draft has these values, whatever else it has."""
    return all(frame.draft.get(name) == value for name, value in draft.items())


def at_rest(place: Place, now: float) -> Place:
    """The place, without a flow that awaits no more words by now; then nothing is asked."""
    expects = place.expects
    if not isinstance(expects, Words) or not 0 < expects.seconds <= now - place.asked_at:
        return place
    return replace(place, frames=place.frames[:-1], expects=None, offered=())


def without_menu(place: Place) -> Place:
    """The place with nothing below what is told: a few ways on stand for the menu's many."""
    below = [frame.flow for frame in place.frames[:-1]]
    return replace(place, frames=place.frames[-1:]) if below == [MENU().flow] else place


def standing(place: Place) -> tuple[str, str] | None:
    """The flow and the step of the question that stands."""
    return (place.frames[-1].flow, place.frames[-1].step) if place.frames else None


def left_open(place: Place, key: str) -> Place:
    """The place, when the message with this key left the question open; empty: it did not."""
    return place if place.unmoved == key else replace(place, unmoved=key)
