"""What a channel can do is asked of the channel; nobody compares its name."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import bot
from bot.channels.base import UNLIMITED, WORDS_ONLY, Channel, Rates, Traits
from bot.channels.terminal import Screen, Terminal
from bot.clock import system_clock
from bot.running import compose, opening
from bot.running.compose import House
from bot.settings.settings import Settings
from storage.sealing.crypto import new_key

HOME = Path(bot.__file__).parent
NAMES = {"telegram", "signal", "terminal"}
ALLOWED = {("running/logs.py", "QUIET")}  # libraries whose own lines in the log are let go


def said(path: Path) -> Iterator[tuple[str, str]]:
    """The names of channels that a module says, with what they are assigned to."""
    for statement in ast.parse(path.read_text()).body:
        assigned = isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
        where = statement.targets[0].id if assigned else ""  # type: ignore[attr-defined]
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and node.value in NAMES:
                yield path.relative_to(HOME).as_posix(), where


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Both channels are set up; what is begun on Signal is slow."""
    settings = Settings(
        f"sqlite:///{tmp_path}/lipa.db",
        new_key(),
        telegram_token="42:secret",
        telegram_rate=20,
        telegram_chat_rate=2,
        signal_rpc="tcp:127.0.0.1:1",
        signal_account="+38640123456",
        signal_rate=0.5,
        texts=tmp_path / "no",
    )
    opening.migrate(settings)
    made = compose.house(settings, system_clock)
    yield made
    made.store.close()


@pytest.mark.parametrize("folder", ["conversing", "sending", "running"])
def test_the_shell_says_no_channels_name(folder: str) -> None:
    """Not to compare it, and not as a key."""
    found = {each for path in (HOME / folder).rglob("*.py") for each in said(path)}

    assert found <= ALLOWED


def test_every_channel_states_what_it_can_do(house: House, tmp_path: Path) -> None:
    """With the rates that the settings give it."""
    sender = house.sender({})
    telegram, signal = house.telegram(), house.signal(sender)
    stated = {each.name: each.traits for each in channels(telegram, signal)}

    assert stated == {
        "telegram": Traits(buttons=True, rates=Rates(20, chat=2)),
        "signal": Traits(timer=4 * 7 * 24 * 3600, rates=Rates(5, started=0.5, chat=1)),
    }
    assert Terminal("ben", Screen(silence, print, tmp_path), system_clock).traits == WORDS_ONLY


def test_without_a_rate_of_its_own_signal_has_none(house: House) -> None:
    """Then its answers have no limit either."""
    unlimited = replace(house, settings=replace(house.settings, signal_rate=0.0))
    signal = unlimited.signal(house.sender({}))

    assert signal is not None
    assert signal.traits.rates == UNLIMITED


async def silence() -> str | None:
    """Nobody types."""
    return None


def channels(*found: Channel | None) -> Iterator[Channel]:
    """Those that there are."""
    return (each for each in found if each is not None)
