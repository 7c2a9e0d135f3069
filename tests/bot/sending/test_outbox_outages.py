"""A platform out of reach: nothing is lost, little is doubled, and answers come soon afterwards."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from bot.sending.delivery import window_of
from domain.campaigns.campaign import Counts
from domain.people.person import PersonId
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import State
from storage.outbox.silence import outages
from storage.outbox.silence.silences import silences
from storage.store import Transaction
from tests.bot.sending.sender_world import (
    CHANNEL,
    NOON,
    Make,
    World,
    announce,
    counts,
    once,
    states,
    worlds,
)

RATE = 25
SOON = 5.0  # seconds after the end of an outage
TEN_MINUTES = 600.0
MINUTE = timedelta(minutes=1)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """Telegram's own rates, at noon."""
    return make(Rates(RATE, 0, 1))


class Weather:
    """When nobody gets through, and how that feels; `probes`: whether probes feel it, too."""

    def __init__(self, world: World, error: DeliveryError, *, probes: bool = True) -> None:
        self._world = world
        self._error = error
        self.times: list[tuple[float, float]] = []
        self.arrives = False
        world.channel.trouble = self.trouble
        if probes:
            world.channel.unreached = self.unreached

    def unreached(self) -> DeliveryError | None:
        """What a probe meets."""
        now = (self._world.now() - NOON).total_seconds()
        return self._error if any(start <= now < end for start, end in self.times) else None

    def trouble(self, address: str, text: str) -> DeliveryError | None:
        """What a message meets; it may have its effect all the same."""
        error = self.unreached()
        if error is not None and self.arrives:
            self._world.channel.sent.append((self._world.now(), address, text))
        return error


LOST = DeliveryError(Meaning.UNCERTAIN, "the connection broke before the answer")
DOWN = DeliveryError(Meaning.NETWORK, "no connection")
SAY = Say(Verbatim("Your appointment"))


def remind(world: World, *persons: PersonId) -> None:
    """Messages to one person each that nobody has just asked for."""

    def act(tx: Transaction) -> None:
        for person in persons:
            tx.outbox.write(person, SAY, world.now(), world.now() + timedelta(days=1))

    world.write(act)


def arrived(world: World) -> Counter[tuple[str, str]]:
    """How often each message arrived."""
    return Counter((address, text) for _at, address, text in world.channel.sent)


def seconds(world: World) -> float:
    """How long this world has lasted."""
    return (world.now() - NOON).total_seconds()


def live(world: World, until: float) -> None:
    """Let time pass."""
    world.run(max(0.0, until - seconds(world)))


KINDS = [
    pytest.param(DOWN, False, True, 40.0, id="nothing left us"),
    pytest.param(LOST, False, True, TEN_MINUTES, id="broken before the effect"),
    pytest.param(LOST, True, True, 40.0, id="broken after the effect"),
    pytest.param(LOST, False, False, 40.0, id="broken, and yet probes are answered"),
    pytest.param(DOWN, False, False, 40.0, id="messages are refused, probes are answered"),
]


@pytest.mark.parametrize(("error", "arrives", "probes", "length"), KINDS)
def test_an_outage_loses_nothing_and_doubles_what_was_in_flight(
    world: World, error: DeliveryError, length: float, *, arrives: bool, probes: bool
) -> None:
    """Answers and reminders come soon after it, in order, and so does the announcement."""
    people = dict(zip(map(str, range(80)), world.invite(*map(str, range(80))), strict=True))
    weather = Weather(world, error, probes=probes)
    weather.arrives, weather.times = arrives, [(0.5, 0.5 + length)]
    campaign = announce(world)
    world.run(0.5)
    remind(world, *[people[str(each)] for each in range(10, 30)])
    for each in range(10):
        world.hand_over(world.reply(people[str(each)], str(each), "a", "b"))
    live(world, 20.0)
    assert sum(vars_of(counts(world, campaign)).values()) == 80
    live(world, weather.times[0][1] + SOON + (0 if length < 60 else 15))

    assert all(in_order(world.channel.texts(str(each))) for each in range(10))
    assert all("Your appointment" in world.channel.texts(str(each)) for each in range(10, 30))
    live(world, weather.times[0][1] + 60)
    assert counts(world, campaign) == Counts(sent=80)
    twice = [many for many in arrived(world).values() if many > 1]
    assert len(twice) <= window_of(RATE)
    assert max(twice, default=1) <= 2


def in_order(texts: list[str]) -> bool:
    """Whether the two answers came one after the other, whatever came beside them."""
    return [text for text in texts if text in ("a", "b")] in (["a", "b"], ["a", "a", "b"])


def vars_of(found: Counts) -> dict[str, int]:
    """How many became what."""
    return asdict(found)


def test_several_outages_in_a_row(world: World) -> None:
    """Whoever meets three of them is not tried a fourth time; everybody else gets theirs."""
    people = dict(zip(map(str, range(40)), world.invite(*map(str, range(40))), strict=True))
    weather = Weather(world, LOST)
    weather.times = [(0.5 + 60 * each, 40.5 + 60 * each) for each in range(3)]
    campaign = announce(world)
    world.run(0.5)
    for address, person in people.items():
        world.hand_over(world.reply(person, address, "a"))
    live(world, 240)

    assert counts(world, campaign) == Counts(sent=40)
    assert all(world.channel.texts(address).count("a") == 1 for address in people)
    tried = Counter((address, text) for _at, address, text in world.channel.tried)
    assert max(tried.values()) <= 3


def test_a_process_that_is_killed_in_an_outage(world: World) -> None:
    """The next one begins by asking, and spends none of the tries that are left."""
    people = dict(zip("12345", world.invite(*"12345"), strict=True))
    weather = Weather(world, LOST)
    weather.times = [(0.0, 100.0)]
    for address, person in people.items():
        world.hand_over(world.reply(person, address, "a"))
    live(world, 10.0)
    tried = len(world.channel.tried)
    for _time in range(4):
        world.restart()
        world.take_over()
        world.run(10)

    assert len(world.channel.tried) == tried
    assert world.write(outages.every)[CHANNEL] < NOON + timedelta(seconds=5)
    live(world, 110.0)
    assert all(states(world, person) == [State.SENT] for person in people.values())
    assert world.write(outages.every) == {}


def test_what_may_have_arrived_waits_for_a_probe_after_a_restart_too(world: World) -> None:
    """Its tries are counted in the table: the third in doubt is the last."""
    people = dict(zip("12345", world.invite(*"12345"), strict=True))
    weather = Weather(world, LOST)
    weather.times = [(0.0, 3.0), (10.0, 13.0), (20.0, 23.0), (30.0, 40.0)]
    for address, person in people.items():
        world.hand_over(world.reply(person, address, "a"))
    world.channel.trouble = lambda _address, _text: LOST
    live(world, 8.0)
    world.restart()
    world.run(60)

    tried = Counter(address for _at, address, _text in world.channel.tried)
    assert max(tried.values()) <= 3
    assert all(states(world, person) == [State.UNCERTAIN] for person in people.values())


def test_nothing_is_tried_after_its_time(world: World) -> None:
    """An announcement of something that has begun meanwhile is not sent after all."""
    world.invite(*map(str, range(5)))
    weather = Weather(world, LOST)
    weather.times = [(0.0, 60.0)]
    campaign = announce(world, not_after=NOON + timedelta(seconds=30))
    live(world, 120.0)

    assert counts(world, campaign) == Counts(expired=5)


def test_one_chat_alone_keeps_nobody_waiting(world: World) -> None:
    """However its calls are lost: the platform answers when it is asked."""
    people = dict(zip("123", world.invite(*"123"), strict=True))
    world.channel.trouble = lambda address, _text: LOST if address == "1" else None
    world.hand_over(world.reply(people["1"], "1", "a"))
    for _time in range(10):
        world.hand_over(world.reply(people["2"], "2", "b"))
        world.run(2)

    assert len(world.channel.texts("2")) == 10
    assert states(world, people["1"]) == [State.UNCERTAIN]
    assert len([to for _at, to, _text in world.channel.tried if to == "1"]) == 2


def test_a_quiet_night_has_outages_too(world: World) -> None:
    """One answer alone is enough: a probe says that it was not its own bad luck."""
    [anna] = world.invite("1")
    weather = Weather(world, LOST)
    weather.times = [(0.0, 40.0)]
    world.hand_over(world.reply(anna, "1", "a"))
    live(world, 40.0)
    assert len(world.channel.tried) == 1

    live(world, 40.0 + SOON)

    assert states(world, anna) == [State.SENT]


def test_a_platform_is_asked_soon_and_not_too_often(world: World) -> None:
    """Twice as late each time, up to some seconds, and later in a long outage."""
    people = world.invite(*"123")
    weather = Weather(world, DOWN)
    weather.times = [(0.0, TEN_MINUTES)]
    for address, person in zip("123", people, strict=True):
        world.hand_over(world.reply(person, address, "a"))
    live(world, TEN_MINUTES)
    asked = world.channel.probed
    pauses = [(b - a).total_seconds() for a, b in pairwise(asked)]

    assert pauses[0] < 1.1
    assert max(pause for pause, at in zip(pauses, asked, strict=False) if at < NOON + MINUTE) <= 6.5
    assert len(asked) < 100


def test_an_outage_is_known_and_over(world: World) -> None:
    """Health, metrics and the operator's check read it in the table."""
    people = world.invite(*"123")
    weather = Weather(world, DOWN)
    weather.times = [(0.0, 30.0)]
    for address, person in zip("123", people, strict=True):
        world.hand_over(world.reply(person, address, "a"))
    live(world, 20.0)
    known = world.write(lambda tx: silences(tx, world.now()))[CHANNEL]
    live(world, 40.0)

    assert 18 <= known.unreached <= 20
    assert world.write(lambda tx: silences(tx, world.now())) == {}


def test_a_lost_announcement_is_not_repeated_without_an_outage(world: World) -> None:
    """Two of many, and others get through: that is reported, as ever."""
    world.invite(*map(str, range(30)))
    world.channel.trouble = once(LOST, times=2)
    campaign = announce(world)
    world.run(60)

    assert counts(world, campaign) == Counts(sent=28, uncertain=2)


def test_a_bug_in_a_probe_keeps_nobody_silent(world: World) -> None:
    """A message shows whether the platform is there."""
    people = world.invite(*"123")
    world.channel.trouble = once(DOWN, times=3)
    world.channel.unreached = lambda: KeyError("x")
    for address, person in zip("123", people, strict=True):
        world.hand_over(world.reply(person, address, "a"))
    world.run(10)

    assert all(states(world, person) == [State.SENT] for person in people)
