"""The two nights in which the clocks change, with everything that happens by itself.

Nothing is lost or comes twice, nobody is woken, and what is said is what clocks show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.running.jobs import Jobs
from bot.sending.sender import Sender
from domain.advice.appointment import BookSlot
from domain.advice.slot import Overlap, Topic
from domain.campaigns.campaign import NewCampaign, Recipients
from domain.events.change import AddEvent
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.events.series import Every, Repeats
from domain.outcome import Command, Done
from domain.people.audience import Audience
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.local_times import instant
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from domain.staff.member import Role
from storage.events.tables import events
from tests.bot.sending.sender_world import CHANNEL, ZONE, World
from tests.storage.samples import DAY, HOUR, new_event, new_slots
from translations.catalogues import Catalogues
from translations.saying.speaker import Speaker

STEP = timedelta(minutes=30)
LETTER = "A letter."
SPEAK = Speaker(Catalogues.load(None), ZONE)


@dataclass(frozen=True)
class Night:
    """Into which local day it leads; an instant in it, and what clocks show then: to Carla, too.

    `before` is when, on the day before, something at ten is a day away.
    """

    day: date
    early: datetime
    shown: tuple[str, str]
    before: str


AUTUMN = Night(
    date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ("02:30", "۰۲:۳۰"), "Sat 11:00"
)
SPRING = Night(
    date(2027, 3, 28), datetime(2027, 3, 28, 1, 30, tzinfo=UTC), ("03:30", "۰۳:۳۰"), "Sat 09:00"
)
NIGHTS = pytest.mark.parametrize("night", [AUTUMN, SPRING], ids=["autumn", "spring"])


class Town:
    """Ben comes to two events, Carla has an appointment with Ana, and all get a letter."""

    def __init__(self, world: World, night: Night) -> None:
        self.world = world
        self.night = night
        world.start = night.early - 25 * HOUR  # the second night before
        self.begin()
        [self.ana, self.ben] = world.invite("ana", "ben")
        [self.carla] = world.invite("carla", language="fa")
        self._plan()

    def begin(self) -> None:
        """A process that has just started."""
        world, channels = self.world, {CHANNEL: self.world.channel}
        world.sender = Sender(world.writes, channels, SPEAK, world.now, world.steady)
        self.jobs = Jobs(world.writes, world.sender.wake, world.now, ZONE, 90, world.steady)

    def _plan(self) -> None:
        for starts in (self.night.early, instant(self.night.day, time(10), ZONE)):
            number = self.does(PersonId(0), AddEvent(new_event(starts=starts)))
            assert isinstance(number, int)
            self.does(self.ben, Come(EventId(number), 1, lift=False))
        world, now = self.world, self.world.now()
        slots = world.write(lambda tx: tx.appointments.add_slots(new_slots(1, self.night.early)))
        assert not isinstance(slots, Overlap)
        self.does(self.carla, BookSlot(slots[0], Topic.FAMILY, "en"))
        member = world.write(lambda tx: tx.staff.add("Ana", Role.ADVISER))
        code = world.write(lambda tx: tx.staff.invite(member, Role.ADVISER, now + HOUR))
        world.write(lambda tx: tx.staff.accept(code, self.ana, now))
        everybody, say = Recipients(Audience(), staff=True), Say(Verbatim(LETTER))
        letter = NewCampaign("news", say, everybody, self.night.early)
        world.write(lambda tx: tx.campaigns.add(letter, now))

    def does(self, person: PersonId, command: Command[object]) -> object:
        """It must not be refused."""
        now = self.world.now()
        done = self.world.write(lambda tx: perform(command, tx.work(person, now)))
        assert isinstance(done, Done), done
        return done.value

    def live(self, until: datetime) -> None:
        """Half an hour after the other, as on a machine that dozes."""
        while self.world.now() < until:
            for job in (self.jobs.campaigns, self.jobs.offers, self.jobs.day, self.jobs.expire):
                self.world.do(job())
            self.world.run(2)
            self.world.sleep(STEP - timedelta(seconds=2))

    def heard(self, who: str) -> list[tuple[str, str]]:
        """When, by the clock on the wall, and about what somebody was written to."""
        return [
            (at.astimezone(ZONE).strftime("%a %H:%M"), self._about(text))
            for at, to, text in self.world.channel.sent
            if to == who
        ]

    def _about(self, text: str) -> str:
        if text == LETTER:
            return "letter"
        about = "list" if "Your list for today." in text else "early"
        return about if any(shown in text for shown in self.night.shown) else text


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A channel without limits."""
    world = World(tmp_path)
    yield world
    world.close()


@NIGHTS
def test_the_night_goes_by(world: World, night: Night) -> None:
    """Reminders at their hour or in the morning, the letter in the morning, the list once a day."""
    town = Town(world, night)

    town.live(night.early + 8 * HOUR)

    early = [("Sat 08:00", "early"), ("Sun 00:30", "early")]
    assert town.heard("carla") == [*early, ("Sun 08:00", "letter")]
    assert town.heard("ana") == [("Sun 08:00", "letter"), ("Sun 08:00", "list")]
    mornings = [at for at, text in town.heard("ben") if "🕒 10:00–12:00" in text]
    assert mornings == [night.before, "Sun 08:00"]
    others = [each for each in town.heard("ben") if "10:00" not in each[1]]
    assert others == [*early, ("Sun 08:00", "letter")]


@pytest.mark.parametrize(
    ("night", "step"), [(AUTUMN, HOUR), (AUTUMN, -DAY), (SPRING, -HOUR), (SPRING, DAY)]
)
def test_the_clock_is_set_in_the_night_and_put_right(
    world: World, night: Night, step: timedelta
) -> None:
    """Nobody hears anything twice; all hear the letter, and Ana has her list."""
    town = Town(world, night)
    town.live(night.early - 2 * HOUR)

    world.set_clock(step)
    town.live(world.now() + STEP)
    world.set_clock(-step)
    town.live(night.early + 8 * HOUR)

    mornings = [at for at, text in town.heard("ben") if "🕒 10:00–12:00" in text]
    assert mornings == [night.before, "Sun 08:00"]
    for who, most in (("ben", 5), ("carla", 3), ("ana", 2)):
        texts = [text for _at, _to, text in world.channel.sent if _to == who]
        assert len(texts) <= most
        assert texts.count(LETTER) == 1
    assert [about for _at, about in town.heard("ana")].count("list") == 1


def test_a_restart_in_the_hour_that_comes_twice_changes_nothing(world: World) -> None:
    """Neither in the first of the two nor in the second."""
    town = Town(world, AUTUMN)
    for hours in (0, 1):
        town.live(AUTUMN.early + hours * HOUR)
        world.restart()
        town.begin()

    town.live(AUTUMN.early + 8 * HOUR)

    assert [about for _at, about in town.heard("carla")] == ["early", "early", "letter"]
    assert len(town.heard("ben")) == 5
    assert len(town.heard("ana")) == 2


@NIGHTS
def test_what_comes_again_keeps_its_hour(world: World, night: Night) -> None:
    """Once on each local day, also at half past two in the night."""
    town = Town(world, night)
    starts = instant(night.day - 7 * DAY, time(2, 30), ZONE)
    world.start -= 14 * DAY
    rule = Repeats(Every.WEEK, night.day + 14 * DAY)
    series = AddEvent(new_event(starts=starts), rule)
    first = town.does(PersonId(0), series)

    for _week in range(5):
        world.sleep(7 * DAY)
        for _time in range(2):
            world.do(town.jobs.day())

    rows = world.write(lambda tx: tx.connection.execute(events.select()).fetchall())
    mine = sorted(row.starts.astimezone(ZONE) for row in rows if row.id >= first)
    assert [at.strftime("%d.%m. %H:%M") for at in mine] == [
        f"{night.day + week * 7 * DAY:%d.%m.} {night.shown[0] if not week else '02:30'}"
        for week in range(-1, 3)
    ]
