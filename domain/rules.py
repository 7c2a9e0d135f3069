"""Every command and the rule that decides it: the one door through which anything changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.advice import appointment, assigning, booking, days_off, seeking, slot, staff_side
from domain.campaigns import campaign
from domain.campaigns import rules as campaigns_rules
from domain.events import (
    adding,
    car,
    change,
    changing,
    inviting,
    lifts,
    proposal,
    proposing,
    question,
    rsvp,
    series,
    speakers,
    waiting,
    whole_series,
)
from domain.lives import age, joining_phones, silence, stop_and_forget, turning_18
from domain.matters import box, canned, canning, matter, unsealing, withdrawing
from domain.matters import rules as matters_rules
from domain.outcome import Command, Outcome, Refused
from domain.people import person, pin, quiet, rights
from domain.people import rules as people_rules
from domain.phones import phone
from domain.speech.text import Text
from domain.staff import audit, daily, member, told_when
from domain.staff import rules as staff_rules
from domain.staff.member import ANNOUNCERS, NOT_STAFF, UNCONFIRMED, Role
from domain.surveys import rules as surveys_rules
from domain.surveys import survey
from domain.work import Work

T = TypeVar("T")
C = TypeVar("C", bound=Command[Any])

ANYBODY = None
STAFF = frozenset(Role)
ADMINS = frozenset({Role.ADMIN})
COORDINATORS = ANNOUNCERS
ADVISERS = COORDINATORS | {Role.ADVISER}  # with what is their own
OPERATOR = frozenset[Role]()  # nobody in a conversation; at the command line only
BY_ITSELF = OPERATOR  # time alone does this


class MissingRuleError(Exception):
    """A command that has no rule: the program must not start."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[C]):
    """What decides a command, and in which roles staff may give it; ANYBODY needs none."""

    command: type[C]
    decide: Callable[[C, Work], Outcome[Any]]
    who: frozenset[Role] | None


def _table(*rules: Rule[Any]) -> dict[type[Command[Any]], Rule[Any]]:
    return {rule.command: rule for rule in rules}


# Whoever may read a message is asked by its rule, too: a focal point has any role.
RULES: Mapping[type[Command[Any]], Rule[Any]] = _table(
    Rule(person.ChooseLanguage, people_rules.choose_language, ANYBODY),
    Rule(person.DecideConsent, people_rules.decide_consent, ANYBODY),
    Rule(person.TellAgeGroup, age.tell_age_group, ANYBODY),
    Rule(person.TellInterests, people_rules.tell_interests, ANYBODY),
    Rule(rights.TellMonth, turning_18.tell_month, ANYBODY),
    Rule(quiet.KeepQuiet, people_rules.keep_quiet, ANYBODY),
    Rule(quiet.EndQuiet, people_rules.end_quiet, ANYBODY),
    Rule(pin.SetPin, people_rules.set_pin, ANYBODY),
    Rule(pin.RemovePin, people_rules.remove_pin, ANYBODY),
    Rule(pin.SayPin, people_rules.say_pin, ANYBODY),
    Rule(pin.StayOpen, people_rules.stay_open, ANYBODY),
    Rule(rights.Stop, stop_and_forget.stop, ANYBODY),
    Rule(rights.Hide, stop_and_forget.hide, ANYBODY),
    Rule(rights.Return, stop_and_forget.come_back, ANYBODY),
    Rule(rights.Forget, stop_and_forget.forget, ANYBODY),
    Rule(rights.AskTheSilent, silence.ask_the_silent, BY_ITSELF),
    Rule(phone.MakeCode, joining_phones.make_code, ANYBODY),
    Rule(phone.CheckCode, joining_phones.check_code, ANYBODY),
    Rule(phone.Join, joining_phones.join, ANYBODY),
    Rule(phone.Choose, joining_phones.choose, ANYBODY),
    Rule(phone.Separate, joining_phones.separate, ANYBODY),
    Rule(phone.Doubt, joining_phones.doubt, ANYBODY),
    Rule(phone.Trust, joining_phones.trust, ANYBODY),
    Rule(rsvp.Come, lifts.come_by_car, ANYBODY),
    Rule(rsvp.StayAway, lifts.leave_car_and_stay_away, ANYBODY),
    Rule(car.OfferCar, lifts.offer_car, ANYBODY),
    Rule(car.WithdrawCar, lifts.withdraw_car, ANYBODY),
    Rule(car.Ride, lifts.ride, ANYBODY),
    Rule(car.LeaveCar, lifts.leave_car, ANYBODY),
    Rule(rsvp.WaitForPlace, waiting.wait_for_place, ANYBODY),
    Rule(rsvp.TakeOffer, waiting.take_offer, ANYBODY),
    Rule(rsvp.PassOn, waiting.pass_on, BY_ITSELF),
    Rule(slot.AddSlots, booking.add_slots, COORDINATORS),
    Rule(appointment.BookSlot, booking.book_slot, ANYBODY),
    Rule(appointment.CancelAppointment, booking.cancel_appointment, ANYBODY),
    Rule(appointment.MoveAppointment, booking.move_appointment, ANYBODY),
    Rule(appointment.MarkMissed, booking.mark_missed, ADVISERS),
    Rule(slot.WithdrawSlots, staff_side.withdraw_slots, ADVISERS),
    Rule(slot.RestoreSlots, staff_side.restore_slots, ADVISERS),
    Rule(appointment.CancelForStaff, staff_side.cancel_for_staff, ADVISERS),
    Rule(appointment.MoveForStaff, staff_side.move_for_staff, ADVISERS),
    Rule(appointment.UndoMissed, staff_side.undo_missed, ADVISERS),
    Rule(appointment.AdviserIll, days_off.adviser_ill, ADVISERS),
    Rule(appointment.GiveTime, assigning.give_time, COORDINATORS),
    Rule(appointment.KeepApart, assigning.keep_apart, COORDINATORS),
    Rule(appointment.SeekTime, seeking.seek_time, ANYBODY),
    Rule(appointment.StopSeeking, seeking.stop_seeking, ANYBODY),
    Rule(appointment.TakeTime, seeking.take_time, ANYBODY),
    Rule(appointment.DeclineTime, seeking.decline_time, ANYBODY),
    Rule(appointment.OfferTimes, seeking.offer_times, BY_ITSELF),
    Rule(survey.AddSurvey, surveys_rules.add_survey, COORDINATORS),
    Rule(survey.SubmitResponse, surveys_rules.submit_response, ANYBODY),
    Rule(change.AddEvent, adding.add_event, COORDINATORS),
    Rule(change.ChangeEvent, changing.change_event, COORDINATORS),
    Rule(change.MoveEvent, changing.move_event, COORDINATORS),
    Rule(change.RelocateEvent, changing.relocate_event, COORDINATORS),
    Rule(change.RewordEvent, changing.reword_event, COORDINATORS),
    Rule(change.ResizeEvent, changing.resize_event, COORDINATORS),
    Rule(change.NoteCame, changing.note_came, COORDINATORS),
    Rule(change.CancelEvent, changing.cancel_event, COORDINATORS),
    Rule(change.ChangeSeries, whole_series.change_series, COORDINATORS),
    Rule(change.CancelSeries, whole_series.cancel_series, COORDINATORS),
    Rule(series.ContinueSeries, adding.continue_series, BY_ITSELF),
    Rule(series.EndSeries, adding.end_series, COORDINATORS),
    Rule(campaign.Announce, campaigns_rules.announce, COORDINATORS),
    Rule(change.AnnounceEvent, inviting.announce_event, COORDINATORS),
    Rule(campaign.SendSurvey, campaigns_rules.send_survey, COORDINATORS),
    Rule(campaign.SayFarewell, campaigns_rules.say_farewell, OPERATOR),
    Rule(campaign.ConfirmCampaign, campaigns_rules.confirm_campaign, COORDINATORS),
    Rule(campaign.StopCampaign, campaigns_rules.stop_campaign, COORDINATORS),
    Rule(proposal.ProposeEvent, proposing.propose_event, ANYBODY),
    Rule(proposal.AcceptProposal, proposing.accept_proposal, COORDINATORS),
    Rule(question.AskSpeakers, speakers.ask_speakers, ANYBODY),
    Rule(question.AllowQuestions, speakers.allow_questions, COORDINATORS),
    Rule(person.TellLocal, people_rules.tell_local, ANYBODY),
    Rule(matter.LeaveMatter, matters_rules.leave_matter, ANYBODY),
    Rule(matter.AddToMatter, matters_rules.add_to_matter, ANYBODY),
    Rule(matter.AnswerMatter, matters_rules.answer_matter, STAFF),
    Rule(matter.HandMatter, matters_rules.hand_matter, STAFF),
    Rule(matter.CloseMatter, matters_rules.close_matter, ANYBODY),
    Rule(matter.GrantAge, age.grant_age, STAFF),
    Rule(withdrawing.WithdrawMatter, withdrawing.withdraw_matter, ANYBODY),
    Rule(matter.ExpireMatters, matters_rules.expire_matters, BY_ITSELF),
    Rule(box.EraseAnswer, matters_rules.erase_answer, ANYBODY),
    Rule(box.OpenSealed, unsealing.open_sealed, STAFF),
    Rule(box.AnswerSealed, unsealing.answer_sealed, STAFF),
    Rule(box.CloseSealed, unsealing.close_sealed, OPERATOR),
    Rule(box.ShareSealed, unsealing.share_sealed, OPERATOR),
    Rule(canned.KeepCanned, canning.keep_canned, COORDINATORS),
    Rule(canned.DropCanned, canning.drop_canned, COORDINATORS),
    Rule(told_when.SetHours, told_when.set_hours, STAFF),
    Rule(matter.ReopenMatter, matters_rules.reopen_matter, STAFF),
    Rule(member.AddMember, staff_rules.add_member, ADMINS),
    Rule(member.RemoveMember, staff_rules.remove_member, ADMINS),
    Rule(member.ConfirmMember, staff_rules.confirm_member, ADMINS),
    Rule(member.ChangeRole, staff_rules.change_role, ADMINS),
    Rule(member.Entrust, staff_rules.entrust, ADMINS),
    Rule(member.GiveKey, staff_rules.give_key, OPERATOR),
    Rule(member.ProveKey, staff_rules.prove_key, OPERATOR),
    Rule(member.ComeByInvitation, staff_rules.come_by_invitation, ANYBODY),
    Rule(member.AskForLink, staff_rules.ask_for_link, STAFF),
    Rule(member.RenewSignIn, staff_rules.renew_sign_in, ADMINS),
    Rule(member.AcceptInvitation, staff_rules.accept_invitation, ANYBODY),
    Rule(audit.Look, staff_rules.look, STAFF),
    Rule(daily.PlanDay, daily.plan_day, BY_ITSELF),
)


def perform(command: Command[T], work: Work) -> Outcome[T]:
    """Decide a command inside the caller's savepoint; a refusal has written nothing to keep.

    Whatever a conversation offers, staff's commands are refused here to everybody else.
    Raises KeyError for a command that has no rule.
    """
    rule = RULES[type(command)]
    reason = _forbidden(rule.who, work)
    return rule.decide(command, work) if reason is None else Refused(reason)


def require_complete() -> None:
    """Raises MissingRuleError, by name, when there is a command that nobody decides."""
    known = {(kind.__module__, kind.__qualname__) for kind in RULES}
    every = {(kind.__module__, kind.__qualname__) for kind in Command.__subclasses__()}
    missing = sorted(f"{module}.{name}" for module, name in every - known)
    if missing:
        raise MissingRuleError(f"No rule decides {', '.join(missing)}: see domain/rules.py.")


def _forbidden(who: frozenset[Role] | None, work: Work) -> Text | None:
    """Why whoever commands may not; the command line may do everything."""
    if who is ANYBODY or work.operates:
        return None
    member = work.member
    if member is None or member.role not in who:
        return NOT_STAFF
    return None if member.trusted else UNCONFIRMED
