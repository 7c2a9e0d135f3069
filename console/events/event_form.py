"""A form that says what event.json says: the same reader reads it, and what was typed is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from console.core.visit import Visit
from console.documents.files import DocumentError, WrongField, event_of
from domain.events.change import AddEvent
from domain.events.event import Event
from domain.events.series import Series
from domain.speech.local_times import SKIPPED, exists, instant
from domain.speech.text import Content, Message, Text, _

Fields = Mapping[str, Sequence[str]]
ONLY_ONCE = "once"
WORDS = ("title", "place", "about", "from")  # each once for each language
FIELDS = {  # where a field of event.json stands in the form
    "description": "about",
    "starts": "day",
    "transport.seats": "seats",
    "transport.from": "from",
    "transport.leaves": "leaves",
    "repeats.until": "until",
}
LABELS: Mapping[str, Message] = {
    "title": _("Title"),
    "place": _("Place"),
    "about": _("What it is about"),
    "from": _("Where the car leaves"),
    "day": _("Day"),
    "starts": _("Begins at"),
    "ends": _("Ends at"),
    "capacity": _("How many may come"),
    "seats": _("Seats in the car"),
    "leaves": _("The car leaves at"),
    "until": _("Until which day"),
}
UNREADABLE = _("cannot be read: please choose it anew")


@dataclass(frozen=True, slots=True)
class Read:
    """What the form came to: a command, or what is wrong, by the names of its fields."""

    command: AddEvent | None
    wrong: Mapping[str, Text] = field(default_factory=dict)

    @property
    def problems(self) -> Mapping[str, Text]:
        """The same for above the form, each with the label of its field."""
        return {
            name: _("{field}: {reason}", field=LABELS[name.partition("-")[0]], reason=reason)
            for name, reason in self.wrong.items()
        }


def read_form(visit: Visit, tags: Sequence[str]) -> Read:
    """Everything that is wrong is found in one reading."""
    wrong = _skipped(visit)
    try:
        command = event_of(_document(visit, tags), visit.now, visit.zone)
    except DocumentError as error:
        found = {_name(each, tags): each.text or UNREADABLE for each in error.problems}
        return Read(None, {**found, **wrong})
    return Read(None if wrong else command, wrong)


def filled(visit: Visit, event: Event, series: Series | None = None) -> Visit:
    """The form as it would have been filled in for this event."""
    return replace(visit, form={**_words(event), **_facts(event, visit), **_rule(series)})


def tags_of(visit: Visit, event: Event | None = None) -> Sequence[str]:
    """The languages of the form: first the one it was written in, or of whoever writes."""
    written = () if event is None else tuple(event.title.by_language)
    offered = [each.tag for each in visit.speaker.offered()]
    return tuple(dict.fromkeys((*written, visit.language, *offered)))


def contents(visit: Visit, name: str, tags: Sequence[str]) -> Content | None:
    """What was written in the fields of this name; None when nothing was."""
    said = {tag: visit.one(f"{name}-{tag}") for tag in tags if visit.one(f"{name}-{tag}")}
    return Content(said) if said else None


def _document(visit: Visit, tags: Sequence[str]) -> Mapping[str, Any]:
    last = visit.one("last") or visit.one("day")
    return {
        "title": _written(visit, "title", tags),
        "description": _written(visit, "about", tags),
        "place": _written(visit, "place", tags),
        "starts": _local(visit, visit.one("day"), visit.one("starts")),
        "ends": _local(visit, last, visit.one("ends")) if visit.one("ends") else None,
        "capacity": _number(visit.one("capacity")),
        "interests": list(visit.many("interests")) or None,
        "transport": _car(visit, tags) if visit.one("car") else None,
        "audience": _audience(visit),
        "repeats": _repeats(visit),
        "questions": bool(visit.one("questions")),
    }


def _written(visit: Visit, name: str, tags: Sequence[str]) -> Mapping[str, str] | None:
    found = contents(visit, name, tags)
    return None if found is None else found.by_language


def _car(visit: Visit, tags: Sequence[str]) -> Mapping[str, Any]:
    leaves = _local(visit, visit.one("day"), visit.one("leaves"))
    seats = _number(visit.one("seats"))
    return {"seats": seats, "from": _written(visit, "from", tags), "leaves": leaves}


def _audience(visit: Visit) -> Mapping[str, Any]:
    keys = {"languages": "to-languages", "age_groups": "to-ages", "interests": "to-interests"}
    return {key: list(visit.many(name)) for key, name in keys.items() if visit.many(name)}


def _repeats(visit: Visit) -> Mapping[str, str | None] | None:
    every = visit.one("every")
    if every in ("", ONLY_ONCE):
        return None
    return {"every": every, "until": visit.one("until") or None}


def _local(visit: Visit, day: str, clock: str) -> str | None:
    """As event.json has it; what is no time stays as it is, and is refused there."""
    if not day or not clock:
        return None
    try:
        at = instant(date.fromisoformat(day), time.fromisoformat(clock), visit.zone)
    except (ValueError, OverflowError):
        return f"{day} {clock}"
    return at.isoformat()


def _skipped(visit: Visit) -> dict[str, Text]:
    """Times that no clock shows on that day."""
    found: dict[str, Text] = {}
    for name in ("starts", "ends", "leaves"):
        try:
            day, clock = date.fromisoformat(visit.one("day")), time.fromisoformat(visit.one(name))
        except ValueError:
            continue
        if not exists(day, clock, visit.zone):
            found[name] = SKIPPED
    return found


def _number(written: str) -> int | str | None:
    if written.isascii() and written.isdecimal() and len(written) < 10:
        return int(written)
    return written or None


def _name(problem: WrongField, tags: Sequence[str]) -> str:
    """The field of the form: words stand there once for each language."""
    path, tag = problem.field, ""
    for whole in ("title", "place", "description", "transport.from"):
        if path == whole or path.startswith(f"{whole}."):
            path, tag = whole, path[len(whole) + 1 :] or tags[0]
    name = FIELDS.get(path, path.partition(".")[0])
    name = name if name in LABELS else "day"
    return f"{name}-{tag}" if tag else name


def _words(event: Event) -> dict[str, Sequence[str]]:
    car = event.transport
    parts = (event.title, event.place, event.description, car.from_place if car else None)
    return {
        f"{name}-{tag}": [words]
        for name, part in zip(WORDS, parts, strict=True)
        if part is not None
        for tag, words in part.by_language.items()
    }


def _facts(event: Event, visit: Visit) -> dict[str, Sequence[str]]:
    starts, ends = (at.astimezone(visit.zone) for at in (event.starts, event.ends))
    many_days = starts.date() != ends.date()
    car, to = event.transport, event.audience
    said = {
        "day": [starts.date().isoformat()],
        "starts": [_clock(starts)],
        "ends": [_clock(ends)],
        "last": [ends.date().isoformat()] if many_days else [],
        "capacity": [] if event.capacity is None else [str(event.capacity)],
        "car": ["yes"] if car else [],
        "seats": [str(car.seats)] if car else [],
        "leaves": [_clock(car.leaves.astimezone(visit.zone))] if car else [],
        "questions": ["yes"] if event.questions else [],
        "changes": [str(event.changes)],
    }
    ticked = {"interests": event.interests, "to-languages": to.languages}
    ticked |= {"to-ages": to.age_groups, "to-interests": to.interests}
    return {**said, **{name: sorted(values) for name, values in ticked.items()}}


def _rule(series: Series | None) -> dict[str, Sequence[str]]:
    if series is None:
        return {"every": [ONLY_ONCE]}
    until = series.repeats.until.isoformat()
    return {"every": [series.repeats.every.value], "until": [until], "whole": ["one"]}


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
