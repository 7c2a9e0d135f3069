"""What waits to be sent, in memory and in tables."""

from datetime import datetime, timedelta

from domain.events.event import EventId
from domain.people.person import PersonId
from domain.reminders.reminder import Reminder, Thing
from domain.speech.messages import Prompt, Say
from domain.speech.text import Verbatim
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.worlds import Twin, Waits

TELEGRAM = "telegram"
LETTER = Say(Verbatim("Hello."), asks=Prompt("a", "b", {}))
ALARM = Say(Verbatim("Now!"))
AHEAD = timedelta(hours=2)


def remind(
    twin: Twin, who: PersonId, number: int = 7, thing: Thing = Thing.EVENT, due: datetime = NOW
) -> None:
    """Of something, two hours before."""
    twin.posts.remind(who, thing, number, AHEAD, due, due + AHEAD)


def reminder(number: int = 7, thing: Thing = Thing.EVENT, due: datetime = NOW) -> Waits:
    """It waits."""
    return Waits(Reminder(thing, number, AHEAD), TELEGRAM, due, due + AHEAD)


def test_a_letter_waits_for_the_day_and_an_alarm_does_not(twin: Twin) -> None:
    """Each where the person is written to."""
    anna = twin.person()
    twin.posts.write(anna, LETTER, NOW, NOW + DAY)
    twin.posts.write(anna, LETTER, NOW + HOUR)
    twin.posts.alarm(anna, ALARM, NOW + 2 * HOUR)

    assert twin.waits(anna) == [
        Waits(LETTER, TELEGRAM, NOW, NOW + DAY),
        Waits(LETTER, TELEGRAM, NOW + HOUR, None),
        Waits(ALARM, TELEGRAM, NOW + 2 * HOUR, None, at_night=True),
    ]


def test_what_they_must_hear_is_said_on_the_phone_that_is_named(twin: Twin) -> None:
    """Also at night, and also where the person is not written to."""
    anna = twin.person()
    twin.posts.tell(anna, "signal", ALARM, NOW)

    assert twin.waits(anna) == [Waits(ALARM, "signal", NOW, None, at_night=True)]


def test_words_for_one_who_cannot_be_reached_have_no_channel(twin: Twin) -> None:
    """They wait all the same."""
    anna = twin.person()
    twin.lose(anna, TELEGRAM)
    twin.posts.write(anna, LETTER, NOW)

    assert [each.channel for each in twin.waits(anna)] == [""]


def test_a_reminder_is_planned_as_often_as_somebody_says(twin: Twin) -> None:
    """Also for one who stopped us: rules ask before."""
    anna = twin.person()
    twin.people.set_stopped(anna, stopped=True, at=NOW)
    for _twice in range(2):
        remind(twin, anna)

    assert twin.waits(anna) == [reminder(), reminder()]


def test_reminders_of_one_thing_are_dropped(twin: Twin) -> None:
    """Not those of another thing, of another kind, or of another person."""
    anna, ben = twin.persons(2)
    for who in (anna, ben):
        remind(twin, who)
    remind(twin, anna, 8)
    remind(twin, anna, 7, Thing.APPOINTMENT, NOW + HOUR)

    twin.posts.drop_reminders(anna, Thing.EVENT, 7)

    assert twin.waits(anna) == [reminder(8), reminder(7, Thing.APPOINTMENT, NOW + HOUR)]
    assert twin.waits(ben) == [reminder()]


def test_what_was_ever_planned_was_planned(twin: Twin) -> None:
    """Also when it was dropped since."""
    anna, ben = twin.persons(2)
    remind(twin, anna)
    twin.posts.drop_reminders(anna, Thing.EVENT, 7)

    assert twin.posts.reminded(anna, Thing.EVENT, 7)
    assert not twin.posts.reminded(anna, Thing.EVENT, 8)
    assert not twin.posts.reminded(anna, Thing.APPOINTMENT, 7)
    assert not twin.posts.reminded(ben, Thing.EVENT, 7)


def with_guests(twin: Twin) -> tuple[EventId, list[PersonId]]:
    """The first one comes, the others waits, stayed away, and stopped us."""
    event, persons = twin.event(), twin.persons(4)
    for who in persons:
        twin.events.take(event, who, 1, lift=False)
    twin.events.wait(event, persons[1], 1, NOW)
    twin.events.leave(event, persons[2])
    twin.people.set_stopped(persons[3], stopped=True, at=NOW)
    return event, persons


def test_whoever_comes_is_reminded(twin: Twin) -> None:
    """Nobody else; of an event that moves, in place of what was planned for all."""
    event, persons = with_guests(twin)
    for who in persons[:3]:
        remind(twin, who, event)
    times = [(AHEAD, NOW + HOUR), (2 * AHEAD, NOW)]

    twin.posts.remind_guests(event, times, NOW + DAY)

    assert twin.waits(persons[0]) == [
        Waits(Reminder(Thing.EVENT, event, 2 * AHEAD), TELEGRAM, NOW, NOW + DAY),
        Waits(Reminder(Thing.EVENT, event, AHEAD), TELEGRAM, NOW + HOUR, NOW + DAY),
    ]
    assert [twin.waits(who) for who in persons[1:]] == [[], [], []]
    assert twin.posts.reminded(persons[0], Thing.EVENT, event)


def test_what_we_started_is_dropped_for_one_who_stops_us(twin: Twin) -> None:
    """What they need at once is not, nor is what is for others."""
    anna, ben = twin.persons(2)
    for who in (anna, ben):
        twin.posts.write(who, LETTER, NOW)
        remind(twin, who)
        twin.posts.alarm(who, ALARM, NOW)

    twin.posts.drop_started(anna)

    assert [each.what for each in twin.waits(anna)] == [ALARM]
    assert len(twin.waits(ben)) == 3


def test_what_was_held_back_until_then_may_go(twin: Twin) -> None:
    """And nothing that is due at another instant."""
    anna, ben = twin.persons(2)
    for who in (anna, ben):
        twin.posts.write(who, LETTER, NOW + DAY)
        remind(twin, who, due=NOW + DAY)
        twin.posts.write(who, ALARM, NOW + 2 * DAY)

    twin.posts.wake(anna, NOW + DAY, NOW + HOUR)

    assert [each.due for each in twin.waits(anna)] == [NOW + HOUR, NOW + HOUR, NOW + 2 * DAY]
    assert [each.due for each in twin.waits(ben)] == [NOW + DAY, NOW + DAY, NOW + 2 * DAY]


def test_what_came_since_then_is_taken_away_once(twin: Twin) -> None:
    """At night, too; what came at that instant or before stays."""
    anna, ben = twin.persons(2)
    for message, minutes in (("old", -60), ("at", 0), ("new", 1), ("newer", 2)):
        twin.arrive(anna, message, NOW + timedelta(minutes=minutes))
    twin.arrive(ben, "his", NOW + HOUR)
    for _twice in range(2):
        twin.posts.take_away(anna, NOW, NOW + HOUR)

    assert twin.waits(anna) == [Waits(("new", "newer"), TELEGRAM, NOW + HOUR, None, at_night=True)]
    assert twin.waits(ben) == []
