"""What an operator does about Signal: look how it is, and solve its captcha."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning
from bot.channels.signal import captcha
from bot.channels.signal.check import SignalState, look
from bot.channels.signal.errors import CallError
from bot.channels.signal.versions import is_too_old
from bot.running import opening
from bot.settings.settings import load
from tests.bot.channels.signal.signal_kit import ACCOUNT, GOOD, refused, scripted, signal_on
from tests.bot.lipa import Lipa
from tests.platforms.signal import SignalCli
from tests.platforms.signal.rates import CAPTCHA

LATER = datetime(2100, 1, 1, tzinfo=UTC)
SOLVED = f"{captcha.BEGINNING}abc"


async def test_a_captcha_that_is_solved_opens_the_way_again() -> None:
    """As long as it is not, nothing goes."""
    async with SignalCli(version=GOOD) as cli:
        challenge = cli.world.rates.puzzle()
        channel = signal_on(cli.rpc)
        with pytest.raises(DeliveryError) as caught:
            await channel.solve(challenge, "no captcha")
        assert caught.value.meaning is Meaning.CONTENT
        await channel.solve(challenge, f"{CAPTCHA}abc")

    assert cli.world.rates.challenge is None


@pytest.mark.parametrize("code", [-6, -1])
async def test_a_captcha_refused_is_refused_in_every_version(code: int) -> None:
    """Before 0.14.3 it had no code of its own."""
    async with scripted() as (script, rpc):
        script.answers["submitRateLimitChallenge"] = refused(code, "Captcha rejected, it may be")
        with pytest.raises(DeliveryError) as caught:
            await captcha.solve(rpc, ACCOUNT, "d0", SOLVED)

    assert caught.value.meaning is Meaning.CONTENT


async def test_all_is_well() -> None:
    """The daemon answers, has our account, and reaches Signal."""
    async with SignalCli(version=GOOD) as cli:
        found = await signal_on(cli.rpc).check()

    assert [each.state for each in found] == [SignalState.WELL] * 3


async def test_an_old_version_is_a_warning_that_says_why() -> None:
    """It works, until a message is lost."""
    async with SignalCli() as cli:
        [version, *_rest] = await look(cli.rpc, ACCOUNT)

    assert version.state is SignalState.WARNING
    assert "lose messages" in version.message
    assert "0.13.19" in version.message


@pytest.mark.parametrize(
    ("method", "answer", "words"),
    [
        ("listAccounts", [], "LIPA_SIGNAL_ACCOUNT"),
        ("listDevices", refused(-3, "x"), "cannot reach Signal"),
        ("listDevices", refused(-32603, "AuthorizationFailedException"), "refuses our account"),
        ("version", refused(-32600, "x"), "does not answer as it should"),
    ],
)
async def test_what_is_broken_is_said_with_a_remedy(
    method: str, answer: object, words: str
) -> None:
    """One sentence each."""
    async with scripted() as (script, rpc):
        script.answers[method] = answer
        found = await look(rpc, ACCOUNT)

    assert found[-1].state is SignalState.BROKEN
    assert words in found[-1].message


@pytest.mark.parametrize("rpc", ["unix:/nowhere/at/all", "tcp:127.0.0.1:1", "tcp:nonsense"])
async def test_a_daemon_that_is_not_there_is_said(rpc: str) -> None:
    """Wherever it should be."""
    [found] = await look(rpc, ACCOUNT)

    assert found.state is SignalState.BROKEN
    assert rpc in found.message


@pytest.mark.parametrize(
    ("version", "old"),
    [("0.14.5", False), ("0.14.10", False), ("1.0", False), ("0.14.5-SNAPSHOT", False),
     ("0.14.4.1", True), ("0.13.19", True), ("", True), ("new", True)],
)  # fmt: skip
def test_versions_are_compared_as_numbers(version: str, old: bool) -> None:
    """What cannot be read counts as old."""
    assert is_too_old(version) is old


@pytest.fixture
def with_signal(lipa: Lipa, monkeypatch: pytest.MonkeyPatch) -> Lipa:
    """A folder whose settings know an account on Signal."""
    assert lipa("setup").code == 0
    monkeypatch.setenv("LIPA_SIGNAL_RPC", f"unix:{Path('s').absolute()}")
    monkeypatch.setenv("LIPA_SIGNAL_ACCOUNT", ACCOUNT)
    return lipa


def test_without_a_captcha_there_is_nothing_to_do(with_signal: Lipa) -> None:
    """Perhaps Signal only wants us to wait."""
    assert with_signal("signal", "captcha").out == "Signal asks for no captcha.\n"
    _pause("")
    assert "before 2100-01-01" in with_signal("signal", "captcha").out


def test_a_captcha_that_waits_is_explained(with_signal: Lipa) -> None:
    """Where to solve it, and from which address."""
    _pause("d0")
    said = with_signal("signal", "captcha").out

    assert captcha.PAGE in said
    assert "same IP address" in said
    assert with_signal("signal", "captcha", "--json").document["needed"] is True


def test_a_captcha_handed_in_ends_the_pause(
    with_signal: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot goes on at once."""
    handed_in = []

    async def solve(*given: str) -> None:
        handed_in.append(given[2:])

    monkeypatch.setattr(captcha, "solve", solve)
    _pause("d0")

    assert with_signal("signal", "captcha", SOLVED).code == 0
    assert handed_in == [("d0", SOLVED)]
    assert with_signal("signal", "captcha").out == "Signal asks for no captcha.\n"


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [("hello", 2, "must begin with"), (SOLVED, 1, "signal-cli did not say")],
)
def test_a_captcha_that_is_not_accepted_says_what_to_do(
    with_signal: Lipa, given: str, code: int, words: str
) -> None:
    """And the pause stays."""
    _pause("d0")
    printed = with_signal("signal", "captcha", given)

    assert printed.code == code
    assert words in printed.err
    assert captcha.PAGE in with_signal("signal", "captcha").out


def test_a_refused_captcha_says_why(with_signal: Lipa, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was used, too old, or from elsewhere."""

    async def solve(*given: str) -> None:
        del given
        raise CallError(Meaning.CONTENT, "no")

    monkeypatch.setattr(captcha, "solve", solve)
    _pause("d0")

    assert "another IP address" in with_signal("signal", "captcha", SOLVED).err


def _pause(challenge: str) -> None:
    store = opening.open_store(load())
    store.write(lambda work: work.outbox.pause("signal", LATER, challenge))
    store.close()
