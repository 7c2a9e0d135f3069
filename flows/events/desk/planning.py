"""Plan events from the desk: look at one, invite to it, change it or cancel it.

Whoever comes is told what is different; before that, the coordinator reads how many that will be.
"""

from dataclasses import replace

from domain.campaigns.campaign import CampaignId, CampaignState, Recipients
from domain.campaigns.dispatching import (
    NOBODY,
    ONCE_MORE,
    needs_a_colleague,
    waits_for_a_colleague,
    went_out,
)
from domain.campaigns.doors import PROGRESS
from domain.events.change import NO_EVENT, AnnounceEvent
from domain.events.doors import ADDING, AFTERWARDS, REWORDING
from domain.events.event import EventId
from domain.events.inviting import invited_before
from domain.events.notices import event_details, event_line
from domain.events.series import EndSeries
from domain.outcome import Done
from domain.speech.messages import File, Option
from domain.speech.text import Text, Verbatim, _, lines, n_
from domain.staff.audit import Look, View
from domain.staff.doors import DESK
from domain.work import Desk
from flows.engine.kit import Ask, Do, Flow, Goto, Guard, Leave, Move, Step, Tell, never
from flows.events.desk.moving_and_cancelling import (
    Draft,
    ask_cancel,
    ask_clock,
    ask_day,
    ask_move,
    ask_place,
    ask_relocate,
    cancel_decided,
    clock_told,
    day_told,
    event_to_come,
    move_decided,
    place_told,
    relocate_decided,
)


def ask_event(_draft: Draft, desk: Desk) -> Ask:
    """Lists the events that have not begun, and the ways to a new one and to those that were."""
    events = [each for each in desk.events.upcoming(desk.now) if each.starts > desk.now]
    options = [
        *[Option(str(each.id), event_line(each)) for each in events],
        Option("new", _("➕ A new event")),
        Option("past", _("📋 Events that were")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(_("Which event?"), options)


def event_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Goes on to one event, or leaves for another conversation of the desk."""
    match choice:
        case "new":
            return Leave(ADDING())
        case "past":
            return Leave(AFTERWARDS())
        case "desk":
            return Leave(DESK())
        case _:
            return Goto("one", Draft(event=int(choice)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows the event as people see it, how many come, and what can be done with it."""
    event = event_to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    coming = n_("{n} person comes.", "{n} people come.", n=event.taken)
    options = [
        Option("invite", _("📣 Invite people")),
        Option("day", _("🕒 Another time")),
        Option("place", _("📍 Another place")),
        Option("words", _("✏ Other words")),
        *([Option("asked", _("❓ Questions"))] if desk.questions.many(event.id) else []),
        *([Option("series", _("🔁 No more after these"))] if event.repeats else []),
        Option("cancel", _("✖ Cancel it")),
        Option("event", _("📅 All events")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(lines(event_details(event), coming), options, title=event.title)


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Goes on to a step that asks once more; only a series ends at once."""
    match choice:
        case "desk":
            return Leave(DESK())
        case "asked":
            shown = Goto("asked", draft)
            return Do(
                Look(View.QUESTIONS, str(draft.event)), then=shown, refused=Goto("one", draft)
            )
        case "words":
            return Leave(REWORDING(draft.event))
        case "series":
            said = _("Good. The times that are planned stay; cancel each of them if you must.")
            one = Goto("one", draft, tell=said)
            return Do(EndSeries(EventId(draft.event)), then=one, refused=Goto("one", draft))
        case _:
            return Goto(choice, draft)


def tell_asked(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Sends the questions as a file that can be handed to the speakers."""
    found = desk.questions.to(EventId(draft.event))
    words = lines(*[_("• {words}", words=Verbatim(each)) for each in found], between="\n")
    file = File(f"questions-{draft.event}.txt", "text/plain", words=words)
    said = n_("{n} question was asked.", "{n} questions were asked.", n=len(found))
    return Goto("one", draft, tell=Tell(said, file=file))


def ask_invite(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Says how many people will be invited, and asks for a yes before anything leaves."""
    event = event_to_come(draft, desk)
    if event is None:
        return Goto("event", Draft(), tell=NO_EVENT)
    many = desk.campaigns.reach(Recipients(event.audience))
    if not many:
        return Goto("one", draft, tell=NOBODY)
    said = _heard_by(many, desk)
    before = invited_before(event.id, desk.campaigns)
    if before is not None:
        once_more = lines(went_out(before, desk.now), ONCE_MORE, between=" ")
        yes = Option("again", _("Yes, once more"))
        return Ask(lines(said, once_more), [yes, Option("no", _("No"))])
    yes = Option("yes", n_("Invite {n} person", "Invite {n} people", n=many))
    return Ask(said, [yes, Option("no", _("No"))])


def _heard_by(many: int, desk: Desk) -> Text:
    if needs_a_colleague(many, desk.policy):
        return waits_for_a_colleague(many)
    return n_("{n} person will be invited now.", "{n} people will be invited now.", n=many)


def invite_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Invites them, and shows how it goes; a second time only with a yes to that."""
    one = Goto("one", draft)
    if answer == "no":
        return one

    def invited(done: Done[CampaignId | None]) -> Goto[Draft]:
        if done.value is None:
            return Goto("one", draft, tell=NOBODY)
        return Goto("invited", replace(draft, campaign=done.value))

    command = AnnounceEvent(EventId(draft.event), None, again=answer == "again")
    return Do(command, then=invited, refused=Goto("refused", draft))


def after_refusal(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Asks once more where somebody else has invited a moment ago; else shows the event."""
    before = invited_before(EventId(draft.event), desk.campaigns)
    return Goto("invite" if before else "one", draft)


def tell_invited(draft: Draft, desk: Desk) -> Leave:
    """Says that they are on their way, unless a colleague's yes is needed first."""
    campaign = desk.campaigns.show(CampaignId(draft.campaign))
    waits = campaign is not None and campaign.state is CampaignState.PROPOSED
    said = None if waits else _("The invitations are on their way.")
    return Leave(PROGRESS(draft.campaign), tell=said)


flow = Flow(
    "planning",
    Draft,
    guard=Guard.STAFF,
    open_to=lambda member: member.announces,
    steps={
        "event": Step(ask_event, event_chosen, to=("one",), flows=("adding", "afterwards", "desk")),
        "one": Step(
            ask_one,
            one_chosen,
            to=("one", "asked", "invite", "day", "place", "cancel", "event"),
            flows=("rewording", "desk"),
        ),
        "asked": Step(tell_asked, never, to=("one",)),
        "invite": Step(ask_invite, invite_decided, to=("one", "event", "refused", "invited")),
        "refused": Step(after_refusal, never, to=("invite", "one")),
        "invited": Step(tell_invited, never, flows=("announcing",)),
        "day": Step(ask_day, day_told, to=("clock",)),
        "clock": Step(ask_clock, clock_told, to=("move",)),
        "move": Step(ask_move, move_decided, to=("one", "event", "clock")),
        "place": Step(ask_place, place_told, to=("place", "relocate")),
        "relocate": Step(ask_relocate, relocate_decided, to=("one", "event")),
        "cancel": Step(ask_cancel, cancel_decided, to=("one", "event")),
    },
)
