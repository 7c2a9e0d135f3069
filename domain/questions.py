"""Questions to the speakers of an event, asked beforehand and passed on without names.

Nothing leads from a question to whoever asked it: it is sealed under the key of the house, and only
that somebody has asked so many is kept, so that one person does not ask for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from domain.events import EventId
from domain.outcome import Done, Outcome, Refused
from domain.surveys import SurveyId
from domain.text import _

if TYPE_CHECKING:
    from domain.work import Work

LONGEST = 500  # letters
MOST = 3  # of one person to one event
ASKED = SurveyId("question")  # how it is kept that somebody has asked

NO_QUESTIONS = _("No questions can be asked to this event any more.")


@dataclass(frozen=True, slots=True)
class AskSpeakers:
    """I want to know this from whoever speaks there."""

    event: EventId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AllowQuestions:
    """People may ask beforehand, or not any more."""

    event: EventId
    allowed: bool


class QuestionLookups(Protocol):
    """What may be asked about questions."""

    def to(self, event: EventId) -> Sequence[str]:
        """All questions to an event, in no order that tells who asked."""
        ...

    def many(self, event: EventId) -> int:
        """How many there are."""
        ...


class Questions(QuestionLookups, Protocol):
    """What rules may change about questions."""

    def add(self, event: EventId, words: str) -> None:
        """Store one, linked to nobody."""
        ...


def ask_speakers(command: AskSpeakers, work: "Work") -> Outcome:
    """Until the event begins."""
    event = work.events.get(command.event)
    if event is None or event.cancelled or not event.questions or event.starts <= work.now:
        return Refused(NO_QUESTIONS)
    used = [f"{event.id}:{number}" for number in range(MOST)]
    left = [each for each in used if not work.surveys.answered(work.person, ASKED, each)]
    if not left:
        return Refused(_("You have asked {most} questions already.", most=MOST))
    work.surveys.mark_answered(work.person, ASKED, left[0])
    work.questions.add(event.id, command.words[:LONGEST])
    return Done()


def allow_questions(command: AllowQuestions, work: "Work") -> Outcome:
    """What was asked before stays."""
    if work.events.get(command.event) is None:
        return Refused(NO_QUESTIONS)
    work.events.allow_questions(command.event, allowed=command.allowed)
    return Done()
