"""`lipa check`, `setup` and `migrate` look at the server, the webhook and Signal, too."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram import Telegram
from bot.clock import system_clock
from bot.running import compose, opening
from bot.settings.settings import Settings
from tests.bot.lipa import Lipa
from tests.platforms.telegram import BotApi
from tests.storage.database.postgres_for_tests import MakeUrl

HOOK = "http://127.0.0.1:1/telegram"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """Telegram."""
    async with BotApi() as made:
        yield made


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[Telegram]:
    """The channel."""
    settings = Settings(telegram_token=api.token, telegram_api_url=api.url)
    channel = compose.telegram(settings, system_clock)
    yield channel
    await channel.close()


async def test_a_webhook_that_is_as_it_should_be_needs_no_word(telegram: Telegram) -> None:
    """Nor does polling without one."""
    assert await telegram.check_webhook("") == []


@pytest.mark.parametrize(
    ("is_set", "wanted", "says"),
    [
        (False, True, "not set yet"),
        (True, False, "ask for polling"),
        (True, True, "another address"),
    ],
)
async def test_a_webhook_that_is_elsewhere_is_told(
    api: BotApi, telegram: Telegram, is_set: bool, wanted: bool, says: str
) -> None:
    """`lipa run` mends all of this by itself."""
    if is_set:
        api.world.webhook.set({"url": "http://127.0.0.1:1/old"})

    [sentence] = await telegram.check_webhook(HOOK if wanted else "")

    assert says in sentence


async def test_what_telegram_could_not_post_is_told(api: BotApi, telegram: Telegram) -> None:
    """With Telegram's own reason, and how much waits."""
    api.world.webhook.set({"url": HOOK})
    ben = api.user(7)
    for _time in range(101):
        ben.say("hello")
    async with asyncio.timeout(5):
        while not api.world.webhook.info().get("last_error_message"):  # noqa: ASYNC110 - the fake tells nobody
            await asyncio.sleep(0.01)

    waiting, failed = await telegram.check_webhook(HOOK)

    assert waiting.startswith("101 messages wait")
    assert failed.startswith("Telegram could not post to us 0 minutes ago: Cannot connect")


def test_signal_is_looked_at(lipa: Lipa, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket where nobody listens; Telegram is then not missed."""
    monkeypatch.setenv("LIPA_SIGNAL_RPC", f"unix:{lipa.folder}/none")
    monkeypatch.setenv("LIPA_SIGNAL_ACCOUNT", "+38640123456")

    checks = lipa("check", "--json").document["checks"]

    found = {check["name"]: check for check in checks}
    assert found["signal"]["state"] == "broken"
    assert "telegram" not in found
    assert "+38640123456" not in str(checks)


def test_a_server_is_set_up_and_checked(
    empty: Lipa, postgres_url: MakeUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a file: keys and tables are made once."""
    monkeypatch.setenv("LIPA_DATABASE_URL", postgres_url(migrated=False))

    first, second = empty("setup", "--json").document, empty("setup", "--json").document
    checked = empty("check", "--json").document

    assert any("on the PostgreSQL server" in made for made in first["made"])
    assert second["made"] == []
    assert checked["ok"], checked
    assert "disk" not in {check["name"] for check in checked["checks"]}


def test_a_key_that_is_lost_is_not_made_anew(
    empty: Lipa, postgres_url: MakeUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not open what is on the server."""
    monkeypatch.setenv("LIPA_DATABASE_URL", postgres_url())

    refused = empty("setup")

    assert refused.code != 0
    assert "there is a database" in refused.err


def test_a_server_that_is_away_is_told_without_the_password(
    empty: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence for each command."""
    away = "postgresql://lipa:kanarek@127.0.0.1:1/lipa"
    monkeypatch.setenv("LIPA_DATABASE_URL", away)
    monkeypatch.setenv("LIPA_SECRET_KEYS", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")

    for words in (["migrate"], ["check"], ["setup"], ["run", "--only", "web"]):
        printed = empty(*words)

        assert printed.code == 1
        assert "kanarek" not in printed.out + printed.err
        assert "cannot be reached" in printed.out + printed.err


def test_the_journal_of_a_server_stands_under_var(
    empty: Lipa, postgres_url: MakeUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the database, so not in its backup."""
    monkeypatch.setenv("LIPA_DATABASE_URL", postgres_url(migrated=False))

    assert empty("setup").code == 0

    assert (empty.folder / "var").is_dir()
    settings = Settings(database_url="postgresql://lipa@localhost/lipa")
    assert opening.journal(settings) == Path("var/lipa.erasures")
