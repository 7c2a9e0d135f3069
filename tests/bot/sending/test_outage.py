"""What failures, answers and probes make of a channel; in any order, it never gets stuck."""

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.sending.outage import FIRST_PROBE, GRACE, IN_A_ROW, NEXT_TRIAL, Outage, Reach

EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["failed", "answered", "passed", "probed", "in vain", "begin"]),
        st.sampled_from("123"),
        st.floats(0, 40),
    ),
    max_size=40,
)


def failing(*chats: str, at: float = 0.0) -> Outage:
    """One failure in each of these chats."""
    outage = Outage()
    for chat in chats:
        outage.failed(chat, at, at)
    return outage


def test_several_in_a_row_in_several_chats_are_an_outage() -> None:
    """One chat alone is not, however often it fails; nor is what an answer came between."""
    assert failing(*"112").state is Reach.OUT
    assert failing(*"1" * 9).state is Reach.DOUBTED
    outage = failing(*"12")
    outage.answered(0.0)
    outage.failed("3", 0.0, 0.0)
    assert outage.state is Reach.DOUBTED


def test_one_failure_has_the_platform_asked() -> None:
    """An answer says that it was that chat's; none that nobody can be reached."""
    alone, out = failing("1"), failing("1")
    assert alone.probe_at == FIRST_PROBE
    alone.probed(answered=True, now=1.0)
    out.probed(answered=False, now=1.0)

    assert (alone.state, alone.delay(1.0), alone.probe_at) == (Reach.WELL, 0.0, math.inf)
    assert (out.state, out.delay(1.0)) == (Reach.OUT, math.inf)


def test_after_an_outage_one_message_tries_first() -> None:
    """Others only when it hangs; what may have arrived waits a little longer than the rest."""
    outage = failing(*"123")
    outage.probed(answered=True, now=10.0)
    assert (outage.delay(10.0), outage.delay_of_doubted(10.0)) == (0.0, GRACE)
    outage.begin(10.0)
    assert outage.delay(10.0) == NEXT_TRIAL

    outage.answered(10.0)

    assert (outage.state, outage.delay(10.0)) == (Reach.WELL, 0.0)


def test_a_trial_that_fails_is_the_same_outage() -> None:
    """It is asked less and less often; a later failure is a new one."""
    outage = failing(*"123")
    pauses = []
    for now in range(10, 18):
        outage.probed(answered=True, now=float(now))
        outage.failed("1", float(now), float(now))
        pauses.append(outage.probe_at - now)

    assert pauses == sorted(pauses)
    assert pauses[0] == 2 * FIRST_PROBE
    outage.probed(answered=True, now=20.0)
    outage.failed("1", 500.0, 500.0)
    assert outage.probe_at == 500.0 + FIRST_PROBE


def test_what_began_before_a_recovery_says_nothing_about_now() -> None:
    """It met the outage, and is judged by that."""
    outage = failing(*"123")
    outage.probed(answered=True, now=10.0)
    for chat in "1234":
        outage.failed(chat, 1.0, 11.0)

    assert outage.state is Reach.TRYING
    assert outage.covers(1.0)
    assert not outage.covers(10.5)


def test_what_may_have_arrived_waits_for_a_probe() -> None:
    """Also in a process that has just begun: whoever wants to send it has the platform asked."""
    outage = Outage()
    assert outage.delay_of_doubted(5.0) > 0
    assert outage.probe_at == 5.0

    outage.probed(answered=True, now=6.0)

    assert outage.delay_of_doubted(6.0 + GRACE) == 0.0


@given(EVENTS)
def test_it_never_gets_stuck(events: list[tuple[str, str, float]]) -> None:
    """Whatever happens: as soon as the platform answers probes and messages, all is well."""
    outage, now = Outage(), 0.0
    for event, chat, later in events:
        now += later
        _happen(outage, event, chat, now)
        assert (outage.state in (Reach.DOUBTED, Reach.OUT)) == (outage.probe_at < math.inf)
        assert outage.delay(now) == 0.0 or outage.state in (Reach.OUT, Reach.TRYING)

    for _event in range(IN_A_ROW):
        now = max(now, min(outage.probe_at, now + 60)) + 1
        if outage.probe_at < math.inf:
            outage.probed(answered=True, now=now)
        outage.passed(now)
        assert outage.delay(now) == 0.0
        outage.begin(now)
        outage.answered(now)
    assert outage.state is Reach.WELL


def _happen(outage: Outage, event: str, chat: str, now: float) -> None:
    match event:
        case "failed":
            outage.failed(chat, now, now)
        case "answered":
            outage.answered(now)
        case "passed":
            outage.passed(now)
        case "begin":
            outage.begin(now)
        case _ if outage.probe_at < math.inf:
            outage.probed(answered=event == "probed", now=now)
