"""What Telegram says about our webhook, as sentences for an operator."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.channels.telegram.errors import CallError
from bot.channels.telegram.request import TelegramRequest

MANY = 100  # messages that wait at Telegram
LATELY = timedelta(hours=1)


async def check(request: TelegramRequest, url: str, now: datetime) -> list[str]:
    """What to mend, or to know, where the settings say `url`; empty: they ask for polling."""
    try:
        info = await request.call("getWebhookInfo", {})
    except CallError as error:
        return [f"Telegram does not say how the webhook is ({error.detail})."]
    return list(_wrong(info if isinstance(info, dict) else {}, url, now))


def _wrong(info: dict[str, Any], url: str, now: datetime) -> Iterator[str]:
    if info.get("url", "") != url:
        yield _elsewhere(bool(info.get("url")), bool(url))
        return
    waiting = info.get("pending_update_count", 0)
    if isinstance(waiting, int) and waiting > MANY:
        yield f"{waiting} messages wait at Telegram: is `lipa run` running, and quick enough?"
    at, error = info.get("last_error_date"), info.get("last_error_message")
    if url and isinstance(at, int) and now - datetime.fromtimestamp(at, UTC) < LATELY:
        minutes = (now - datetime.fromtimestamp(at, UTC)) // timedelta(minutes=1)
        yield f"Telegram could not post to us {minutes} minutes ago: {str(error)[:200]}"


def _elsewhere(is_set: bool, is_wanted: bool) -> str:
    if not is_wanted:
        return "A webhook is set where the settings ask for polling: `lipa run` will remove it."
    if not is_set:
        return "The webhook is not set yet: `lipa run` sets it."
    return (
        "Telegram posts to another address than LIPA_TELEGRAM_WEBHOOK_URL: `lipa run` will set "
        "ours. Does another program use this token?"
    )
