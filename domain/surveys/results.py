"""Results of a survey in short: how many chose what, and never so few that somebody is known.

They move in steps of five: between two looks nobody learns what the newest one has answered.
A count from 1 to 4 is hidden. A hidden count must not come out by subtraction from those that are
shown: so the hidden ones of a question are always at least two, and together at least five.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.speech.text import Content
from domain.surveys.form import Answer, Form, Kind, Question

FEWEST = 5  # people who share a count that is shown
STEP = 5  # answers that begin to count together: whoever looks twice sees them all or none
SKIPPED = ""  # is nobody's choice; it is never shown, but it can be worked out


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose this; None is hidden."""

    label: Content
    many: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """One question that offers choices, with a count for each, in the order of the form."""

    label: Content
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A survey; without questions while too few have answered to show anything."""

    title: Content
    many: int
    tallies: tuple[Tally, ...] = ()


def results(form: Form, answers: Sequence[Mapping[str, Answer]]) -> Results:
    """What may be shown of the first whole steps of these answers; the others wait.

    What has counted once must stand first in every later look. `many` is how many count: 0 while
    there are fewer than FEWEST.
    """
    answers = answers[: in_steps(len(answers))]
    if len(answers) < FEWEST:
        return Results(form.title, 0)
    asked = [q for q in form.questions if q.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)]
    tallies = [_tally(q, [each.get(q.name) for each in answers]) for q in asked]
    return Results(form.title, len(answers), tuple(tallies))


def in_steps(many: int) -> int:
    """How many of so many answers count already."""
    return many - many % STEP


def _tally(question: Question, answers: Sequence[Answer | None]) -> Tally:
    if question.kind is Kind.SELECT_ONE:
        hidden = hide(_one_each(question, answers))
        counted = Counter(str(answer) for answer in answers if answer is not None)
    else:
        counted = Counter(name for answer in answers for name in _names(answer))
        hidden = {name for name in counted if _small(counted[name], len(answers))}
    counts = [
        Count(choice.label, None if choice.name in hidden else counted[choice.name])
        for choice in question.choices
    ]
    return Tally(question.label, tuple(counts))


def hide(counts: Mapping[str, int]) -> set[str]:
    """Which of these must not be shown, when their sum is known."""
    hidden = {name for name, many in counts.items() if 0 < many < FEWEST}
    shown = sorted((many, name) for name, many in counts.items() if many >= FEWEST)
    while hidden and shown and (len(hidden) < 2 or sum(counts[n] for n in hidden) < FEWEST):
        hidden.add(shown.pop(0)[1])
    return hidden


def _one_each(question: Question, answers: Iterable[Answer | None]) -> dict[str, int]:
    known = {choice.name for choice in question.choices}
    given = Counter(str(a) if str(a) in known else SKIPPED for a in answers)
    return {name: given[name] for name in (*known, SKIPPED)}


def _small(many: int, of_all: int) -> bool:
    """Too few have chosen it, or too few have not."""
    return 0 < many < FEWEST or 0 < of_all - many < FEWEST


def _names(answer: Answer | None) -> tuple[str, ...]:
    return tuple(map(str, answer)) if isinstance(answer, tuple | list) else ()
