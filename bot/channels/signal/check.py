"""What `lipa check` says about Signal."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.channels.base import Meaning
from bot.channels.signal.alarms import NO_ACCOUNT, NOT_REACHED, REFUSED, TOO_OLD
from bot.channels.signal.connection import has_account
from bot.channels.signal.errors import CallError, Type
from bot.channels.signal.rpc import Rpc, connect
from bot.channels.signal.versions import is_too_old

SECONDS = 15.0


class SignalState(StrEnum):
    """How something is. The words are those of `lipa check`."""

    WELL = "well"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class SignalFinding:
    """One thing that was looked at, and what to mend about it."""

    state: SignalState
    message: str


async def look(address: str, account: str) -> list[SignalFinding]:
    """Connect once, and say how everything is; what depends on something broken is left out."""
    try:
        async with asyncio.timeout(SECONDS):
            rpc = await connect(address, account, ignore)
            try:
                return await _findings(rpc, account)
            finally:
                await rpc.close()
    except (OSError, ValueError, TimeoutError) as error:
        why = f"signal-cli does not answer at {address} ({type(error).__name__}): is it running?"
    except CallError as error:
        why = f"signal-cli does not answer as it should: {error.detail}."
    return [SignalFinding(SignalState.BROKEN, why)]


async def ignore(lines: Sequence[bytes]) -> None:
    """Nothing comes in here: we did not ask for events."""
    del lines


async def _findings(rpc: Rpc, account: str) -> list[SignalFinding]:
    found = await rpc.call("version")
    version = str(found.get("version", "")) if isinstance(found, dict) else ""
    findings = [_version(version)]
    if not await has_account(rpc, account):
        return [*findings, SignalFinding(SignalState.BROKEN, NO_ACCOUNT)]
    findings.append(SignalFinding(SignalState.WELL, "signal-cli has our account."))
    return [*findings, await _reached(rpc)]


def _version(version: str) -> SignalFinding:
    if is_too_old(version):
        return SignalFinding(SignalState.WARNING, f"{TOO_OLD} This one is {version or 'unknown'}.")
    return SignalFinding(SignalState.WELL, f"signal-cli {version} answers.")


async def _reached(rpc: Rpc) -> SignalFinding:
    try:
        await rpc.call("listDevices")
    except CallError as error:
        if error.type is Type.NETWORK:
            return SignalFinding(SignalState.BROKEN, NOT_REACHED)
        if error.meaning is Meaning.ALARM:
            return SignalFinding(SignalState.BROKEN, REFUSED)
        return SignalFinding(
            SignalState.WARNING, f"Signal did not list our devices: {error.detail}."
        )
    return SignalFinding(SignalState.WELL, "Signal answers.")
