"""Every command and the rule that decides it: the one door through which anything changes."""

from collections.abc import Callable
from typing import Any

from domain.advice import appointment, assigning, booking, seeking, slot
from domain.campaigns import campaign
from domain.campaigns import rules as campaigns_rules
from domain.events import (
    adding,
    announcing,
    car,
    change,
    changing,
    lifts,
    proposal,
    proposing,
    question,
    rsvp,
    series,
    speakers,
    waiting,
)
from domain.lives import joining_phones, stop_and_forget, turning_18
from domain.matters import matter
from domain.matters import rules as matters_rules
from domain.outcome import Outcome, Refused
from domain.people import person, pin, quiet, rights
from domain.people import rules as people_rules
from domain.phones import phone
from domain.speech.text import Text
from domain.staff import audit, daily, member
from domain.staff import rules as staff_rules
from domain.staff.member import NOT_STAFF, UNCONFIRMED, Role
from domain.surveys import rules as surveys_rules
from domain.surveys import survey
from domain.work import Work

Command = Any  # one of the keys below; a frozen dataclass
Rule = Callable[[Any, Work], Outcome]

RULES: dict[type, Rule] = {
    person.ChooseLanguage: people_rules.choose_language,
    person.DecideConsent: people_rules.decide_consent,
    person.TellAgeGroup: people_rules.tell_age_group,
    person.TellInterests: people_rules.tell_interests,
    rights.TellMonth: turning_18.tell_month,
    quiet.KeepQuiet: people_rules.keep_quiet,
    quiet.EndQuiet: people_rules.end_quiet,
    pin.SetPin: people_rules.set_pin,
    pin.RemovePin: people_rules.remove_pin,
    pin.SayPin: people_rules.say_pin,
    rights.Stop: stop_and_forget.stop,
    rights.Hide: stop_and_forget.hide,
    rights.Return: stop_and_forget.come_back,
    rights.Forget: stop_and_forget.forget,
    phone.MakeCode: joining_phones.make_code,
    phone.Join: joining_phones.join,
    phone.Choose: joining_phones.choose,
    phone.Separate: joining_phones.separate,
    rsvp.Come: lifts.come_by_car,
    rsvp.StayAway: lifts.leave_car_and_stay_away,
    car.OfferCar: lifts.offer_car,
    car.WithdrawCar: lifts.withdraw_car,
    car.Ride: lifts.ride,
    car.LeaveCar: lifts.leave_car,
    rsvp.WaitForPlace: waiting.wait_for_place,
    rsvp.TakeOffer: waiting.take_offer,
    rsvp.PassOn: waiting.pass_on,
    slot.AddSlots: booking.add_slots,
    appointment.BookSlot: booking.book_slot,
    appointment.CancelAppointment: booking.cancel_appointment,
    appointment.MoveAppointment: booking.move_appointment,
    appointment.MarkMissed: booking.mark_missed,
    appointment.GiveTime: assigning.give_time,
    appointment.KeepApart: assigning.keep_apart,
    appointment.SeekTime: seeking.seek_time,
    appointment.StopSeeking: seeking.stop_seeking,
    appointment.TakeTime: seeking.take_time,
    appointment.DeclineTime: seeking.decline_time,
    appointment.OfferTimes: seeking.offer_times,
    survey.AddSurvey: surveys_rules.add_survey,
    survey.SubmitResponse: surveys_rules.submit_response,
    change.AddEvent: adding.add_event,
    change.ChangeEvent: changing.change_event,
    change.MoveEvent: changing.move_event,
    change.RelocateEvent: changing.relocate_event,
    change.RewordEvent: changing.reword_event,
    change.ResizeEvent: changing.resize_event,
    change.NoteCame: changing.note_came,
    change.CancelEvent: changing.cancel_event,
    series.ContinueSeries: adding.continue_series,
    series.EndSeries: adding.end_series,
    campaign.Announce: campaigns_rules.announce,
    change.AnnounceEvent: announcing.announce_event,
    survey.SendSurvey: surveys_rules.send_survey,
    campaign.ConfirmCampaign: campaigns_rules.confirm_campaign,
    campaign.StopCampaign: campaigns_rules.stop_campaign,
    proposal.ProposeEvent: proposing.propose_event,
    proposal.AcceptProposal: proposing.accept_proposal,
    question.AskSpeakers: speakers.ask_speakers,
    question.AllowQuestions: speakers.allow_questions,
    person.TellLocal: people_rules.tell_local,
    matter.LeaveMatter: matters_rules.leave_matter,
    matter.AnswerMatter: matters_rules.answer_matter,
    matter.HandMatter: matters_rules.hand_matter,
    matter.CloseMatter: matters_rules.close_matter,
    matter.ReopenMatter: matters_rules.reopen_matter,
    member.AddMember: staff_rules.add_member,
    member.RemoveMember: staff_rules.remove_member,
    member.ConfirmMember: staff_rules.confirm_member,
    member.Entrust: staff_rules.entrust,
    member.AcceptInvitation: staff_rules.accept_invitation,
    audit.Look: staff_rules.look,
    daily.PlanDay: daily.plan_day,
}

ADMINS = frozenset({Role.ADMIN})
COORDINATORS = ADMINS | {Role.COORDINATOR}
STAFF_ONLY: dict[type, frozenset[Role]] = {
    rsvp.PassOn: frozenset(),  # time alone does this
    appointment.OfferTimes: frozenset(),
    series.ContinueSeries: frozenset(),
    daily.PlanDay: frozenset(),
    slot.AddSlots: COORDINATORS,
    appointment.MarkMissed: COORDINATORS | {Role.ADVISER},
    appointment.GiveTime: COORDINATORS,
    appointment.KeepApart: COORDINATORS,
    survey.AddSurvey: COORDINATORS,
    change.AddEvent: COORDINATORS,
    change.ChangeEvent: COORDINATORS,
    change.MoveEvent: COORDINATORS,
    change.RelocateEvent: COORDINATORS,
    change.RewordEvent: COORDINATORS,
    change.ResizeEvent: COORDINATORS,
    change.NoteCame: COORDINATORS,
    change.CancelEvent: COORDINATORS,
    series.EndSeries: COORDINATORS,
    campaign.Announce: COORDINATORS,
    change.AnnounceEvent: COORDINATORS,
    survey.SendSurvey: COORDINATORS,
    campaign.ConfirmCampaign: COORDINATORS,
    campaign.StopCampaign: COORDINATORS,
    proposal.AcceptProposal: COORDINATORS,
    question.AllowQuestions: COORDINATORS,
    matter.AnswerMatter: frozenset(Role),  # and who may read it: a focal point has any role
    matter.HandMatter: frozenset(Role),
    matter.ReopenMatter: frozenset(Role),
    member.AddMember: ADMINS,
    member.RemoveMember: ADMINS,
    member.ConfirmMember: ADMINS,
    member.Entrust: frozenset(),  # the operator's, at the command line
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
