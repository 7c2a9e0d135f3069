"""Add an event from the desk: what it is called, in one language or several, when, where, how many.

What was typed in local time becomes instants at one step, which knows the zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from domain.events.change import AddEvent
from domain.events.event import EventId, NewEvent, places_left
from domain.events.series import Every, Repeats
from domain.outcome import Done
from domain.people.audience import Audience
from domain.speech.messages import Option
from domain.speech.text import Content, Moment, Show, Span, Text, Verbatim, _, lines
from domain.work import Desk
from flows.kit import Ask, Clock, Day, Do, End, Flow, Goto, Leave, Move, Number, Step, Words, never

LONGEST_TITLE, LONGEST_PLACE = 100, 200  # letters, as in event.json
MOST_PLACES = 100_000
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


def ask_language(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Their own stands first."""
    left = [each for each in desk.languages if each.tag not in draft.titles]
    left.sort(key=lambda each: each.tag != desk.person.language)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in left]
    return Ask(_("In which language do you write?"), options) if left else Goto("ready", draft)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """On to the name."""
    return Goto("title", replace(draft, language=language))


def ask_title(draft: Draft, desk: Desk) -> Ask:
    """A few words."""
    language = Verbatim(desk.own_name(draft.language))
    text = _("What is the event called, in this language: {language}", language=language)
    return Ask(text, expects=Words(LONGEST_TITLE))


def title_told(draft: Draft, title: str) -> Goto[Draft]:
    """For the first one all the rest follows."""
    named = replace(draft, titles={**draft.titles, draft.language: title})
    return Goto("ready" if draft.place else "day", named)


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """In any calendar."""
    return Ask(_("On which day? For example: 6 December"), expects=Day())


def day_told(draft: Draft, day: str) -> Goto[Draft]:
    """On to the times."""
    return Goto("begins", replace(draft, day=day))


def ask_begins(_draft: Draft, _desk: Desk) -> Ask:
    """Local time."""
    return Ask(_("At what time does it begin? For example: 15:00"), expects=Clock())


def begins_told(draft: Draft, begins: str) -> Goto[Draft]:
    """On to its end."""
    return Goto("until", replace(draft, begins=begins))


def ask_until(_draft: Draft, _desk: Desk) -> Ask:
    """Local time; before the beginning, it is the next day."""
    return Ask(_("At what time does it end? For example: 17:00"), expects=Clock())


def until_told(draft: Draft, until: str) -> Goto[Draft]:
    """On to the place."""
    return Goto("place", replace(draft, until=until))


def ask_place(_draft: Draft, _desk: Desk) -> Ask:
    """A name or an address, which is the same for everybody."""
    return Ask(_("Write the place as everybody can find it."), expects=Words(LONGEST_PLACE))


def place_told(draft: Draft, place: str) -> Goto[Draft]:
    """On to the room."""
    return Goto("places", replace(draft, place=place))


def ask_places(_draft: Draft, _desk: Desk) -> Ask:
    """A number, or room for all."""
    everybody = Option("everybody", _("There is room for everybody"))
    text = _("How many people can come? Write a number.")
    return Ask(text, [everybody], expects=Number(1, MOST_PLACES))


def places_told(draft: Draft, places: str | int) -> Goto[Draft]:
    """All is told."""
    return Goto("ready", replace(draft, places=0 if places == "everybody" else int(places)))


def to_ready(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Local days and times as instants."""
    day, begins, until = (
        date.fromisoformat(draft.day),
        time.fromisoformat(draft.begins),
        time.fromisoformat(draft.until),
    )
    last = day + timedelta(days=1) if until <= begins else day
    known = replace(
        draft,
        starts=datetime.combine(day, begins, desk.zone).astimezone(UTC).isoformat(),
        ends=datetime.combine(last, until, desk.zone).astimezone(UTC).isoformat(),
        languages=tuple(each.tag for each in desk.languages),
    )
    return Goto("confirm", known)


def ask_confirm(draft: Draft, desk: Desk) -> Ask:
    """As it will stand, and in which languages it has a name."""
    new = _new(draft)
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
        _("Written in: {languages}", languages=lines(*written, between=" · ")),
    )
    options = [
        Option("add", _("Add it")),
        Option("every", _("🔁 It comes again")),
        Option("drop", _("Do not add it")),
    ]
    if len(draft.titles) < len(desk.languages):
        options.insert(1, Option("language", _("➕ Another language")))
    return Ask(said, options)


def confirmed(draft: Draft, choice: str) -> Move[Draft]:
    """Nobody is invited by that yet."""
    match choice:
        case "language" | "every":
            return Goto(choice, draft)
        case "drop":
            return End(_("Good. Nothing was added."))

    def added(done: Done[EventId]) -> Leave:
        return Leave("planning", {"event": done.value}, "one", tell=_("It is added."))

    command = AddEvent(_new(draft), _repeats(draft))
    return Do(command, then=added, refused=Goto("day", draft))


def ask_every(_draft: Draft, _desk: Desk) -> Ask:
    """At the same time by the clock, also when the clocks change."""
    options = [Option("once", _("Only once")), *[Option(each, SAID[each]) for each in Every]]
    return Ask(_("How often does it come?"), options)


def every_chosen(draft: Draft, every: str) -> Goto[Draft]:
    """On to its end."""
    if every == "once":
        return Goto("confirm", replace(draft, every="", last=""))
    return Goto("last", replace(draft, every=every))


def ask_last(_draft: Draft, _desk: Desk) -> Ask:
    """Nothing comes for ever."""
    return Ask(_("Until which day? For example: 30 June"), expects=Day())


def last_told(draft: Draft, day: str) -> Goto[Draft]:
    """Once more, whole."""
    return Goto("confirm", replace(draft, last=day))


def _repeats(draft: Draft) -> Repeats | None:
    return Repeats(Every(draft.every), date.fromisoformat(draft.last)) if draft.last else None


def _repeated(draft: Draft, desk: Desk) -> Text | None:
    if not draft.last:
        return None
    last = datetime.combine(date.fromisoformat(draft.last), time(12), desk.zone)
    until = Moment(last, Show.DAY)
    return _("🔁 {often}, until {day}", often=SAID[Every(draft.every)], day=until)


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


flow = Flow(
    "adding",
    Draft,
    steps={
        "language": Step(ask_language, language_chosen, to=("title", "ready")),
        "title": Step(ask_title, title_told, to=("day", "ready")),
        "day": Step(ask_day, day_told, to=("begins",)),
        "begins": Step(ask_begins, begins_told, to=("until",)),
        "until": Step(ask_until, until_told, to=("place",)),
        "place": Step(ask_place, place_told, to=("places",)),
        "places": Step(ask_places, places_told, to=("ready",)),
        "ready": Step(to_ready, never, to=("confirm",)),
        "every": Step(ask_every, every_chosen, to=("last", "confirm")),
        "last": Step(ask_last, last_told, to=("confirm",)),
        "confirm": Step(
            ask_confirm, confirmed, to=("language", "every", "day"), flows=("planning",)
        ),
    },
)
