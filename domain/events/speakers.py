"""Asking the speakers of an event beforehand."""

from domain.events.question import LONGEST, MOST, AllowQuestions, AskSpeakers
from domain.events.rsvp import NOT_THEIR_AGE
from domain.outcome import Done, Outcome, Refused
from domain.speech.text import _
from domain.surveys.survey import SurveyId
from domain.work import Work

ASKED = SurveyId("question")  # how it is kept that somebody has asked
NO_QUESTIONS = _("No questions can be asked to this event any more.")


def ask_speakers(command: AskSpeakers, work: Work) -> Outcome[None]:
    """It is kept without a name, cut after LONGEST letters.

    Refused once the event has begun or was cancelled, where no questions may be asked, to
    whoever has asked MOST of them, and where the event is for another age.
    """
    event = work.events.get(command.event)
    if event is None or event.cancelled or not event.questions or event.starts <= work.now:
        return Refused(NO_QUESTIONS)
    if not event.audience.fits(work.people.get(work.person).age_group):
        return Refused(NOT_THEIR_AGE)
    used = [f"{event.id}:{number}" for number in range(MOST)]
    left = [each for each in used if not work.surveys.answered(work.person, ASKED, each)]
    if not left:
        return Refused(_("You have asked {most} questions already.", most=MOST))
    work.surveys.mark_answered(work.person, ASKED, left[0])
    work.questions.add(event.id, command.words[:LONGEST])
    return Done(None)


def allow_questions(command: AllowQuestions, work: Work) -> Outcome[None]:
    """What was asked before stays. Refused when there is no such event."""
    if work.events.get(command.event) is None:
        return Refused(NO_QUESTIONS)
    work.events.allow_questions(command.event, allowed=command.allowed)
    return Done(None)
