"""After an event, at the desk: how many came, and what came of it, told to those who were there."""

from dataclasses import dataclass
from datetime import timedelta

from domain.campaigns.doors import TO_ITS_GUESTS
from domain.events.change import NoteCame
from domain.events.doors import PLANNING
from domain.events.event import Event, EventId
from domain.events.notices import event_line
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, _, lines, n_
from domain.staff.doors import DESK
from domain.work import Desk
from flows.engine.kit import Ask, Do, Flow, Goto, Guard, Leave, Move, Number, Step

SHOWN = timedelta(days=30)
MOST = 10_000


@dataclass(frozen=True)
class Draft:
    """The event that is looked back at."""

    event: int = 0


def ask_event(_draft: Draft, desk: Desk) -> Ask | Leave:
    """Lists the events that have begun in the last 30 days, the newest first."""
    events = desk.events.begun(desk.now - SHOWN, desk.now)
    if not events:
        return Leave(PLANNING(), tell=_("No event was in the last 30 days."))
    options = [Option(str(each.id), event_line(each)) for each in events]
    return Ask(_("Which event?"), [*options, Option("desk", _("🗂 Desk"))])


def event_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Goes on to one event, or back to the desk."""
    return Leave(DESK()) if choice == "desk" else Goto("one", Draft(int(choice)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Shows how many wanted to come and how many were there, and what can be done."""
    event = _current(draft, desk)
    if event is None:
        return Goto("event", Draft())
    said = lines(
        _("📅 {day}", day=Moment(event.starts, Show.BOTH)),
        n_("{n} person wanted to come.", "{n} people wanted to come.", n=event.taken),
        None
        if event.came is None
        else n_("{n} person was there.", "{n} people were there.", n=event.came),
        between="\n",
    )
    options = [
        Option("came", _("👥 How many were there")),
        Option("tell", _("📣 Tell those who came what came of it")),
        Option("event", _("📅 All events")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(said, options, title=event.title)


def one_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Leaves for an announcement to its guests, or goes on to the step that was chosen."""
    match choice:
        case "tell":
            return Leave(TO_ITS_GUESTS(draft.event))
        case "desk":
            return Leave(DESK())
        case _:
            return Goto(choice, draft)


def ask_came(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for a number only: nobody's name is asked at the door."""
    return Ask(_("How many people were there? Write a number."), expects=Number(0, MOST))


def came_told(draft: Draft, many: int) -> Do[Draft]:
    """Notes how many were there; a later count replaces it."""
    one = Goto("one", draft)
    return Do(NoteCame(EventId(draft.event), many), then=one, refused=one)


def _current(draft: Draft, desk: Desk) -> Event | None:
    event = desk.events.get(EventId(draft.event))
    return event if event is not None and not event.cancelled else None


flow = Flow(
    "afterwards",
    Draft,
    guard=Guard.STAFF,
    open_to=lambda member: member.announces,
    steps={
        "event": Step(ask_event, event_chosen, to=("one",), flows=("planning", "desk")),
        "one": Step(ask_one, one_chosen, to=("came", "event"), flows=("announcing", "desk")),
        "came": Step(ask_came, came_told, to=("one",)),
    },
)
