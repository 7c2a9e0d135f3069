"""What a conversation flow is made of.

A flow is a table of steps. Each step is a question (`ask`) and what an answer means (`answer`):

1. `ask` may look things up on the desk; it never changes anything. It can be asked again at any
   time: after a restart, a change of language, or an answer we did not understand. One thing it
   may do: carry on with what was answered before another conversation had to come first.
2. `answer` only decides: same draft, same answer, same move. No look-up, no clock, no writing.
3. Step names, draft fields and option keys are stored for weeks. Rename a step through
   `Flow(renamed={"old": "new"})`; give new fields a default; a dropped step restarts politely.
4. Changes are commands (`Do`), and both outcomes are written next to each other.
5. "1" means what stood first on the person's screen: the answers are stored as they were shown.
6. A flow holds no translated word, no button, no platform's type, no person's name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from domain.outcome import Command, Done
from domain.speech.languages import Intent
from domain.speech.messages import File, Option, Prompt, Say
from domain.speech.text import Text, _
from domain.speech.writing import Written
from domain.staff.member import Member
from domain.work import Desk

D = TypeVar("D")
V = TypeVar("V")
LATER = "later"  # the key of an option to leave a question out


@dataclass(frozen=True, slots=True)
class Words:
    """Free text is awaited, at most `most` characters.

    `written` says how others will see it: then nothing hidden passes, and no line break in a line.
    `secret`: digits that are typed go from the phone again at once, where the platform lets us.
    `danger`: words about danger are the answer, for whom to call stands above.
    `letter`: somebody will read it, so that a lone yes, no or "ok" is none.
    `seconds`: so long more words are awaited, until a yes or a thank-you; then the flow is over by
    itself, and what comes later is heard as anywhere. 0: until they are written.
    """

    most: int = 2000
    written: Written | None = None
    secret: bool = False
    danger: bool = False
    letter: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number is awaited, from `least` to `most`, both allowed.

    `people`: how many come, also as a sum: "me, my wife and two children".
    """

    least: int = 0
    most: int = 1_000_000_000
    people: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day is awaited, in any calendar; the answer gets it as an ISO date."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day is awaited; the answer gets it as an ISO time."""


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of the options may be chosen; one of `exclusive` stands alone."""

    exclusive: frozenset[str] = frozenset()


Expects = Words | Number | Day | Clock | Several


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. Without `expects`, exactly one option is the answer.

    The answer function gets the option's key; with `expects` it gets an option's key or the value:
    a str for Words, an int for Number, an ISO day or time for Day and Clock, a tuple of keys for
    Several. Long lists of options are paged and can be searched by typing. What is `sensitive` goes
    from the phone again after two days, where the platform lets us. With `may_skip`, a choice of
    several is skipped by a button as long as nothing is ticked. An option with the key LATER lets
    whoever says no, "skip" or "later" leave a question out. Where an answer `acts` at once, one
    that was only understood from words is said back before: "half ten" is "10:30?".

    `undo` is the answer that a word like "cancel" gives here: it leads to a question, and nothing
    is lost before that one has its yes. The answers in `clearly` are given by a press, a number or
    clear words, and never by an "ok" or a thumb that may only be kind.
    """

    text: Text
    options: Sequence[Option] = ()
    title: Text | None = None
    expects: Expects | None = None
    file: File | None = None
    sensitive: bool = False
    may_skip: bool = False
    undo: str = ""
    clearly: tuple[str, ...] = ()
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Tell:
    """Something said on the way, before the next question; a title or a file goes at once."""

    text: Text
    title: Text | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Goto(Generic[D]):
    """On to a step of the same flow, with the draft as it is now."""

    step: str
    draft: D
    tell: Tell | Text | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """The flow is over and another begins, where an opened door leads."""

    to: Prompt
    tell: Tell | Text | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The flow is over; whoever was interrupted goes on, otherwise the menu is one press away.

    `ways` stand beside what is asked next, or beside the menu; those that lead to what is under way
    are left out. Where nobody was interrupted, `alone` is said and asked instead; and `later` is
    asked last, outside of the conversation, so that nobody must answer it.
    """

    tell: Tell | Text | None = None
    ways: tuple[Intent, ...] = ()
    alone: Leave | None = None
    later: Say | None = None


@dataclass(frozen=True, slots=True)
class Visit(Generic[D]):
    """Another flow begins, where an opened door leads; when it ends, this one goes on at `back`."""

    to: Prompt
    back: str
    keep: D


@dataclass(frozen=True, slots=True)
class Again:
    """The answer cannot be right, for this reason; the question is asked again."""

    reason: Text


@dataclass(frozen=True, slots=True, init=False)
class Do(Generic[D]):
    """Run a command of the domain. A refusal's own sentence is said before `refused` goes on."""

    command: Command[Any]
    then: "Move[D] | Callable[[Done[Any]], Move[D]]"
    refused: "Move[D]"

    def __init__(  # by hand, so that `then` is checked to take what this very command promises
        self,
        command: Command[V],
        then: "Move[D] | Callable[[Done[V]], Move[D]]",
        refused: "Move[D]",
    ) -> None:
        object.__setattr__(self, "command", command)
        object.__setattr__(self, "then", then)
        object.__setattr__(self, "refused", refused)


Move = Goto[D] | End | Leave | Visit[D] | Again | Do[D]


class Guard(StrEnum):
    """Who may stand at a step."""

    NONE = "none"  # everybody
    PERSONAL = "personal"  # whoever has a number says it first
    STAFF = "staff"  # who works here and is trusted, with a number of their own that they said


@dataclass(frozen=True, slots=True)
class Step(Generic[D]):
    """A question and what an answer to it means.

    `to` names every step this one may go to, `flows` every flow it may visit or leave for; a name
    that ends with a colon stands for all flows whose names begin with it. `guard` goes before that
    of the flow. `age`: whoever takes part has said before whether they are 18 or older. `rests`:
    nothing is under way here, so whoever has something else done meanwhile stands there instead.
    """

    ask: Callable[[D, Desk], "Ask | Move[D]"]
    answer: Callable[[D, Any], Move[D]]
    to: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    guard: Guard | None = None
    age: bool = False
    rests: bool = False


NOTHING_CHANGED = _("Nothing was changed.")
NOTHING_SENT = _("Nothing was sent.")


@dataclass(frozen=True)
class Flow(Generic[D]):
    """A conversation: its name, the draft it fills, and its steps; the first one begins it.

    `parked`: when somebody leaves in the middle, the draft is kept and they can go on later.
    `taken_back` undoes what its commands made of somebody's words, by the number of it, when they
    delete these words on their phone.
    `undone` says to whoever ends it in the middle, by a word like "cancel", what has not been done.
    `guard` is that of every step which has none of its own, `age` of every step; where the guard is
    STAFF, `open_to` says which members may stand there, whatever leads them.
    """

    name: str
    draft: type[D]
    steps: Mapping[str, Step[D]]
    renamed: Mapping[str, str] = field(default_factory=dict)
    parked: bool = False
    undone: Callable[[D], Text] = lambda _draft: NOTHING_CHANGED
    taken_back: Callable[[int], Command[Any]] | None = None
    guard: Guard = Guard.NONE
    age: bool = False
    open_to: Callable[[Member], bool] = lambda _member: True

    def guard_of(self, step: str) -> Guard:
        """Who may stand at a step of this name."""
        return self.steps[step].guard or self.guard

    def asks_age(self, step: str) -> bool:
        """Whether nobody stands here of whom we do not know if they are an adult."""
        return self.age or self.steps[step].age

    @property
    def first(self) -> str:
        """The step that begins the flow."""
        return next(iter(self.steps))

    def step_named(self, name: str) -> str | None:
        """Today's name of a stored step; None when it is gone."""
        name = self.renamed.get(name, name)
        return name if name in self.steps else None


def never(_draft: Any, _answer: Any) -> End:
    """The answer of a step that asks nothing: it only decides where to go on."""
    return End()


def questions(
    texts: Mapping[str, Text], *, then: str, expects: Expects | None = None
) -> dict[str, Step[Any]]:
    """A straight run of typed questions, each filling the draft's field of its name."""
    names = [*texts, then]
    return {
        name: _question(name, text, names[at + 1], expects or Words())
        for at, (name, text) in enumerate(texts.items())
    }


def _question(name: str, text: Text, following: str, expects: Expects) -> Step[Any]:
    def ask(_draft: Any, _desk: Desk) -> Ask:
        return Ask(text, expects=expects)

    def answer(draft: Any, value: Any) -> Goto[Any]:
        return Goto(following, replace(draft, **{name: value}))

    return Step(ask, answer, to=(following,))
