"""Propose an event: what, when, where. A coordinator decides, and it is told what became of it."""

from dataclasses import dataclass, replace
from datetime import date, time
from zoneinfo import ZoneInfo

from domain.events.proposal import LONGEST_PLACE, LONGEST_TITLE, LONGEST_WORDS, ProposeEvent
from domain.events.proposing import GROWN_UPS
from domain.matters.doors import LEFT
from domain.matters.matter import MatterId
from domain.outcome import Done
from domain.speech.local_times import SKIPPED, exists, instant, twice
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Moment, Verbatim, _, lines
from domain.speech.writing import Written
from domain.work import Desk
from flows.engine.kit import (
    NOTHING_SENT,
    Ask,
    Clock,
    Day,
    Do,
    End,
    Flow,
    Goto,
    Leave,
    Move,
    Step,
    Words,
)
from flows.guests.agreeing.yes_first import Need, yes_first


@dataclass(frozen=True)
class Draft:
    """What was told so far; day and time are local."""

    title: str = ""
    day: str = ""
    clock: str = ""
    place: str = ""
    about: str = ""
    consent_asked: bool = False


def ask_title(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks what they would like to do; they must be grown up, and say yes to taking part."""
    if desk.person.young:
        return End(GROWN_UPS)
    if unasked := yes_first(draft, desk, "title", Need.MESSAGE):
        return unasked
    text = _("What would you like to do with others? Write a few words, for example: chess evening")
    return Ask(text, [Option(MENU_KEY, _("☰ Menu"))], expects=Words(LONGEST_TITLE, Written.LINE))


def title_told(draft: Draft, title: str) -> Goto[Draft]:
    """Remembers the title and goes on to the day."""
    return Goto("day", replace(draft, title=title))


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the day, which may be written in any calendar."""
    return Ask(_("On which day? For example: 6 December"), expects=Day())


def day_told(draft: Draft, day: str) -> Goto[Draft]:
    """Remembers the day and goes on to the time."""
    return Goto("clock", replace(draft, day=day))


def ask_clock(_draft: Draft, _desk: Desk) -> Ask:
    """Asks when it begins, in local time."""
    return Ask(_("At what time does it begin? For example: 15:00"), expects=Clock())


def clock_told(draft: Draft, clock: str) -> Goto[Draft]:
    """Remembers the time and goes on to the place."""
    return Goto("place", replace(draft, clock=clock))


def ask_place(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for the place, which may also be a wish for a room."""
    if not exists(*_at(draft, desk)):
        return Goto("clock", draft, tell=SKIPPED)
    return Ask(
        _("Where? If you need a room, write that."), expects=Words(LONGEST_PLACE, Written.LINE)
    )


def place_told(draft: Draft, place: str) -> Goto[Draft]:
    """Remembers the place and goes on to more words about it."""
    return Goto("about", replace(draft, place=place))


def ask_about(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for as many words as they like about it, or none."""
    text = _(
        "Tell us more, in any language: for whom is it, and what do you need? No names, please."
    )
    return Ask(text, [Option("skip", _("Skip"))], expects=Words(LONGEST_WORDS, Written.PROSE))


def about_told(draft: Draft, words: str) -> Goto[Draft]:
    """Remembers these words and shows the whole proposal."""
    return Goto("confirm", replace(draft, about="" if words == "skip" else words))


def ask_confirm(draft: Draft, desk: Desk) -> Ask:
    """Shows the whole proposal; nobody but the team sees it before they say yes."""
    at = _at(draft, desk)
    said = lines(
        lines(
            _("👉 {event}", event=Verbatim(draft.title)),
            _("📅 {day}", day=Moment(instant(*at))),
            _("📍 {place}", place=Verbatim(draft.place)),
            between="\n",
        ),
        twice(*at),
        Verbatim(draft.about) if draft.about else None,
        _("Shall we send it to the team? Nobody else sees it before they say yes."),
    )
    return Ask(said, [Option("yes", _("Yes")), Option("no", _("No"))])


def _at(draft: Draft, desk: Desk) -> tuple[date, time, ZoneInfo]:
    return date.fromisoformat(draft.day), time.fromisoformat(draft.clock), desk.zone


def confirmed(draft: Draft, answer: str) -> Move[Draft]:
    """Leaves it to the team, with a number like every message; a no keeps nothing."""
    if answer == "no":
        return End(_("Good. Nothing was sent."))

    def left(done: Done[MatterId]) -> Leave:
        return Leave(LEFT(done.value))

    day, clock = date.fromisoformat(draft.day), time.fromisoformat(draft.clock)
    command = ProposeEvent(draft.title, day, clock, draft.place, draft.about)
    return Do(command, then=left, refused=Goto("day", draft))


flow = Flow(
    "proposing",
    Draft,
    steps={
        "title": Step(ask_title, title_told, to=("day",), flows=("consent",)),
        "day": Step(ask_day, day_told, to=("clock",)),
        "clock": Step(ask_clock, clock_told, to=("place",)),
        "place": Step(ask_place, place_told, to=("about", "clock")),
        "about": Step(ask_about, about_told, to=("confirm",)),
        "confirm": Step(ask_confirm, confirmed, to=("day",), flows=("messages",)),
    },
    age=True,
    undone=lambda _draft: NOTHING_SENT,
)
