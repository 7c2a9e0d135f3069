"""What may be heard in a message, and what is needed to hear it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.speech.languages import Danger, Intent, Understand
from domain.speech.messages import Option, Prompt, Say
from domain.speech.text import Text, from_json
from domain.work import Desk
from flows.engine.place import Place


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the options on the screen. `sure`: pressed, or named by its number or its own words.

    What is not sure is said back where an answer acts.
    """

    key: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Valued:
    """A typed value of the kind that was awaited."""

    value: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something else is wanted; `code` is what followed /start."""

    intent: Intent
    code: str = ""


@dataclass(frozen=True, slots=True)
class Endangered:
    """Danger is spoken of, in a `language` that may be known; `answer` if it may be one, too."""

    danger: Danger
    language: str = ""
    answer: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Prompted:
    """An answer to a message that asked outside the conversation."""

    row: int
    prompt: Prompt
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words that fit several options of a long list, by their keys."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """A button of an older message."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Not understood; `reason` says what is wrong with a value of the right kind.

    `read`: it was, but is not possible; whoever writes that needs no help.
    """

    reason: Text | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Wordless:
    """A picture or a voice, without words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the operator's texts answer, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """An answer to an older question than the one that stands."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Words that were sent on already are changed on the phone; `gone`: they were deleted there."""

    name: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """Something kind that asks for no answer."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A yes, an "ok" or a thumb, or a no, where nothing asks for one. `clear`: no mere nod."""

    no: bool = False
    clear: bool = False


Heard = (
    Chosen
    | Valued
    | Wanted
    | Endangered
    | Asked
    | Prompted
    | Found
    | Stale
    | Missed
    | Wordless
    | Outdated
    | Acknowledged
    | Rewritten
    | Nothing
)


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A sent message that asks, and is newer than the conversation's own question or pressed.

    `older`: it is not newer, but what it offers is still kept for them.
    """

    row: int
    say: Say
    sent_at: float = 0  # seconds since 1970, UTC
    older: bool = False


@dataclass(frozen=True, slots=True)
class Ear:
    """What is needed to hear a message: where it arrives, and who listens."""

    place: Place
    desk: Desk
    understand: Understand
    prompt: OpenPrompt | None
    everything: Callable[[], Sequence[Option]]  # all options of a long list, looked up if needed
    quoted: str = ""  # which question of the conversation stands in the message it belongs to

    @property
    def picked(self) -> tuple[str, ...]:
        """What is ticked on the screen."""
        return self.place.frames[-1].picked if self.place.frames else ()

    def answered_by(self, words: str) -> str | None:
        """The key of the answer on the screen that a yes or a no gives; None for neither."""
        answer = self.understand.yes_no(words)
        if answer is None:
            return None
        if {"yes", "no"} <= set(self.answers):
            return "yes" if answer else "no"
        return self.only_answer if answer else None

    @property
    def only_answer(self) -> str | None:
        """The only thing there is to press, which a yes means: "Shall we send it? [Send]"."""
        return self.answers[0] if len(self.answers) == 1 else None

    @property
    def answers(self) -> list[str]:
        """The keys of the answers on the screen, without the ways around."""
        return [key for key, _label in self.place.offered if not key.startswith("_")]

    @property
    def labels(self) -> list[Text]:
        """The labels on the screen."""
        return [from_json(label) for _key, label in self.place.offered]
