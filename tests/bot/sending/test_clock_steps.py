"""Somebody sets the clock while everything runs: nothing is lost, twice, or silent until then."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from bot.sending.clocks.lateness import Lateness
from domain.people.pin import OPEN_FOR, TRIES
from domain.reminders.reminder import Thing
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import State
from storage.outbox.silence.silences import silences
from storage.outbox.tables import outbox
from tests.bot.sending.sender_world import World, announce, counts, once, states
from tests.storage.samples import HOUR, new_event

DAY = 24 * HOUR
STEPS = [HOUR, -HOUR, DAY, -DAY]
SOON = 5.0  # seconds in which everybody is answered after a step


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A channel with limits like Telegram's."""
    world = World(tmp_path, Rates(25.0, chat=1.0, burst=3))
    yield world
    world.close()


@pytest.mark.parametrize("step", STEPS)
def test_whoever_was_answered_before_is_answered_after(world: World, step: timedelta) -> None:
    """A chat that has just had its burst, and one that has not."""
    anna, ben = world.invite("1", "2")
    world.hand_over(world.reply(anna, "1", "a", "b", "c"))
    world.run(1)

    world.set_clock(step)
    world.hand_over(world.reply(anna, "1", "d"))
    world.hand_over(world.reply(ben, "2", "e"))
    world.run(SOON)

    assert world.channel.texts("1") == ["a", "b", "c", "d"]
    assert world.channel.texts("2") == ["e"]


@pytest.mark.parametrize("step", STEPS)
def test_an_answer_that_waits_in_the_table_goes(world: World, step: timedelta) -> None:
    """It was due before, and is so after; a day is no reason to give it up."""
    [anna] = world.invite("1")
    world.run(0.1)
    world.reply(anna, "1", "a", leased=False)

    world.set_clock(step)
    world.run(SOON)

    assert world.channel.texts("1") == ["a"]


@pytest.mark.parametrize("step", STEPS)
def test_a_silence_lasts_as_long_as_it_was_asked_for(world: World, step: timedelta) -> None:
    """Neither shorter nor until an old time returns, for all chats or for one."""
    anna, ben, eve = world.invite("1", "2", "3")
    limit = DeliveryError(Meaning.LIMITED, "429", timedelta(seconds=20))
    world.channel.trouble = once(limit, times=2)
    world.hand_over(world.reply(anna, "1", "a"))
    world.hand_over(world.reply(ben, "2", "b"))
    world.run(1)

    world.set_clock(step)
    world.reply(eve, "3", "c", leased=False)
    world.run(18)
    assert world.channel.sent == []
    world.run(2 + SOON)

    assert [world.channel.texts(each) for each in "123"] == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize("step", STEPS)
def test_a_letter_that_has_begun_goes_on(world: World, step: timedelta) -> None:
    """Everybody gets it once, and the counts add up; at noon as at any hour of that length."""
    world.start -= HOUR  # so that an hour later is still day
    world.invite(*(str(number) for number in range(60)))
    letter = announce(world)
    world.write(lambda tx: tx.campaigns.expand(letter, world.now()))
    world.run(1)
    assert 0 < len(world.channel.sent) < 60

    world.set_clock(step)
    world.run(SOON)

    assert counts(world, letter).sent == 60
    assert len({to for _at, to, _text in world.channel.sent}) == len(world.channel.sent) == 60


@pytest.mark.parametrize("step", [-HOUR, -DAY])
def test_what_is_to_be_tried_again_is_tried_soon(world: World, step: timedelta) -> None:
    """A try that was put off by seconds is not put off by the step."""
    [anna] = world.invite("1")
    world.channel.trouble = once(DeliveryError(Meaning.NETWORK, "down"))
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(0.5)

    world.set_clock(step)
    world.run(SOON)

    assert world.channel.texts("1") == ["a"]


@pytest.mark.parametrize("step", STEPS)
def test_what_was_on_its_way_is_still_of_use(world: World, step: timedelta) -> None:
    """An answer that hangs while the clock is set, and while nothing else waits, goes once more."""
    [anna] = world.invite("1")
    world.channel.takes = 8.0
    world.channel.trouble = once(DeliveryError(Meaning.UNCERTAIN, "no answer"))
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(2)

    world.set_clock(step)
    world.run(6 + 8 + SOON)

    assert world.channel.texts("1") == ["a"]


def test_what_was_decided_before_may_be_handed_over_after(world: World) -> None:
    """The clock is set while a transaction is under way, and nothing else waits; not for ever."""
    [anna] = world.invite("1")
    [row] = world.reply(anna, "1", "a")
    passed = 0.0
    lateness = Lateness(world.now, lambda: passed)

    world.set_clock(DAY + HOUR)
    lateness.look(held=0)
    assert not lateness.is_late(row)

    passed = (DAY + HOUR).total_seconds()
    world.set_clock(DAY + HOUR)
    lateness.look(held=0)
    assert lateness.is_late(row)


@pytest.mark.parametrize("step", [-HOUR, -DAY])
def test_who_starts_after_the_clock_was_set_back_waits_for_nobody(
    world: World, step: timedelta
) -> None:
    """What another process held, put off or kept for an answer is free."""
    anna, ben = world.invite("1", "2")
    world.channel.trouble = lambda _address, _text: DeliveryError(Meaning.NETWORK, "down")
    world.hand_over(world.reply(anna, "1", "a"))
    world.run(1)
    world.reply(ben, "2", "b", leased=False)

    world.restart(after=step)
    world.channel.trouble = lambda _address, _text: None
    world.run(SOON)

    assert world.channel.texts("1") == ["a"]
    assert world.channel.texts("2") == ["b"]


@pytest.mark.parametrize("step", [-HOUR, -DAY])
def test_what_a_number_opened_does_not_open_again(world: World, step: timedelta) -> None:
    """When the time returns at which it was said; nor is anybody shut out again then."""
    anna, ben = world.invite("1", "2")
    until = world.now() + OPEN_FOR
    for who in (anna, ben):
        world.write(lambda tx, p=who: tx.people.set_pin(p, "2468"))  # type: ignore[misc]  # the loop's own
    world.write(lambda tx: tx.people.open_pin(anna, until))
    world.write(lambda tx: tx.people.miss_pin(ben, TRIES, until))
    world.run(1)

    world.set_clock(step)
    world.run(1)
    world.sleep(-step)

    assert world.write(lambda tx: tx.people.get(anna)).is_locked(world.now())
    pin = world.write(lambda tx: tx.people.pin(ben))
    assert pin is not None
    assert pin.closed_until is None


@pytest.mark.parametrize("hours", [10, 24])
def test_what_was_held_for_a_morning_is_not_held_for_a_later_one(world: World, hours: int) -> None:
    """A clock that was ahead thought that it was night, or another night. Now it is noon."""
    step = hours * HOUR if hours < 24 else 36 * HOUR  # at ten in the evening, or at midnight
    anna, ben = world.invite("1", "2")
    starts = world.now() + 40 * HOUR  # of something to be reminded of in a minute
    due = world.now() + timedelta(minutes=1)
    event = world.write(lambda tx: tx.events.add(new_event(starts=starts), world.now()))
    world.write(lambda tx: tx.events.take(event, anna, 1, lift=False))
    world.write(lambda tx: tx.outbox.remind(anna, Thing.EVENT, event, starts - due, due, starts))
    world.set_clock(step)
    world.write(lambda tx: tx.outbox.write(ben, Say(Verbatim("b")), world.now()))
    world.run(5)
    assert world.channel.sent == []

    world.set_clock(-step)
    world.run(60 + SOON)

    assert world.channel.texts("2") == ["b"]
    assert len(world.channel.texts("1")) == 1


def test_no_pause_outlasts_what_a_platform_may_ask_for(world: World) -> None:
    """One that ends in a year was written by a clock that was a year ahead."""
    [anna] = world.invite("1")
    until = world.now() + 365 * DAY
    world.write(lambda tx: tx.outbox.pause("telegram", until))
    world.write(lambda tx: tx.outbox.pause_chats({("telegram", "1"): until}))

    world.write(lambda tx: tx.outbox.release_leases(world.now()))

    assert world.write(lambda tx: tx.outbox.paused("telegram")) == world.now() + DAY
    chats = world.write(lambda tx: tx.outbox.paused_chats(world.now()))
    assert chats == {"telegram": {"1": world.now() + DAY}}
    assert states(world, anna) == []


@pytest.mark.parametrize("step", STEPS)
def test_what_was_said_is_not_said_again(world: World, step: timedelta) -> None:
    """Whatever the tables held of it, and however often the clock is set."""
    [anna] = world.invite("1")
    world.hand_over(world.reply(anna, "1", "a"))
    world.write(lambda tx: tx.outbox.write(anna, Say(Verbatim("b")), world.now()))
    world.run(1)

    for _time in range(3):
        world.set_clock(step)
        world.run(1)
        world.set_clock(-step)
        world.run(1)

    assert sorted(world.channel.texts("1")) == ["a", "b"]
    rows = world.write(lambda tx: tx.connection.execute(outbox.select()).fetchall())
    assert {row.state for row in rows} == {State.SENT}


@pytest.mark.parametrize("step", STEPS)
def test_an_outage_lasts_as_long_as_it_lasts(world: World, step: timedelta) -> None:
    """What is asked again and again, and what is said of it, knows nothing of the step."""
    people = world.invite("1", "2", "3")
    down = DeliveryError(Meaning.NETWORK, "down")
    world.channel.trouble = lambda _address, _text: down
    world.channel.unreached = lambda: down
    for address, person in zip("123", people, strict=True):
        world.hand_over(world.reply(person, address, "a"))
    world.run(10)

    world.set_clock(step)
    world.run(10)
    known = world.write(lambda tx: silences(tx, world.now()))["telegram"]
    assert 18 <= known.unreached <= 20
    world.channel.trouble = lambda _address, _text: None
    world.channel.unreached = lambda: None
    world.run(SOON)

    assert [world.channel.texts(each) for each in "123"] == [["a"], ["a"], ["a"]]


@pytest.mark.parametrize("step", [HOUR, DAY])
def test_a_restart_does_not_forget_that_the_clock_was_set(world: World, step: timedelta) -> None:
    """What would be too late is kept for an hour, whoever runs by then."""
    [anna] = world.invite("1")
    world.start -= 4 * HOUR  # so that it is day, whatever the step
    letter = announce(world)
    world.write(lambda tx: tx.campaigns.expand(letter, world.now()))
    later = {"due_at": world.now() + HOUR / 4, "not_after": world.now() + HOUR / 2}
    world.write(lambda tx: tx.connection.execute(outbox.update().values(**later)))
    world.take_over()
    world.run(1)
    world.restart()
    world.set_clock(step)
    world.take_over()
    world.run(SOON)
    assert states(world, anna) == [State.WAITING]

    world.restart()
    world.take_over()
    world.run(SOON)
    assert states(world, anna) == [State.WAITING]
    world.set_clock(-step)
    world.run(HOUR.total_seconds() / 4)

    assert states(world, anna) == [State.SENT]
