"""What happens by itself, and that a late scheduler misses nothing."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.running.jobs import Jobs
from domain.advice.appointment import BookSlot, CancelAppointment
from domain.advice.slot import Overlap, Topic
from domain.campaigns.campaign import Counts, NewCampaign, Recipients
from domain.events.rsvp import Come, StayAway, WaitForPlace
from domain.matters.matter import LeaveMatter, Subject
from domain.people.audience import Audience
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from domain.staff.member import Role
from storage.outbox.repository import State
from storage.outbox.tables import outbox
from storage.people.tables import people
from tests.bot.sending.sender_world import NOON, ZONE, World
from tests.storage.samples import HOUR, new_event, new_slots


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Somewhere to send from."""
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def jobs(world: World) -> Jobs:
    """Jobs that wake this world's sender."""
    return Jobs(world.writes, world.sender.wake, world.now, ZONE, 90, world.steady)


def line(world: World) -> PersonId:
    """Two wait for a place that was just given back, at an event in three days; the first one."""
    anna, ben, carla = world.invite("1", "2", "3")
    starts = NOON + timedelta(days=3)
    event = world.write(lambda tx: tx.events.add(new_event(1, starts=starts), NOON))
    for second, (person, command) in enumerate(
        (
            (anna, Come(event, 1, lift=False)),
            (ben, WaitForPlace(event, 1)),
            (carla, WaitForPlace(event, 1)),
            (anna, StayAway(event)),
        )
    ):
        at = NOON + timedelta(seconds=second)
        world.write(lambda tx, p=person, c=command, at=at: perform(c, tx.work(p, at)))  # type: ignore[misc]  # the loop's own
    return ben


def said(world: World) -> set[str]:
    """Who was written to."""
    return {to for _at, to, _text in world.channel.sent}


def test_a_campaign_begins_when_it_falls_due(world: World, jobs: Jobs) -> None:
    """Its recipients are those of that moment, not those of the day it was planned."""
    world.invite("1")
    due = NOON + timedelta(minutes=5)
    planned = NewCampaign("news", Say(Verbatim("x")), Recipients(Audience()), due)
    campaign = world.write(lambda tx: tx.campaigns.add(planned, world.now()))
    world.invite("2")
    world.do(jobs.campaigns())
    assert world.write(lambda tx: tx.campaigns.counts(campaign)) == Counts()

    world.run(301)
    world.do(jobs.campaigns())
    world.run(1)

    assert world.write(lambda tx: tx.campaigns.counts(campaign)) == Counts(sent=2)


def test_a_free_place_is_offered_by_itself(world: World, jobs: Jobs) -> None:
    """Whoever waits hears of it with the next look; where nobody waits, nothing happens."""
    ben = line(world)

    world.do(jobs.offers())
    world.do(jobs.offers())
    world.run(1)

    rows = world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())
    said = [row for row in rows if row.kind == "say"]
    assert [(row.person_id, row.state) for row in said] == [(ben, State.SENT)]


@pytest.mark.parametrize("step", [HOUR, -HOUR, 24 * HOUR, -24 * HOUR])
def test_no_offer_is_lost_while_the_clock_is_distrusted(
    world: World, jobs: Jobs, step: timedelta
) -> None:
    """It is set and put right; then the place goes on as on any day."""
    line(world)

    for moved in (timedelta(), step, -step):
        world.set_clock(moved)
        world.do(jobs.offers())
        world.run(2)
        assert said(world) == {"2"}
    for _hour in range(4):
        world.sleep(HOUR)
        world.do(jobs.offers())
    world.run(1)

    assert said(world) == {"2", "3"}


def test_an_adviser_gets_the_list_of_the_day(world: World, jobs: Jobs) -> None:
    """Read when it is sent: what was cancelled meanwhile is not on it."""
    ana, ben, carla = world.invite("1", "2", "3")
    slots = world.write(lambda tx: tx.appointments.add_slots(new_slots(2, NOON + 3 * HOUR)))
    assert not isinstance(slots, Overlap)
    for person, slot in ((ben, slots[0]), (carla, slots[1])):
        book = BookSlot(slot, Topic.FAMILY, "en")
        world.write(lambda tx, p=person, c=book: perform(c, tx.work(p, NOON)))  # type: ignore[misc]  # the loop's own
    member = world.write(lambda tx: tx.staff.add("Ana", Role.ADVISER))
    code = world.write(lambda tx: tx.staff.invite(member, Role.ADVISER, NOON + HOUR))
    world.write(lambda tx: tx.staff.accept(code, ana, NOON))

    world.do(jobs.day())
    world.do(jobs.day())
    [last] = world.write(lambda tx: tx.appointments.open_of(carla, NOON))
    world.write(lambda tx: perform(CancelAppointment(last.id), tx.work(carla, NOON)))
    world.run(1)

    rows = world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())
    assert [row.state for row in rows if row.thing == "day"] == [State.SENT]
    [text] = [text for _at, _to, text in world.channel.sent if "Your list for today." in text]
    assert text.count("🕒") == 1


def test_late_rows_are_given_up_in_passing(world: World) -> None:
    """Also on channels that nobody serves any more."""
    [anna] = world.invite("1")
    world.reply(anna, "1", "a", leased=False)
    world.restart(after=timedelta(hours=25))
    later = Jobs(world.writes, world.sender.wake, world.now, ZONE, 90)
    world.do(later.expire())

    rows = world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())
    assert [row.state for row in rows] == [State.EXPIRED]


def test_while_the_clock_is_distrusted_nothing_is_given_up_and_files_are_emptied_all_the_same(
    world: World, tmp_path: Path
) -> None:
    """A wrong clock is soon put right; what was sent must be gone within minutes in any case."""
    [anna] = world.invite("1")
    jobs = Jobs(world.writes, world.sender.wake, world.now, ZONE, 90, world.steady)
    world.reply(anna, "1", "a", leased=False)
    [log] = tmp_path.glob("*-wal")
    assert log.stat().st_size > 0
    world.set_clock(timedelta(hours=25))

    world.do(jobs.expire())

    rows = world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())
    assert [row.state for row in rows] == [State.WAITING]
    assert log.stat().st_size == 0


def test_retention_lets_go_of_what_is_old(world: World, jobs: Jobs) -> None:
    """An answer that was sent is forgotten days later."""
    [anna] = world.invite("1")
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(1)
    world.do(jobs.retention())
    assert world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())

    world.restart(after=timedelta(days=4))
    world.do(Jobs(world.writes, world.sender.wake, world.now, ZONE, 90).retention())

    assert not world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())


def test_a_late_job_runs_once_however_late_it_is(jobs: Jobs) -> None:
    """The library would drop a job that is a second late."""

    async def look() -> list[tuple[str, int | None, bool, int]]:
        scheduler = jobs.scheduler()
        scheduler.start(paused=True)
        found = [
            (job.id, job.misfire_grace_time, job.coalesce, job.max_instances)
            for job in scheduler.get_jobs()
        ]
        scheduler.shutdown(wait=False)
        return found

    found = asyncio.run(look())

    names = ("campaigns", "day", "expire", "offers", "retention", "silent")
    assert sorted(found) == [(name, None, True, 1) for name in names]


def test_the_jobs_end_when_they_are_cancelled(jobs: Jobs) -> None:
    """The scheduler goes with them."""

    async def act() -> None:
        running = asyncio.create_task(jobs.run())
        await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(act())


def test_whoever_is_silent_is_asked_and_then_erased(world: World) -> None:
    """Once, whatever was restarted in between; their last day ends with a farewell."""
    world.invite("1")
    for after in (366, 1):
        world.restart(timedelta(days=after))
        world.do(Jobs(world.writes, world.sender.wake, world.now, ZONE, 90).silent())
        world.run(60)
    assert len(world.channel.texts("1")) == 1

    world.restart(timedelta(days=30))
    world.do(Jobs(world.writes, world.sender.wake, world.now, ZONE, 90).silent())
    world.run(60)

    assert world.write(lambda tx: tx.connection.execute(people.select()).fetchall()) == []
    assert "Everything we kept about you is erased." in world.channel.texts("1")[-1]


def test_a_message_that_nobody_closes_is_recalled_then_expires(world: World) -> None:
    """Its reader is told by the week, and a year later whoever wrote it; in tables, too."""
    ana, ben = world.invite("1", "2")
    member = world.write(lambda tx: tx.staff.add("Ana", Role.ADMIN))
    code = world.write(lambda tx: tx.staff.invite(member, Role.ADMIN, NOON + HOUR))
    world.write(lambda tx: tx.staff.accept(code, ana, NOON))
    ask = LeaveMatter(Subject.QUESTION, "Where?")
    world.write(lambda tx: perform(ask, tx.work(ben, NOON)))

    for after in (4, 365):
        world.restart(timedelta(days=after))
        later = Jobs(world.writes, world.sender.wake, world.now, ZONE, 90)
        world.do(later.day())
        world.do(later.matters())
        world.run(60)

    assert len([text for text in world.channel.texts("1") if "than we promised" in text]) == 1
    assert [text for text in world.channel.texts("2") if "Nobody has answered" in text]
    assert world.write(lambda tx: tx.matters.open()) == []
