"""An event before it is added: how often it comes, and the last look at all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from domain.campaigns.dispatching import ONCE_MORE
from domain.events.change import SAME, AddEvent
from domain.events.doors import PLANNED
from domain.events.event import EventId, NewEvent, places_left
from domain.events.series import Every, Repeats
from domain.outcome import Done
from domain.people.audience import Audience
from domain.speech.local_times import instant, twice
from domain.speech.messages import Option
from domain.speech.text import Content, Moment, Show, Span, Text, Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import (
    Ask,
    Day,
    Do,
    End,
    Goto,
    Leave,
    Move,
)

SAID = {
    Every.WEEK: _("Every week"),
    Every.TWO_WEEKS: _("Every two weeks"),
    Every.MONTH: _("Every month, on the same weekday"),
}


@dataclass(frozen=True)
class Draft:
    """Everything that was told; `starts` and `ends` are ISO instants, the rest is local."""

    language: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    begins: str = ""
    until: str = ""
    starts: str = ""
    ends: str = ""
    place: str = ""
    places: int = 0  # 0: room for everybody
    languages: tuple[str, ...] = ()  # a place is called the same in all of them
    every: str = ""  # how often it comes again, if it does
    last: str = ""  # the local day after which it does not


def to_ready(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Turns the local day and times into instants; an end before the beginning is a day later."""
    day, begins, until = _told(draft)
    last = last_day(draft)
    known = replace(
        draft,
        starts=instant(day, begins, desk.zone).isoformat(),
        ends=instant(last, until, desk.zone).isoformat(),
        languages=tuple(each.tag for each in desk.languages),
    )
    return Goto("confirm", known)


def last_day(draft: Draft) -> date:
    """The local day on which it ends."""
    day, begins, until = _told(draft)
    return day + timedelta(days=1) if until <= begins else day


def _told(draft: Draft) -> tuple[date, time, time]:
    begins, until = time.fromisoformat(draft.begins), time.fromisoformat(draft.until)
    return date.fromisoformat(draft.day), begins, until


def ask_confirm(draft: Draft, desk: Desk) -> Ask:
    """Shows the event as it will stand, and the languages in which it has a name."""
    new = _new(draft)
    same = desk.events.same(new, desk.now) is not None
    written = [Verbatim(desk.own_name(tag)) for tag in draft.titles]
    said = lines(
        lines(
            _("👉 {event}", event=new.title),
            _("📅 {day}", day=Moment(new.starts, Show.DAY)),
            _("🕒 {time}", time=Span(new.starts, new.ends)),
            _("📍 {place}", place=new.place),
            None if new.capacity is None else places_left(new.capacity),
            _repeated(draft, desk),
            between="\n",
        ),
        _comes_twice(draft, desk),
        _("Written in: {languages}", languages=lines(*written, between=" · ")),
        lines(SAME, ONCE_MORE, between=" ") if same else None,
    )
    options = [
        Option("again", _("Yes, once more")) if same else Option("add", _("Add it")),
        Option("every", _("🔁 It comes again")),
        Option("drop", _("Do not add it")),
    ]
    if len(draft.titles) < len(desk.languages):
        options.insert(1, Option("language", _("➕ Another language")))
    return Ask(said, options)


def confirmed(draft: Draft, choice: str) -> Move[Draft]:
    """Adds the event, and nobody is invited by that yet; or changes something first."""
    match choice:
        case "language" | "every":
            return Goto(choice, draft)
        case "drop":
            return End(_("Good. Nothing was added."))

    def added(done: Done[EventId]) -> Leave:
        return Leave(PLANNED(done.value), tell=_("It is added."))

    command = AddEvent(_new(draft), _repeats(draft), again=choice == "again")
    return Do(command, then=added, refused=Goto("refused", draft))


def after_refusal(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Back to what is wrong: the day, or whether the same is meant once more."""
    return Goto("confirm" if desk.events.same(_new(draft), desk.now) else "day", draft)


def ask_every(_draft: Draft, _desk: Desk) -> Ask:
    """Asks how often it comes; its local time stays when the clocks change."""
    options = [Option("once", _("Only once")), *[Option(each, SAID[each]) for each in Every]]
    return Ask(_("How often does it come?"), options)


def every_chosen(draft: Draft, every: str) -> Goto[Draft]:
    """Goes on to the day on which it ends; what comes once is shown again."""
    if every == "once":
        return Goto("confirm", replace(draft, every="", last=""))
    return Goto("last", replace(draft, every=every))


def ask_last(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the day after which it does not come any more, as nothing comes for ever."""
    return Ask(_("Until which day? For example: 30 June"), expects=Day())


def last_told(draft: Draft, day: str) -> Goto[Draft]:
    """Remembers the last day and shows the whole event again."""
    return Goto("confirm", replace(draft, last=day))


def _repeats(draft: Draft) -> Repeats | None:
    return Repeats(Every(draft.every), date.fromisoformat(draft.last)) if draft.last else None


def _repeated(draft: Draft, desk: Desk) -> Text | None:
    if not draft.last:
        return None
    last = datetime.combine(date.fromisoformat(draft.last), time(12), desk.zone)
    until = Moment(last, Show.DAY)
    return _("🔁 {often}, until {day}", often=SAID[Every(draft.every)], day=until)


def _comes_twice(draft: Draft, desk: Desk) -> Text | None:
    day, begins, until = _told(draft)
    return twice(day, begins, desk.zone) or twice(last_day(draft), until, desk.zone)


def _new(draft: Draft) -> NewEvent:
    return NewEvent(
        title=Content(dict(draft.titles)),
        description=None,
        place=Content(dict.fromkeys(draft.languages, draft.place)),
        starts=datetime.fromisoformat(draft.starts),
        ends=datetime.fromisoformat(draft.ends),
        capacity=draft.places or None,
        interests=frozenset(),
        transport=None,
        audience=Audience(),
    )
