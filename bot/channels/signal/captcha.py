"""What Signal asks of an operator when it takes us for a machine."""

import asyncio

from bot.channels.base import Meaning
from bot.channels.signal.check import ignore
from bot.channels.signal.errors import CallError
from bot.channels.signal.rpc import connect

PAGE = "https://signalcaptchas.org/challenge/generate.html"
BEGINNING = "signalcaptcha://"
SECONDS = 60.0  # signal-cli asks Signal


async def solve(address: str, account: str, challenge: str, captcha: str) -> None:
    """Tell Signal that somebody has solved its captcha.

    Raises CallError: CONTENT when Signal refused it, NETWORK or UNCERTAIN when nobody answered.
    """
    try:
        async with asyncio.timeout(SECONDS):
            rpc = await connect(address, account, ignore)
            try:
                params = {"challenge": challenge, "captcha": captcha}
                await rpc.call("submitRateLimitChallenge", **params)
            finally:
                await rpc.close()
    except TimeoutError:
        raise CallError(Meaning.UNCERTAIN, "no answer in time") from None
    except OSError:
        raise CallError(Meaning.NETWORK, "signal-cli is not connected") from None
