"""Every command and the rule that decides it: the one door through which anything changes."""

from collections.abc import Callable
from typing import Any

from domain import appointments, campaigns, events, leaving, links, people, surveys
from domain.outcome import Outcome
from domain.work import Work

Command = Any  # one of the keys below; a frozen dataclass
Rule = Callable[[Any, Work], Outcome]

RULES: dict[type, Rule] = {
    people.ChooseLanguage: people.choose_language,
    people.DecideConsent: people.decide_consent,
    people.TellAgeGroup: people.tell_age_group,
    people.TellInterests: people.tell_interests,
    leaving.Stop: leaving.stop,
    leaving.Return: leaving.come_back,
    leaving.Forget: leaving.forget,
    links.MakeCode: links.make_code,
    links.Join: links.join,
    links.Choose: links.choose,
    links.Separate: links.separate,
    events.Come: events.come,
    events.StayAway: events.stay_away,
    appointments.AddSlots: appointments.add_slots,
    appointments.BookSlot: appointments.book_slot,
    appointments.CancelAppointment: appointments.cancel_appointment,
    appointments.MoveAppointment: appointments.move_appointment,
    surveys.AddSurvey: surveys.add_survey,
    surveys.SubmitResponse: surveys.submit_response,
    campaigns.AddEvent: campaigns.add_event,
    campaigns.Announce: campaigns.announce,
    campaigns.AnnounceEvent: campaigns.announce_event,
    campaigns.SendSurvey: campaigns.send_survey,
    campaigns.StopCampaign: campaigns.stop_campaign,
}


def perform(command: Command, work: Work) -> Outcome:
    """Decide a command inside the caller's savepoint; a refusal has written nothing to keep."""
    return RULES[type(command)](command, work)
