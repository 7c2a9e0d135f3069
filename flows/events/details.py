"""One event as it stands on the screen: what is told of it, the ways on, its calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.events.doors import LIFTS, SPEAKERS
from domain.events.event import Event, EventId, places_left
from domain.events.notices import COME, RIDE, event_details
from domain.events.rsvp import (
    NOT_THEIR_AGE,
    Rsvp,
    RsvpState,
    StayAway,
    TakeOffer,
)
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, Text, _, lines, n_
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Leave, Move, Tell
from flows.events.calendar_file import calendar_file


@dataclass(frozen=True)
class Draft:
    """The event that is looked at, and what is being said about it."""

    event: int = 0
    people: int = 1
    lift_offered: bool = False
    consent_asked: bool = False
    waits: bool = False  # wants to be told when there is room for so many
    rides: bool = False  # needs a lift
    changed: bool = False  # what they had said before
    invited: bool = False  # stored by older versions; nothing depends on it any more


ALWAYS = (Option("file", _("📎 For my calendar")), Option("list", _("📅 All events")))
GIVEN_UP = _("Thank you for telling us. You are not on the list any more.")
HAVE_TO_LOSE = (RsvpState.COMING, RsvpState.OFFERED, RsvpState.WAITING)
GONE = _("This event is over or was cancelled.")


def ask_detail(draft: Draft, desk: Desk) -> Ask | End:
    """Shows day, time, place, the places left, and what they said about it.

    What was said before the keys of the phone were new is not shown there, nor is an event for
    another age.
    """
    event = current_event(draft, desk)
    if event is None:
        return End(GONE)
    if not is_shown(event, desk):
        return End(NOT_THEIR_AGE, ways=(Intent.PRIVACY, Intent.EVENTS))
    rsvp = None if desk.doubted else desk.events.rsvp(event.id, desk.person.id)
    begun = event.starts <= desk.now
    text = lines(event_details(event), _room(event), _own(rsvp) if rsvp else None)
    options = [] if begun else list(_ways(event, rsvp))
    if event.questions and not begun and desk.person.takes_part:
        options.append(Option("ask", _("❓ Ask the speakers")))
    undo = "leaving" if not begun and rsvp is not None and rsvp.state in HAVE_TO_LOSE else ""
    shown = [*options, *ALWAYS]
    clearly = ("stay", "join", "ride")
    return Ask(text, shown, title=event.title, undo=undo, clearly=clearly, acts=True)


def _ways(event: Event, rsvp: Rsvp | None) -> Iterator[Option]:
    match rsvp and rsvp.state:
        case RsvpState.COMING:
            yield Option("stay", _("I can't come"))
            yield Option("come", _("👥 Change how many"))
            yield Option("lifts", _("🚗 Lifts"))
        case RsvpState.OFFERED:
            yield Option("take", _("I'm coming"))
            yield Option("stay", _("No, thank you"))
        case RsvpState.WAITING:
            if rsvp and (event.places_left is None or event.places_left >= rsvp.people):
                yield Option("come", _("I'm coming"))
            yield Option("stay", _("I do not want to wait any more"))
        case _ if event.places_left == 0:
            yield Option("wait", _("🔔 Tell me when there is room"))
        case _:
            yield from (COME, RIDE) if event.seats_left else (COME,)


def _room(event: Event) -> Text | None:
    if event.places_left is None:
        return None
    if event.places_left == 0:
        return _("All places are taken.")
    return places_left(event.places_left)


def _own(rsvp: Rsvp) -> Text | None:
    match rsvp.state:
        case RsvpState.COMING:
            return _coming(rsvp)
        case RsvpState.WAITING:
            return n_(
                "⏳ You are waiting for a place: {n} person.",
                "⏳ You are waiting for places: {n} people.",
                n=rsvp.people,
            )
        case RsvpState.OFFERED if rsvp.until is not None:
            return _("We keep it for you until {time}.", time=Moment(rsvp.until, Show.SHORT))
        case _:
            return None


def _coming(rsvp: Rsvp) -> Text:
    if rsvp.lift:
        return n_(
            "✅ You are coming: {n} person, with a lift.",
            "✅ You are coming: {n} people, with a lift.",
            n=rsvp.people,
        )
    return n_("✅ You are coming: {n} person.", "✅ You are coming: {n} people.", n=rsvp.people)


def detail_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Goes on to what was chosen; whoever stays away is noted at once."""
    match choice:
        case "join" | "ride":
            return Goto("join", replace(draft, rides=choice == "ride"))
        case "come" | "wait":
            return Goto("people", replace(draft, waits=choice == "wait"))
        case "take":
            return take_place(draft)
        case "stay":
            return give_place_up(draft, Goto("detail", draft, tell=_("Thank you for telling us.")))
        case "lifts" | "ask":
            return Leave((LIFTS if choice == "lifts" else SPEAKERS)(draft.event))
        case _:
            on = choice in ("file", "leaving")
            return Goto(choice, draft) if on else Goto("event", Draft())


def ask_leaving(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks whoever says a word like "cancel" what that would undo."""
    event = current_event(draft, desk)
    rsvp = None if event is None else desk.events.rsvp(event.id, desk.person.id)
    if event is None or rsvp is None or rsvp.state not in HAVE_TO_LOSE:
        return Goto("detail", draft)
    if rsvp.state is RsvpState.COMING:
        text = _("Shall we note that you are not coming to {event}?", event=event.title)
        no = Option("no", _("No, I'm coming"))
    else:
        text = _("Shall we take you off the list of {event}?", event=event.title)
        no = Option("no", _("No, wait on"))
    return Ask(text, [Option("yes", _("Yes")), no], undo="yes", clearly=("yes",))


def leaving_decided(draft: Draft, answer: str) -> Move[Draft]:
    """They do not come, nor wait; a no changes nothing."""
    then = Goto("detail", draft)
    return give_place_up(draft, replace(then, tell=GIVEN_UP)) if answer == "yes" else then


def give_place_up(draft: Draft, then: Move[Draft]) -> Do[Draft]:
    """Notes that they do not come, whether or not they said that they do; then goes on."""
    return Do(StayAway(EventId(draft.event)), then=then, refused=then)


def take_place(draft: Draft) -> Do[Draft]:
    """Takes the places that are kept for them; if these are gone, it shows the event."""
    command = TakeOffer(EventId(draft.event))
    return Do(command, then=Goto("coming", draft), refused=Goto("detail", draft))


def ask_file(draft: Draft, desk: Desk) -> Goto[Draft] | End:
    """Sends the event as a calendar file, and shows its details again."""
    event = current_event(draft, desk)
    if event is None:
        return End(GONE)
    file = calendar_file(event, desk.person.language, desk.now)
    tell = Tell(_("Open this file to put it into your calendar."), file=file)
    return Goto("detail", draft, tell=tell)


def is_shown(event: Event, desk: Desk) -> bool:
    """Whether it is for their age, as far as they told it, or they have something to change."""
    if event.audience.fits(desk.person.age_group):
        return True
    own = desk.events.rsvp(event.id, desk.person.id)
    return own is not None and own.holds


def current_event(draft: Draft, desk: Desk) -> Event | None:
    """The event that the draft names, if it is not over and takes place."""
    event = desk.events.get(EventId(draft.event))
    if event is None or event.cancelled or event.ends <= desk.now:
        return None
    return event
