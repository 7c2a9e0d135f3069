"""What a reminder says, read from the thing when it is sent."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.advice.appointment import Appointment, AppointmentId, AppointmentState
from domain.advice.slot import Slot, SlotId, Topic
from domain.events.event import Event, EventId, Transport
from domain.events.rsvp import Rsvp, RsvpState
from domain.operator.policy import Policy
from domain.people.person import Person, PersonId
from domain.reminders.notices import Things, reminder
from domain.reminders.reminder import Reminder, Thing
from domain.speech.messages import Say
from domain.speech.text import Content, Lines, Message, Text
from tests.fakes.cars import FakeCars

STARTS = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY, HOURS = timedelta(hours=24), timedelta(hours=2)
ANNA, BEN = PersonId(1), PersonId(2)

SLOT = Slot(
    SlotId(5),
    "Ana",
    ("en",),
    frozenset(Topic),
    Content({"en": "Poljanska 12"}),
    STARTS,
    STARTS + timedelta(minutes=45),
)
APPOINTMENT = Appointment(
    AppointmentId(3), SLOT, ANNA, Topic.DECISION, "en", AppointmentState.OPEN, STARTS - DAY * 9
)
EVENT = Event(
    EventId(7),
    Content({"en": "Legal help in the asylum camp"}),
    None,
    Content({"en": "Livada school"}),
    STARTS,
    STARTS + timedelta(hours=2),
    transport=Transport(8, Content({"en": "Main gate"}), STARTS - timedelta(hours=1)),
)
COMING = Rsvp(EVENT.id, 1, lift=True, state=RsvpState.COMING)


@dataclass
class Fakes:
    """Events and appointments as they are now."""

    event: Event | None = EVENT
    appointment: Appointment | None = APPOINTMENT
    rsvps: dict[PersonId, Rsvp] = field(default_factory=lambda: {ANNA: COMING})

    def get(self, _event: EventId) -> Event | None:
        """The one event."""
        return self.event

    def rsvp(self, _event: EventId, person: PersonId) -> Rsvp | None:
        """What they said."""
        return self.rsvps.get(person)


@dataclass
class Booked:
    """The one appointment."""

    appointment: Appointment | None = APPOINTMENT

    def get(self, _appointment: AppointmentId) -> Appointment | None:
        """It, whatever became of it."""
        return self.appointment


def remind(
    thing: Thing,
    ahead: timedelta = DAY,
    now: datetime | None = None,
    person: PersonId = ANNA,
    fakes: Fakes | None = None,
) -> Say | datetime | None:
    """A reminder at the moment when it was planned, or at `now`."""
    fakes = fakes or Fakes()
    planned = Reminder(thing, 7, ahead)
    return reminder(
        planned,
        Person(person),
        now or STARTS - ahead,
        Things(fakes, Booked(fakes.appointment), FakeCars()),
    )


def sentences(text: Text) -> list[str]:
    """All messages in a text, in order."""
    if isinstance(text, Lines):
        return [sentence for part in text.parts for sentence in sentences(part)]
    return [text.msgid] if isinstance(text, Message) else ["?"]


@pytest.mark.parametrize("thing", Thing)
@pytest.mark.parametrize("ahead", [DAY, HOURS])
def test_the_first_line_gives_nothing_away(thing: Thing, ahead: timedelta) -> None:
    """It stands on a locked screen: no gap, and none of the words that would tell."""
    say = remind(thing, ahead)

    assert isinstance(say, Say)
    assert say.title is None
    first = sentences(say.text)[0]
    assert "{" not in first
    assert not any(word in first.lower() for word in ("lawyer", "asylum", "camp", "legal"))


def test_an_appointment_says_when_where_and_what_to_bring() -> None:
    """And asks whether they can come; the answer goes to the flow of appointments."""
    say = remind(Thing.APPOINTMENT)

    assert isinstance(say, Say)
    assert sentences(say.text)[1:] == [
        "📅 {day}",
        "🕒 {time}",
        "📍 {place}",
        Topic.DECISION.bring.msgid,
    ]
    assert [option.key for option in say.options] == ["ok", "cannot"]
    assert say.asks is not None
    assert (say.asks.flow, say.asks.step, say.asks.draft) == (
        "appointments",
        "cannot_come",
        {"appointment": 3},
    )


def test_an_event_names_the_car_only_to_those_who_go_by_it() -> None:
    """Others would wait for it in vain."""
    by_car = remind(Thing.EVENT)
    alone = remind(Thing.EVENT, fakes=Fakes(rsvps={ANNA: replace(COMING, lift=False)}))

    assert isinstance(by_car, Say)
    assert isinstance(alone, Say)
    assert any("car" in sentence for sentence in sentences(by_car.text))
    assert not any("car" in sentence for sentence in sentences(alone.text))
    assert by_car.asks is not None
    assert (by_car.asks.step, by_car.asks.draft) == ("reminded", {"event": 7})


@pytest.mark.parametrize(
    "fakes",
    [
        Fakes(event=None),
        Fakes(event=replace(EVENT, cancelled=True)),
        Fakes(rsvps={}),
        Fakes(rsvps={ANNA: replace(COMING, state=RsvpState.NOT_COMING)}),
    ],
)
def test_nobody_is_reminded_of_an_event_they_do_not_go_to(fakes: Fakes) -> None:
    """Cancelled, gone, or they stay away."""
    assert remind(Thing.EVENT, fakes=fakes) is None


@pytest.mark.parametrize(
    "appointment", [None, replace(APPOINTMENT, state=AppointmentState.CANCELLED)]
)
def test_nobody_is_reminded_of_an_appointment_that_is_gone(
    appointment: Appointment | None,
) -> None:
    """Whatever the row says."""
    assert remind(Thing.APPOINTMENT, fakes=Fakes(appointment=appointment)) is None


def test_nobody_is_reminded_of_another_s_appointment() -> None:
    """The place and time of others stay theirs."""
    assert remind(Thing.APPOINTMENT, person=BEN) is None


def test_a_reminder_moves_with_the_thing() -> None:
    """It is due so long before the new start."""
    later = replace(EVENT, starts=STARTS + DAY)

    assert remind(Thing.EVENT, fakes=Fakes(event=later)) == STARTS


@pytest.mark.parametrize("thing", Thing)
def test_nobody_is_reminded_twice_at_once_nor_too_late(thing: Thing) -> None:
    """After an outage the later reminder is enough; after the start there is none."""
    assert remind(thing, DAY, STARTS - HOURS) is None
    assert isinstance(remind(thing, HOURS, STARTS - HOURS / 2), Say)
    assert remind(thing, HOURS, STARTS) is None


@pytest.mark.parametrize(
    ("thing", "where"), [(Thing.APPOINTMENT, "my_appointments"), (Thing.EVENT, "events")]
)
def test_whoever_has_a_number_reads_when_and_where_behind_it(thing: Thing, where: str) -> None:
    """The answers stay: they tell nothing."""
    say = reminder(
        Reminder(thing, 7, DAY),
        Person(ANNA, pin=True),
        STARTS - DAY,
        Things(Fakes(), Booked(), FakeCars()),
    )

    assert isinstance(say, Say)
    assert sentences(say.text)[1:] == []
    assert [option.key for option in say.options] == ["ok", "cannot", f"_wish:{where}"]


@pytest.mark.parametrize(
    ("thing", "where"), [(Thing.APPOINTMENT, "my_appointments"), (Thing.EVENT, "events")]
)
def test_a_phone_with_new_keys_is_told_as_little(thing: Thing, where: str) -> None:
    """Somebody else may hold it by now."""
    things = Things(Fakes(), Booked(), FakeCars())
    say = reminder(Reminder(thing, 7, DAY), Person(ANNA), STARTS - DAY, things, hidden=True)

    assert isinstance(say, Say)
    assert sentences(say.text)[1:] == []
    assert [option.key for option in say.options] == ["ok", "cannot", f"_wish:{where}"]


@pytest.mark.parametrize(("language", "own"), [("en", True), ("ar", False)])
def test_the_operator_says_what_to_bring(language: str, own: bool) -> None:
    """In the languages that they wrote it in; the others read our sentence."""
    words = Content({"en": "Bring the yellow paper."})
    policy = Policy(bring={Topic.DECISION: words})
    planned = Reminder(Thing.APPOINTMENT, 3, DAY)

    things = Things(Fakes(), Booked(), FakeCars(), policy)
    say = reminder(planned, Person(ANNA, language), STARTS - DAY, things)

    assert isinstance(say, Say)
    assert isinstance(say.text, Lines)
    assert say.text.parts[-1] == (words if own else Topic.DECISION.bring)
