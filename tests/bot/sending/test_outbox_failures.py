"""Whatever goes wrong with a delivery, everybody is counted and nobody is bothered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from domain.campaigns.campaign import CampaignState, Counts
from domain.speech.messages import Outgoing, Say
from domain.speech.text import Verbatim
from storage.outbox.repository import State
from tests.bot.sending.sender_world import NOON, Make, World, announce, counts, once, states, worlds


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """A channel without limits, at noon."""
    return make(Rates())


def test_order_survives_a_failure(world: World) -> None:
    """What follows a message that must be tried again waits for it."""
    [anna] = world.invite("1")
    world.channel.trouble = once(DeliveryError(Meaning.NETWORK, "reset"))
    rows = world.reply(anna, "1", "a", "b")
    world.hand_over(rows)
    world.run(0.5)
    world.hand_over(world.reply(anna, "1", "c"))
    world.run(10)

    assert world.channel.texts("1") == ["a", "b", "c"]


def test_who_blocked_us_is_written_to_no_more(world: World) -> None:
    """The address and all that waits for it become unreachable; others are sent to."""
    anna, _ben = world.invite("1", "2")
    gone = DeliveryError(Meaning.UNREACHABLE, "blocked")
    world.channel.trouble = lambda address, _text: gone if address == "1" else None
    rows = world.reply(anna, "1", "a", "b")
    campaign = announce(world)
    world.hand_over(rows)
    world.run(3)

    assert states(world, anna) == [State.UNREACHABLE] * 3
    assert counts(world, campaign) == Counts(sent=1, unreachable=1)
    assert len([to for _at, to, _text in world.channel.tried if to == "1"]) == 1


def test_wrong_content_stops_the_campaign_at_the_first_person(make: Make) -> None:
    """One failed, the rest cancelled, and the reason is kept."""
    world = make(Rates(2))
    world.invite(*map(str, range(30)))
    wrong = DeliveryError(Meaning.CONTENT, "message is too long")
    world.channel.trouble = lambda _address, _text: wrong
    campaign = announce(world)
    world.run(10)
    shown = world.write(lambda tx: tx.campaigns.show(campaign))

    assert counts(world, campaign) == Counts(failed=1, cancelled=29)
    assert shown is not None
    assert (shown.state, shown.reason) == (CampaignState.FAILED, "message is too long")


def test_wrong_content_of_an_answer_fails_alone(world: World) -> None:
    """What comes after it still goes."""
    [anna] = world.invite("1")
    wrong = DeliveryError(Meaning.CONTENT, "message is too long")
    world.channel.trouble = lambda _address, text: wrong if text == "a" else None
    rows = world.reply(anna, "1", "a", "b")
    world.hand_over(rows)
    world.run(3)

    assert states(world, anna) == [State.FAILED, State.SENT]


def test_a_bug_costs_one_message(world: World) -> None:
    """Whatever is raised, the others get theirs."""
    world.invite("1", "2", "3")
    world.channel.trouble = lambda address, _text: KeyError("x") if address == "2" else None
    campaign = announce(world)
    world.run(2)

    assert counts(world, campaign) == Counts(sent=2, failed=1)


def test_an_outcome_that_cannot_be_recorded_keeps_no_other(world: World) -> None:
    """It is set aside as what perhaps arrived; nobody gets anything twice, and all else goes on."""
    people = world.invite(*"12345")
    send = world.channel.send

    async def odd(address: str, outgoing: Outgoing) -> str:
        name = await send(address, outgoing)
        return "\ud800" if address == "3" else name

    world.channel.send = odd  # type: ignore[method-assign]  # a platform may call things so
    letter = announce(world)
    world.write(lambda tx: tx.campaigns.expand(letter, world.now()))
    world.run(300)
    for at in (0, 2):
        [later] = world.reply(people[at], "12345"[at], "later")
        world.hand_over([replace(later, say=Say(Verbatim("later"), sensitive=True))])
    world.run(5)

    assert counts(world, letter) == Counts(sent=4, uncertain=1)
    assert [len(world.channel.texts(each)) for each in "12345"] == [2, 1, 2, 1, 1]
    assert states(world, people[0])[:2] == [State.SENT, State.SENT]


def test_a_campaign_is_never_sent_twice_when_the_answer_is_lost(world: World) -> None:
    """Perhaps it arrived: that is reported, not repeated."""
    world.invite("1", "2")
    lost = DeliveryError(Meaning.UNCERTAIN, "read timeout")
    world.channel.trouble = lambda address, _text: lost if address == "1" else None
    campaign = announce(world)
    world.run(600)

    assert counts(world, campaign) == Counts(sent=1, uncertain=1)
    assert len(world.channel.tried) == 2


def test_an_answer_whose_fate_is_unknown_is_tried_once_more(world: World) -> None:
    """Twice at most, also when the network fails in between."""
    [anna] = world.invite("1")
    lost, down = (DeliveryError(m, "x") for m in (Meaning.UNCERTAIN, Meaning.NETWORK))
    troubles = [lost, down, lost, lost]
    world.channel.trouble = lambda _address, _text: troubles.pop(0)
    rows = world.reply(anna, "1", "a")
    world.hand_over(rows)
    world.run(600)

    assert states(world, anna) == [State.UNCERTAIN]
    assert troubles == [lost]


def test_a_call_that_never_ends_is_given_up(world: World) -> None:
    """After half a minute it is as if the answer were lost."""
    world.invite("1")
    world.channel.takes = 10_000
    campaign = announce(world)
    world.run(40)

    assert counts(world, campaign) == Counts(uncertain=1)


def test_silence_that_the_platform_asks_for_survives_a_restart(world: World) -> None:
    """Two chats heard it; the next process obeys it too, and then nobody is lost."""
    world.invite(*map(str, range(20)))
    busy = DeliveryError(Meaning.LIMITED, "retry", timedelta(seconds=60))
    world.channel.trouble = once(busy, times=2)
    campaign = announce(world)
    world.run(2)
    tried = len(world.channel.tried)
    world.restart()
    world.run(50)

    assert len(world.channel.tried) == tried
    world.run(30)
    assert counts(world, campaign) == Counts(sent=20)


def test_silence_for_one_chat_stops_no_other(world: World) -> None:
    """Only the person the platform named waits."""
    anna, ben = world.invite("1", "2")
    busy = DeliveryError(Meaning.LIMITED, "x", timedelta(seconds=30), only_this_chat=True)
    world.channel.trouble = once(busy)
    rows = world.reply(anna, "1", "a", "b")
    world.hand_over(rows)
    world.run(1)
    world.hand_over(world.reply(ben, "2", "c"))
    world.run(5)

    assert [to for _at, to, _text in world.channel.sent] == ["2"]
    world.run(40)
    assert world.channel.texts("1") == ["a", "b"]


def test_ten_minutes_without_a_platform_lose_and_double_nothing(make: Make) -> None:
    """Everything waits, few calls are wasted, and all of it is delivered afterwards."""
    world = make(Rates(25, 0, 1))
    people = world.invite(*map(str, range(100)))
    down = DeliveryError(Meaning.NETWORK, "connection refused")
    end = NOON + timedelta(minutes=10)
    world.channel.trouble = lambda _address, _text: down if world.now() < end else None
    campaign = announce(world)
    rows = world.reply(people[0], "0", "a", "b")
    world.hand_over(rows)
    world.run(600)
    assert len(world.channel.tried) < 25 * 60

    world.run(120)

    assert counts(world, campaign) == Counts(sent=100)
    assert world.channel.texts("0")[:2] == ["a", "b"]
    assert len(world.channel.sent) == 102


def test_what_keeps_failing_alone_is_given_up(world: World) -> None:
    """When others get through, one address that never works is not tried for ever."""
    people = world.invite("1", "2")
    bad = DeliveryError(Meaning.NETWORK, "502")
    world.channel.trouble = lambda address, _text: bad if address == "1" else None
    rows = world.reply(people[0], "1", "a")
    world.hand_over(rows)
    for _time in range(12):
        world.hand_over(world.reply(people[1], "2", "b"))
        world.run(40)

    assert states(world, people[0]) == [State.FAILED]


def test_an_account_that_is_refused_is_tried_once_a_minute(world: World) -> None:
    """An operator must act; until then nothing is lost."""
    [anna] = world.invite("1")
    refused = DeliveryError(Meaning.ALARM, "unauthorized")
    world.channel.trouble = once(refused, times=3)
    rows = world.reply(anna, "1", "a")
    world.hand_over(rows)
    world.run(170)
    assert len(world.channel.tried) == 3

    world.run(20)

    assert states(world, anna) == [State.SENT]


def test_what_comes_too_late_is_not_sent(world: World) -> None:
    """An invitation to something that has begun is worth nothing."""
    world.invite("1")
    down = DeliveryError(Meaning.NETWORK, "x")
    world.channel.trouble = once(down)
    campaign = announce(world, not_after=NOON + timedelta(seconds=1))
    world.run(600)

    assert counts(world, campaign) == Counts(expired=1)


def test_a_database_that_is_busy_is_tried_again(world: World) -> None:
    """Neither claims nor outcomes are lost with a failed transaction."""
    world.invite("1", "2")
    campaign = announce(world)
    world.writes.fails = [OSError("locked")]
    world.run(1.2)
    world.writes.fails = [OSError("locked")] * 2
    world.run(10)

    assert counts(world, campaign) == Counts(sent=2)
    assert len(world.channel.sent) == 2
