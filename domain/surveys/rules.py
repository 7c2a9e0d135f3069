"""Adding surveys, sending them, and keeping answers that lead back to nobody."""

from domain.campaigns.campaign import Recipients
from domain.campaigns.planning import plan
from domain.outcome import Done, Outcome, Refused
from domain.speech.text import _
from domain.surveys.notices import survey_question
from domain.surveys.survey import AddSurvey, SendSurvey, SubmitResponse, SurveyId
from domain.work import Work


def add_survey(command: AddSurvey, work: Work) -> Outcome:
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
    return Done(command.form.id)


def submit_response(command: SubmitResponse, work: Work) -> Outcome:
    """Once per person and occasion; the day is all that is stamped on the answers."""
    if work.surveys.answered(work.person, command.survey, command.occasion):
        return Refused(_("You have answered this survey already. Thank you."))
    work.surveys.mark_answered(work.person, command.survey, command.occasion)
    language = work.people.get(work.person).language
    work.surveys.keep(command, language, work.now.astimezone(work.zone).date())
    return Done()


def send_survey(command: SendSurvey, work: Work) -> Outcome:
    """Everybody who said yes to messages and has not answered."""
    form = work.surveys.form(command.survey)
    if form is None:
        return Refused(_("There is no survey {survey}.", survey=command.survey))
    say = survey_question(
        _("May we ask you a few questions? {title}", title=form.title), command.survey
    )
    recipients = Recipients(unless_answered=(command.survey, ""))
    return plan(work, f"survey:{command.survey}", say, recipients, command.due)
