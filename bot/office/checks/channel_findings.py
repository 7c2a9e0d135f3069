"""The part of `lipa check` that asks Telegram and Signal how they are."""

import asyncio
from collections.abc import Iterator, Sequence

from bot.channels.signal import check as signal
from bot.channels.telegram import Checked
from bot.clock import system_clock
from bot.office.checks.findings import Finding, Severity
from bot.running import compose
from bot.settings.settings import Settings


def telegram(settings: Settings) -> Iterator[Finding]:
    """The token, and the webhook if there is or should be one."""
    if not settings.telegram_token:
        if not settings.signal_rpc:
            yield Finding("telegram", Severity.WARNING, f"LIPA_TELEGRAM_TOKEN {compose.NO_TOKEN}.")
        return
    checked, wrong = asyncio.run(_ask_telegram(settings))
    if checked.mend:
        yield Finding("telegram", Severity.BROKEN, checked.mend)
        return
    found = f"People find the bot at https://t.me/{checked.username}"
    yield Finding("telegram", Severity.WELL, found)
    for sentence in wrong:
        yield Finding("webhook", Severity.WARNING, sentence)
    if settings.telegram_webhook_url and not wrong:
        yield Finding("webhook", Severity.WELL, "Telegram posts to us.")


async def _ask_telegram(settings: Settings) -> tuple[Checked, Sequence[str]]:
    channel = compose.telegram(settings, system_clock)
    try:
        checked = await channel.check()
        url = settings.telegram_webhook_url
        return checked, () if checked.mend else await channel.check_webhook(url)
    finally:
        await channel.close()


def signal_cli(settings: Settings) -> Iterator[Finding]:
    """signal-cli, our account, and Signal behind them."""
    if settings.signal_rpc:
        looking = signal.look(settings.signal_rpc, settings.signal_account)
        for found in asyncio.run(looking):
            yield Finding("signal", Severity(found.state), found.message)
