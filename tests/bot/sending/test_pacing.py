"""What pacing promises, whatever happens around it."""

from bisect import bisect_left
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Rates
from bot.sending.pacing import CATCH_UP, SWEEP, Pacing

RATES = st.sampled_from([0.5, 1.0, 2.5, 25.0, 30.0, 300.0, 1000.0])
LATE = st.lists(st.floats(0, CATCH_UP), min_size=1, max_size=50)


def allowing(rates: Rates) -> Pacing:
    """One channel, `c`, that allows so much."""
    pacing = Pacing()
    pacing.allow("c", rates)
    return pacing


def send(pacing: Pacing, until: float, late: list[float], *, started: bool = False) -> list[float]:
    """Send all the time, always a little late; returns the instants."""
    now, times = 0.0, list[float]()
    while now < until:
        free = pacing.free_at("c", now, started=started)
        if free > now:
            now = free + late[len(times) % len(late)]
        else:
            go(pacing, f"chat {len(times)}", now, started=started)
            times.append(now)
    return times


def go(pacing: Pacing, chat: str, now: float, *, started: bool = False) -> None:
    """One message goes without delay."""
    pacing.take("c", chat, now, started=started)
    pacing.begin("c", now, started=started)


def most_in_a_second(times: list[float]) -> int:
    """The most within any second."""
    return max(bisect_left(times, at + 1.0) - i for i, at in enumerate(times))


@given(RATES, LATE)
def test_no_second_ever_holds_more_than_the_rate(rate: float, late: list[float]) -> None:
    """However late the loop is, catching up never breaks the limit."""
    times = send(allowing(Rates(rate)), 5, late)

    assert most_in_a_second(times) <= max(1, int(rate) + (rate % 1 > 0))


@given(
    st.lists(st.floats(0, 0.5), min_size=1, max_size=400),
    st.sampled_from([5.0, 25.0, 300.0]),
)
def test_no_second_holds_more_even_when_sending_stops_and_goes(
    gaps: list[float], rate: float
) -> None:
    """Rests of any length give no credit beyond the rate."""
    pacing, now, times = allowing(Rates(rate)), 0.0, list[float]()
    for gap in gaps:
        now += gap
        if pacing.free_at("c", now, started=False) <= now:
            go(pacing, "a", now, started=False)
            times.append(now)

    assert most_in_a_second(times) <= rate


@pytest.mark.parametrize("rate", [25.0, 300.0, 1000.0])
def test_what_is_allowed_is_used(rate: float) -> None:
    """A loop that is always a little late, and sometimes very, still makes 98 % of the rate."""
    times = send(allowing(Rates(rate)), 10, [0.003, *[0.001] * 100, 0.06])

    assert len(times) >= 0.98 * rate * 10


@pytest.mark.parametrize("rate", [25.0, 1000.0])
def test_there_is_no_burst_at_the_start_nor_after_a_rest(rate: float) -> None:
    """The second message waits its turn, however long nothing was sent."""
    pacing = allowing(Rates(rate))
    for start in (0.0, 3600.0):
        go(pacing, "a", start, started=False)

        assert pacing.free_at("c", start, started=False) >= start + 1 / rate


def test_a_clock_that_is_set_back_stops_nothing_for_long() -> None:
    """An hour back on the wall is a message's turn here."""
    pacing = allowing(Rates(25, 0, 1))
    for i in range(25):
        go(pacing, "a", 3600 + i / 20, started=False)

    assert pacing.free_at("c", 10, started=False) < 10.1
    assert pacing.chat_free_at("c", "a", 10) <= 13


def test_no_rate_is_no_limit() -> None:
    """A rate of 0 never waits, and remembers no chats."""
    pacing = allowing(Rates())
    for _each in range(10_000):
        go(pacing, "a", 0.0, started=True)

    assert pacing.free_at("c", 0.0, started=True) <= 0
    assert pacing.chat_free_at("c", "a", 0.0) <= 0


def test_one_chat_gets_three_at_once_and_then_one_a_second() -> None:
    """A short burst is tolerated; then each waits a second."""
    pacing = allowing(Rates(0, 0, 1, 3))
    now, times = 0.0, list[float]()
    while len(times) < 6:
        now = max(now, pacing.chat_free_at("c", "a", now))
        go(pacing, "a", now, started=False)
        times.append(now)

    assert times == [0, 0, 0, 1, 2, 3]


def test_what_we_start_is_slower_than_answers() -> None:
    """Both share the total; what we start has a limit of its own."""
    pacing = allowing(Rates(total=5, started=0.5))

    started = send(pacing, 10, [0.0], started=True)

    assert all(later - earlier >= 2 for earlier, later in pairwise(started))
    assert pacing.free_at("c", started[-1] + 0.21, started=False) <= started[-1] + 0.21


def test_a_pause_holds_the_channel_and_is_never_made_shorter() -> None:
    """Two answers of the platform: the longer one counts."""
    pacing = Pacing()
    pacing.pause("c", 60)
    pacing.pause("c", 5)

    assert pacing.free_at("c", 1, started=False) == 60
    assert pacing.free_at("other", 1, started=False) <= 1


def test_a_pause_of_one_chat_holds_nobody_else() -> None:
    """Only whom the platform meant waits."""
    pacing = allowing(Rates(0, 0, 1))
    pacing.pause_chat("c", "a", 30)

    assert pacing.chat_free_at("c", "a", 1) == 30
    assert pacing.chat_free_at("c", "b", 1) <= 1


def test_chats_at_rest_are_forgotten() -> None:
    """A hundred thousand people written to once leave nothing behind."""
    pacing = allowing(Rates(0, 0, 1))
    for i in range(100_000):
        go(pacing, str(i), i / 100, started=True)

    assert len(pacing._of("c").chats) <= SWEEP


def test_a_program_that_is_held_up_does_not_break_the_rate() -> None:
    """Some took their turns and began a tenth of a second late: that time is what counts."""
    pacing, now, times = allowing(Rates(100)), 0.0, list[float]()
    taken = 0
    while len(times) < 400:
        now = max(now, pacing.free_at("c", now, started=False))
        pacing.take("c", "a", now, started=False)
        taken += 1
        if taken % 10 == 0:
            now += 0.1 if taken == 200 else 0
            for _each in range(10):
                pacing.begin("c", now, started=False)
                times.append(now)

    assert most_in_a_second(times) <= 100
