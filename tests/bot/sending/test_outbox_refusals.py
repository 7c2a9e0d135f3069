"""One person's odd refusal is that person's; the same one for several in a row is everybody's."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from bot.sending.repetition import IN_A_ROW, STANDS
from domain.campaigns.campaign import CampaignState, Counts
from domain.people.person import Purpose
from storage.outbox.repository import State
from tests.bot.sending.sender_world import (
    CHANNEL,
    NOON,
    Make,
    World,
    announce,
    counts,
    states,
    worlds,
)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a world whose channel allows so much."""
    yield from worlds(tmp_path)


@pytest.fixture
def world(make: Make) -> World:
    """Two messages a second, so that nothing overtakes anything."""
    return make(Rates(2))


def refuse(world: World, *odd: str, words: str = "400 Bad Request: USER_ID_INVALID") -> None:
    """These addresses hear this whenever something is sent there, in words of their own or not."""

    def trouble(address: str, _text: str) -> DeliveryError | None:
        if address not in odd:
            return None
        return DeliveryError(Meaning.REFUSED, words.format(address=address))

    world.channel.trouble = trouble


def many(world: World) -> None:
    """Thirty people, written to in this order."""
    world.invite(*map(str, range(30)))


def test_an_odd_refusal_is_that_persons_alone(world: World) -> None:
    """All others get theirs, and nobody is alarmed."""
    many(world)
    refuse(world, "3")
    campaign = announce(world)
    world.run(20)
    shown = world.write(lambda tx: tx.campaigns.show(campaign))

    assert counts(world, campaign) == Counts(sent=29, failed=1)
    assert shown is not None
    assert shown.state is CampaignState.DONE
    assert world.sender.alarms() == {}


def test_many_odd_refusals_with_others_between_stop_nothing(world: World) -> None:
    """However often it is the same one."""
    many(world)
    tried = world.channel.tried
    odd = DeliveryError(Meaning.REFUSED, "400 Bad Request: USER_ID_INVALID")
    world.channel.trouble = lambda _address, _text: odd if len(tried) % 3 else None
    campaign = announce(world)
    world.run(20)

    assert counts(world, campaign) == Counts(sent=10, failed=20)
    assert world.sender.alarms() == {}


def test_refusals_that_differ_stop_nothing(world: World) -> None:
    """Each is somebody's own."""
    many(world)
    refuse(world, *map(str, range(20)), words="400 Bad Request: ODD_{address}")
    campaign = announce(world)
    world.run(20)

    assert counts(world, campaign) == Counts(sent=10, failed=20)


def test_the_same_refusal_in_a_row_stops_the_announcement(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is kept, and the operator hears of it."""
    many(world)
    refuse(world, *map(str, range(30)))
    campaign = announce(world)
    world.run(20)
    shown = world.write(lambda tx: tx.campaigns.show(campaign))

    assert counts(world, campaign) == Counts(failed=IN_A_ROW, cancelled=30 - IN_A_ROW)
    assert shown is not None
    assert (shown.state, shown.reason) == (
        CampaignState.FAILED,
        "400 Bad Request: USER_ID_INVALID",
    )
    assert "USER_ID_INVALID" in world.sender.alarms()[CHANNEL]
    assert "refused in a row" in capsys.readouterr().out


def test_answers_to_others_do_not_hide_a_broken_announcement(world: World) -> None:
    """What gets through beside it says nothing about it."""
    many(world)
    [zoe] = world.invite("zoe")
    world.write(lambda tx: tx.people.set_consent(zoe, Purpose.BE_WRITTEN, given=False, at=NOON))
    refuse(world, *map(str, range(30)))
    campaign = announce(world)
    for _second in range(20):
        world.hand_over(world.reply(zoe, "zoe", "hello"))
        world.run(1)

    assert counts(world, campaign) == Counts(failed=IN_A_ROW, cancelled=30 - IN_A_ROW)
    assert len(world.channel.texts("zoe")) == 20


def test_one_person_who_is_refused_often_alarms_nobody(world: World) -> None:
    """It takes several people."""
    [anna] = world.invite("1")
    refuse(world, "1")
    world.hand_over(world.reply(anna, "1", "a", "b", "c", "d"))
    world.run(20)

    assert states(world, anna) == [State.FAILED] * 4
    assert world.sender.alarms() == {}


def test_answers_that_are_refused_in_a_row_alarm_until_one_gets_through(world: World) -> None:
    """Nothing can be stopped, but somebody must look."""
    people = dict(zip("1234", world.invite(*"1234"), strict=True))
    refuse(world, "1", "2", "3")
    for address in "123":
        world.hand_over(world.reply(people[address], address, "a"))
        world.run(2)
    assert world.sender.alarms()

    world.hand_over(world.reply(people["4"], "4", "a"))
    world.run(2)

    assert world.sender.alarms() == {}


def test_an_alarm_about_an_announcement_ends_by_itself(world: World) -> None:
    """Who was there to see it has seen it; the announcement says for ever why it stopped."""
    many(world)
    refuse(world, *map(str, range(30)))
    announce(world)
    world.run(20)
    assert world.sender.alarms()

    world.set_clock(timedelta(days=1))
    assert world.sender.alarms()
    world.sleep(timedelta(seconds=STANDS + 1))

    assert world.sender.alarms() == {}


def test_a_bug_that_everybody_meets_stops_the_announcement(world: World) -> None:
    """As whatever else is said to all."""
    many(world)
    world.channel.trouble = lambda _address, _text: KeyError("x")
    campaign = announce(world)
    world.run(20)

    assert counts(world, campaign) == Counts(failed=IN_A_ROW, cancelled=30 - IN_A_ROW)
