"""After an event, at the desk: how many came, and what came of it, told to those who were there."""

from dataclasses import dataclass
from datetime import timedelta

from domain.events.change import NoteCame
from domain.events.event import Event, EventId
from domain.events.notices import event_line
from domain.speech.messages import Option
from domain.speech.text import Moment, Show, _, lines, n_
from domain.work import Desk
from flows.engine.kit import Ask, Do, Flow, Goto, Leave, Move, Number, Step

SHOWN = timedelta(days=30)
MOST = 10_000


@dataclass(frozen=True)
class Draft:
    """The event under the finger."""

    event: int = 0


def ask_event(_draft: Draft, desk: Desk) -> Ask | Leave:
    """What has begun in the last weeks, the newest first."""
    events = desk.events.begun(desk.now - SHOWN, desk.now)
    if not events:
        return Leave("planning", tell=_("No event was in the last 30 days."))
    options = [Option(str(each.id), event_line(each)) for each in events]
    return Ask(_("Which event?"), [*options, Option("desk", _("🗂 Desk"))])


def event_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """On to one of them."""
    return Leave("desk") if choice == "desk" else Goto("one", Draft(int(choice)))


def ask_one(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """How many wanted to come, and how many were there."""
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
    """Telling has the same steps as every announcement, but for whom."""
    match choice:
        case "tell":
            return Leave("announcing", {"event": draft.event})
        case "desk":
            return Leave("desk")
        case _:
            return Goto(choice, draft)


def ask_came(_draft: Draft, _desk: Desk) -> Ask:
    """A number only: nobody's name is asked at the door."""
    return Ask(_("How many people were there? Write a number."), expects=Number(0, MOST))


def came_told(draft: Draft, many: int) -> Do[Draft]:
    """A later count replaces it."""
    one = Goto("one", draft)
    return Do(NoteCame(EventId(draft.event), many), then=one, refused=one)


def _current(draft: Draft, desk: Desk) -> Event | None:
    event = desk.events.get(EventId(draft.event))
    return event if event is not None and not event.cancelled else None


flow = Flow(
    "afterwards",
    Draft,
    steps={
        "event": Step(ask_event, event_chosen, to=("one",), flows=("planning", "desk")),
        "one": Step(ask_one, one_chosen, to=("came", "event"), flows=("announcing", "desk")),
        "came": Step(ask_came, came_told, to=("one",)),
    },
)
