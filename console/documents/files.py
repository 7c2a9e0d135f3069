"""What coordinators hand to the command line: event.json, announce.json and slots.json.

Read strictly into the domain's own commands. Everything wrong is found in one reading, each with
the path of its field and what is allowed there.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from console.documents.fields import FIRST, FieldReport, Fields, instant
from console.documents.hours import times_of_hours
from console.documents.parsing import DocumentError, Json, WrongField, parse
from domain.advice.slot import AddSlots, NewSlots, Topic
from domain.campaigns.campaign import Announce, Missing
from domain.events.change import AddEvent
from domain.events.event import NewEvent, Transport
from domain.events.series import Every, Repeats
from domain.people.audience import Audience
from domain.people.person import BANDS, AgeGroup, Interest
from domain.speech.text import _
from domain.speech.writing import Written

__all__ = [
    "DocumentError",
    "WrongField",
    "event_of",
    "read_announcement",
    "read_event",
    "read_instant",
    "read_slots",
]

LONGEST_TITLE = 120
LONGEST_DESCRIPTION = 3000
LONGEST_TEXT = 3500
LONGEST_PLACE = 200
LONGEST_NAME = 100
USUAL_LENGTH = timedelta(hours=2)
MOST_PEOPLE = 100_000
MOST_SEATS = 1000
MINUTES = (5, 480)
CLOCK_DIFFERENCE = timedelta(minutes=5)  # a coordinator's clock may be a little behind ours

EVENT = (
    "title", "description", "place", "starts", "ends", "capacity", "interests", "transport",
    "audience", "repeats", "questions",
)  # fmt: skip
REPEATS = ("every", "until")
TRANSPORT = ("seats", "from", "leaves")
AUDIENCE = ("languages", "age_groups", "interests")
ANNOUNCEMENT = ("text", "missing", "audience", "staff")
SLOTS = (
    "adviser", "languages", "topics", "place", "slots", "hours", "holidays", "urgent", "room",
    "interpreter",
)  # fmt: skip
SLOT = ("starts", "minutes")


def read_event(data: bytes, now: datetime, zone: ZoneInfo) -> AddEvent:
    """An event to come, from event.json. Raises DocumentError with all that is wrong."""
    return event_of(parse(data), now, zone)


def event_of(document: Mapping[str, Json], now: datetime, zone: ZoneInfo) -> AddEvent:
    """The same from what was parsed already, or from a form that was filled in."""
    report = FieldReport()
    fields = Fields(document, EVENT, report)
    starts = _to_come(fields, "starts", now, zone)
    event = NewEvent(
        title=fields.content("title", LONGEST_TITLE),
        description=fields.optional_prose("description", LONGEST_DESCRIPTION),
        place=fields.content("place", LONGEST_PLACE),
        starts=starts,
        ends=_ends(fields, starts, zone),
        capacity=fields.number("capacity", 1, MOST_PEOPLE) if fields.has("capacity") else None,
        interests=fields.names("interests", Interest, optional=True),
        transport=_transport(fields, starts, now, zone),
        audience=_audience(fields),
        questions=fields.flag("questions"),
    )
    repeats = _repeats(fields)
    report.settle()
    return AddEvent(event, repeats)


def read_announcement(data: bytes, due: datetime | None) -> Announce:
    """A plain announcement, from announce.json. Raises DocumentError with all that is wrong."""
    report = FieldReport()
    fields = Fields(parse(data), ANNOUNCEMENT, report)
    text = fields.content("text", LONGEST_TEXT, Written.PROSE)
    missing = fields.name("missing", Missing, Missing.FALLBACK)
    audience, staff = _audience(fields), fields.flag("staff")
    command = Announce(text, audience, missing, due, staff=staff)
    report.settle()
    return command


def read_slots(data: bytes, now: datetime, zone: ZoneInfo) -> AddSlots:
    """An adviser's times, from slots.json. Raises DocumentError with all that is wrong."""
    report = FieldReport()
    fields = Fields(parse(data), SLOTS, report)
    slots = NewSlots(
        adviser=fields.words("adviser", LONGEST_NAME),
        languages=fields.languages("languages"),
        topics=fields.names("topics", Topic),
        place=fields.content("place", LONGEST_PLACE),
        times=(*_single(fields, now, zone), *times_of_hours(fields, now, zone)),
        urgent=fields.flag("urgent"),
        room=fields.words("room", LONGEST_NAME) if fields.has("room") else "",
        interpreter=fields.words("interpreter", LONGEST_NAME) if fields.has("interpreter") else "",
    )
    if not slots.times and not report.problems:
        fields.wrong("slots", "or hours must have a time to come")
    report.settle()
    return AddSlots(slots)


def read_instant(field: str, written: str, now: datetime, zone: ZoneInfo) -> datetime:
    """An instant of the command line, such as `--at`, in UTC.

    Raises DocumentError when it is over, or is none.
    """
    try:
        at = instant(written, zone)
    except ValueError as error:
        raise DocumentError([WrongField(field, str(error))]) from None
    if at < now - CLOCK_DIFFERENCE:
        raise DocumentError([WrongField(field, "is in the past")])
    return at


def _to_come(fields: Fields, name: str, now: datetime, zone: ZoneInfo) -> datetime:
    at = fields.instant(name, zone)
    if FIRST < at <= now:
        fields.wrong(name, _("must be in the future"))
        return FIRST
    return at


def _ends(fields: Fields, starts: datetime, zone: ZoneInfo) -> datetime:
    if not fields.has("ends"):
        return starts + USUAL_LENGTH
    ends = fields.instant("ends", zone)
    if FIRST < ends <= starts:
        fields.wrong("ends", _("must be after the start"))
    return ends


def _transport(fields: Fields, starts: datetime, now: datetime, zone: ZoneInfo) -> Transport | None:
    transport = fields.inner("transport", TRANSPORT)
    if transport is None:
        return None
    leaves = _to_come(transport, "leaves", now, zone)
    if fields.has("starts") and FIRST < starts <= leaves:
        transport.wrong("leaves", _("must be before the event starts"))
    seats = transport.number("seats", 1, MOST_SEATS)
    return Transport(seats, transport.content("from", LONGEST_PLACE), leaves)


def _repeats(fields: Fields) -> Repeats | None:
    repeats = fields.inner("repeats", REPEATS)
    if repeats is None:
        return None
    every = repeats.name("every", Every, Every.WEEK)
    until = repeats.words("until", 10)
    try:
        return Repeats(every, date.fromisoformat(until))
    except ValueError:
        repeats.wrong("until", _("must be a day such as {day}", day="2027-06-30"))
        return None


def _audience(fields: Fields) -> Audience:
    audience = fields.inner("audience", AUDIENCE)
    if audience is None:
        return Audience()
    return Audience(
        frozenset(audience.languages("languages", optional=True)),
        audience.names("age_groups", AgeGroup, optional=True, among=BANDS),
        audience.names("interests", Interest, optional=True),
    )


def _single(fields: Fields, now: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Times that were written one by one."""
    if fields.has("holidays") and not fields.has("hours"):
        fields.wrong("holidays", "are days without hours: write hours, or leave it out")
    if fields.has("slots") or not fields.has("hours"):
        yield from (_slot(slot, now, zone) for slot in fields.objects("slots", SLOT))


def _slot(slot: Fields, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    starts = _to_come(slot, "starts", now, zone)
    return starts, starts + timedelta(minutes=slot.number("minutes", *MINUTES))
