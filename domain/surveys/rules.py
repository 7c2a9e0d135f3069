"""Adding surveys, sending them, and keeping answers that lead back to nobody."""

from domain.outcome import Done, Outcome, Refused
from domain.speech.text import _
from domain.surveys.survey import AddSurvey, SubmitResponse, SurveyId
from domain.work import Work


def add_survey(command: AddSurvey, work: Work) -> Outcome[SurveyId]:
    """A version that is stored already stays as it is: running surveys hold on to it."""
    stored = work.surveys.form(SurveyId(command.form.id), command.form.version)
    if stored is not None and stored != command.form:
        return Refused(
            _(
                "Version {version} of this survey exists with other questions. "
                "Give the form a new version.",
                version=command.form.version,
            )
        )
    work.surveys.add(command.form, work.now)
    return Done(SurveyId(command.form.id))


def submit_response(command: SubmitResponse, work: Work) -> Outcome[None]:
    """Once per person and occasion; the day is all that is stamped on the answers."""
    if not work.surveys.mark_answered(work.person, command.survey, command.occasion):
        return Refused(_("You have answered this survey already. Thank you."))
    language = work.people.get(work.person).language
    work.surveys.keep(command, language, work.now.astimezone(work.zone).date())
    return Done(None)
