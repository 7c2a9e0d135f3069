"""Every command and the rule that decides it: the one door through which anything changes."""

from collections.abc import Callable
from typing import Any

from domain import (
    appointments,
    audit,
    booking,
    campaigns,
    cars,
    changing,
    daily,
    events,
    giving,
    growing,
    leaving,
    links,
    matters,
    people,
    pins,
    proposals,
    questions,
    quiet,
    seeking,
    series,
    staff,
    surveys,
    waiting,
)
from domain.outcome import Outcome, Refused
from domain.staff import NOT_STAFF, UNCONFIRMED, Role
from domain.text import Text
from domain.work import Work

Command = Any  # one of the keys below; a frozen dataclass
Rule = Callable[[Any, Work], Outcome]

RULES: dict[type, Rule] = {
    people.ChooseLanguage: people.choose_language,
    people.DecideConsent: people.decide_consent,
    people.TellAgeGroup: people.tell_age_group,
    people.TellInterests: people.tell_interests,
    growing.TellMonth: growing.tell_month,
    quiet.KeepQuiet: quiet.keep_quiet,
    quiet.EndQuiet: quiet.end_quiet,
    pins.SetPin: pins.set_pin,
    pins.RemovePin: pins.remove_pin,
    pins.SayPin: pins.say_pin,
    leaving.Stop: leaving.stop,
    leaving.Hide: leaving.hide,
    leaving.Return: leaving.come_back,
    leaving.Forget: leaving.forget,
    links.MakeCode: links.make_code,
    links.Join: links.join,
    links.Choose: links.choose,
    links.Separate: links.separate,
    events.Come: cars.come,
    events.StayAway: cars.stay_away,
    cars.OfferCar: cars.offer_car,
    cars.WithdrawCar: cars.withdraw_car,
    cars.Ride: cars.ride,
    cars.LeaveCar: cars.leave_car,
    waiting.WaitForPlace: waiting.wait_for_place,
    waiting.TakeOffer: waiting.take_offer,
    waiting.PassOn: waiting.pass_on,
    appointments.AddSlots: booking.add_slots,
    appointments.BookSlot: booking.book_slot,
    appointments.CancelAppointment: booking.cancel_appointment,
    appointments.MoveAppointment: booking.move_appointment,
    appointments.MarkMissed: booking.mark_missed,
    giving.GiveTime: giving.give_time,
    giving.KeepApart: giving.keep_apart,
    seeking.SeekTime: seeking.seek_time,
    seeking.StopSeeking: seeking.stop_seeking,
    seeking.TakeTime: seeking.take_time,
    seeking.DeclineTime: seeking.decline_time,
    seeking.OfferTimes: seeking.offer_times,
    surveys.AddSurvey: surveys.add_survey,
    surveys.SubmitResponse: surveys.submit_response,
    campaigns.AddEvent: campaigns.add_event,
    changing.ChangeEvent: changing.change_event,
    changing.MoveEvent: changing.move_event,
    changing.RelocateEvent: changing.relocate_event,
    changing.RewordEvent: changing.reword_event,
    changing.ResizeEvent: changing.resize_event,
    changing.NoteCame: changing.note_came,
    changing.CancelEvent: changing.cancel_event,
    series.ContinueSeries: campaigns.continue_series,
    series.EndSeries: campaigns.end_series,
    campaigns.Announce: campaigns.announce,
    campaigns.AnnounceEvent: campaigns.announce_event,
    campaigns.SendSurvey: campaigns.send_survey,
    campaigns.ConfirmCampaign: campaigns.confirm_campaign,
    campaigns.StopCampaign: campaigns.stop_campaign,
    proposals.ProposeEvent: proposals.propose_event,
    proposals.AcceptProposal: proposals.accept_proposal,
    questions.AskSpeakers: questions.ask_speakers,
    questions.AllowQuestions: questions.allow_questions,
    people.TellLocal: people.tell_local,
    matters.LeaveMatter: matters.leave_matter,
    matters.AnswerMatter: matters.answer_matter,
    matters.HandMatter: matters.hand_matter,
    matters.CloseMatter: matters.close_matter,
    matters.ReopenMatter: matters.reopen_matter,
    staff.AddMember: staff.add_member,
    staff.RemoveMember: staff.remove_member,
    staff.ConfirmMember: staff.confirm_member,
    staff.Entrust: staff.entrust,
    staff.AcceptInvitation: staff.accept_invitation,
    audit.Look: audit.look,
    daily.PlanDay: daily.plan_day,
}

ADMINS = frozenset({Role.ADMIN})
COORDINATORS = ADMINS | {Role.COORDINATOR}
STAFF_ONLY: dict[type, frozenset[Role]] = {
    waiting.PassOn: frozenset(),  # time alone does this
    seeking.OfferTimes: frozenset(),
    series.ContinueSeries: frozenset(),
    daily.PlanDay: frozenset(),
    appointments.AddSlots: COORDINATORS,
    appointments.MarkMissed: COORDINATORS | {Role.ADVISER},
    giving.GiveTime: COORDINATORS,
    giving.KeepApart: COORDINATORS,
    surveys.AddSurvey: COORDINATORS,
    campaigns.AddEvent: COORDINATORS,
    changing.ChangeEvent: COORDINATORS,
    changing.MoveEvent: COORDINATORS,
    changing.RelocateEvent: COORDINATORS,
    changing.RewordEvent: COORDINATORS,
    changing.ResizeEvent: COORDINATORS,
    changing.NoteCame: COORDINATORS,
    changing.CancelEvent: COORDINATORS,
    series.EndSeries: COORDINATORS,
    campaigns.Announce: COORDINATORS,
    campaigns.AnnounceEvent: COORDINATORS,
    campaigns.SendSurvey: COORDINATORS,
    campaigns.ConfirmCampaign: COORDINATORS,
    campaigns.StopCampaign: COORDINATORS,
    proposals.AcceptProposal: COORDINATORS,
    questions.AllowQuestions: COORDINATORS,
    matters.AnswerMatter: frozenset(Role),  # and who may read it: a focal point has any role
    matters.HandMatter: frozenset(Role),
    matters.ReopenMatter: frozenset(Role),
    staff.AddMember: ADMINS,
    staff.RemoveMember: ADMINS,
    staff.ConfirmMember: ADMINS,
    staff.Entrust: frozenset(),  # the operator's, at the command line
    audit.Look: frozenset(Role),
}


def perform(command: Command, work: Work) -> Outcome:
    """Decide a command inside the caller's savepoint; a refusal has written nothing to keep.

    Whatever a conversation offers, staff's commands are refused here to everybody else.
    """
    reason = _forbidden(type(command), work)
    return RULES[type(command)](command, work) if reason is None else Refused(reason)


def _forbidden(kind: type, work: Work) -> Text | None:
    """Why whoever commands may not; the command line may do everything."""
    roles = STAFF_ONLY.get(kind)
    if roles is None or not work.person:
        return None
    member = work.staff.of(work.person)
    if member is None or member.role not in roles:
        return NOT_STAFF
    return None if member.trusted else UNCONFIRMED
