"""Announcing to many, confirming what a colleague proposed, and stopping."""

from domain.campaigns.campaign import (
    FAREWELL,
    Announce,
    CampaignId,
    CampaignState,
    ConfirmCampaign,
    NewCampaign,
    Recipients,
    SayFarewell,
    SendSurvey,
    StopCampaign,
)
from domain.campaigns.dispatching import (
    announcement,
    dispatch,
    needs_a_colleague,
    note_unconfirmed,
    unfit,
)
from domain.outcome import Done, Outcome, Refused
from domain.speech.messages import Say
from domain.speech.text import _
from domain.surveys.notices import survey_question
from domain.work import Work


def announce(command: Announce, work: Work) -> Outcome[CampaignId | None]:
    """A plain announcement. Its value, and what else is refused, is as of `dispatch`.

    Refused when its words are too many, or cannot be shown.
    """
    faults = (unfit(words) for words in command.text.by_language.values())
    fault = next((each for each in faults if each is not None), None)
    if fault is not None:
        return Refused(fault)
    return dispatch(announcement(command, work.now), work, again=command.again)


def say_farewell(command: SayFarewell, work: Work) -> Outcome[CampaignId]:
    """What is kept about them goes, so it concerns also those who want no news.

    The audit notes it where so many are told elsewhere only with a colleague's yes.
    """
    recipients = Recipients(concerned=True)
    many = work.campaigns.reach(recipients)
    added = work.campaigns.add(
        NewCampaign(FAREWELL, Say(command.text), recipients, work.now), work.now
    )
    if needs_a_colleague(many, work.policy):
        note_unconfirmed(added, work)
    return Done(added)


def confirm_campaign(command: ConfirmCampaign, work: Work) -> Outcome[None]:
    """What a colleague proposed may go, and goes at once if it is due.

    Refused to whoever proposed it, when it is not any more what they have read, and when nothing of
    this number waits to be confirmed.
    """
    found, member = work.campaigns.show(command.campaign), work.member
    if found is None or found.state is not CampaignState.PROPOSED:
        return Refused(_("There is no such campaign."))
    if member is not None and member.id == found.proposed_by:
        return Refused(_("Somebody else must confirm it."))
    if command.shown and command.shown != found.fingerprint:
        return Refused(_("It has changed meanwhile. Please read it again."))
    work.campaigns.confirm(command.campaign, work.now)
    return Done(None)


def stop_campaign(command: StopCampaign, work: Work) -> Outcome[None]:
    """What waits is cancelled at once, what was sent stays. Refused when there is none."""
    if not work.campaigns.stop(command.campaign):
        return Refused(_("There is no such campaign."))
    return Done(None)


def send_survey(command: SendSurvey, work: Work) -> Outcome[CampaignId | None]:
    """Everybody who said yes to messages and has not answered. Its value is as of `dispatch`.

    Refused when there is no such survey.
    """
    form = work.surveys.form(command.survey)
    if form is None:
        return Refused(_("There is no survey {survey}.", survey=command.survey))
    say = survey_question(
        _("May we ask you a few questions? {title}", title=form.title), command.survey
    )
    recipients = Recipients(unless_answered=(command.survey, ""))
    campaign = NewCampaign(f"survey:{command.survey}", say, recipients, command.due or work.now)
    return dispatch(campaign, work, again=command.again)
