"""Builds everything: the only place that names concrete classes and decides which ones meet."""

import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog
from starlette.types import ASGIApp

from bot.channels.base import UNLIMITED, Channel, Rates
from bot.channels.signal import CHANNEL as SIGNAL
from bot.channels.signal import Signal
from bot.channels.telegram import CHANNEL as TELEGRAM
from bot.channels.telegram import Telegram
from bot.channels.telegram.channel import Introductions
from bot.clock import Clock
from bot.conversing.batches import Conversations
from bot.conversing.flood import Flood
from bot.running import opening
from bot.running.introduction import introductions
from bot.running.jobs import Jobs
from bot.running.stored_events import StoredEvents
from bot.sending.sender import Sender
from bot.settings.settings import Settings, SettingsError, WrongSetting
from bot.texts.folder import read_texts
from bot.web import serving
from domain.operator.help import Help
from flows.contents import contents
from flows.engine.engine import Engine
from storage.store import Store
from translations.catalogues import Catalogues
from translations.reading.meaning.meaning import Meaning, meaning
from translations.reading.reader import Reader
from translations.saying.speaker import Speaker

NO_TOKEN = "is not set: put the token that @BotFather gave you there"  # noqa: S105 - a sentence
NO_MEANING = "words are not read by meaning: the extra is installed, and does not work"
NO_SIGNAL = "is not set: name the socket of signal-cli there; see docs/signal.md"
SIGNAL_IN_ALL = 5  # messages a second, answers included


class Configured(NamedTuple):
    """What makes a channel ours: a setting, what to say where it is missing, and its value."""

    setting: str
    missing: str
    value: Callable[[Settings], str]


CHANNELS = {
    TELEGRAM: Configured("LIPA_TELEGRAM_TOKEN", NO_TOKEN, lambda each: each.telegram_token),
    SIGNAL: Configured("LIPA_SIGNAL_RPC", NO_SIGNAL, lambda each: each.signal_rpc),
}


@dataclass(frozen=True)
class House:
    """Everything that does not depend on where people write from."""

    settings: Settings
    clock: Clock
    store: Store
    speak: Speaker
    engine: Engine
    help: Help
    ignored: tuple[str, ...] = ()  # languages in the settings that cannot be offered

    def sender(self, channels: Mapping[str, Channel]) -> Sender:
        """What sends to these channels; it sends nothing before it is run."""
        return Sender(self.store, channels, self.speak, self.clock)

    def conversations(self, sender: Sender) -> Conversations:
        """What answers people, on whatever channel they write."""
        flood = Flood(self.settings.person_rate)
        return Conversations(self.engine, self.speak, sender, self.help, self.clock, flood)

    def telegram(self) -> Telegram | None:
        """Telegram, if the settings know a bot."""
        if not self.settings.telegram_token:
            return None
        return telegram(self.settings, self.clock, partial(introductions, self.speak))

    def signal(self, sender: Sender) -> Signal | None:
        """Signal, if the settings know an account; the sender hears of what did arrive."""
        if not self.settings.signal_rpc:
            return None
        return signal(self.settings, self.clock, self.store, sender)

    def desk(self) -> tuple[str, ASGIApp] | None:
        """The desk in a browser and the host under which it is found, if the settings know one."""
        url = self.settings.console_url
        if not url:
            return None
        # Whoever serves no desk need not load what draws its pages.
        from console.site import Site  # noqa: PLC0415

        site = Site(self.store, self.speak, self.clock, url)
        return urlsplit(url).hostname or "", site.application()

    def jobs(self, sender: Sender) -> Jobs:
        """What happens by itself, and wakes this sender when something may be due."""
        zone, days = self.settings.time_zone, self.settings.retention_days
        return Jobs(self.store, sender.wake, self.clock, zone, days)


def house(settings: Settings, clock: Clock) -> House:
    """The whole house; its database is open until `house.store.close()`."""
    texts = read_texts(settings.texts)
    catalogues = Catalogues.load(settings.languages or None)
    store = opening.open_store(settings, texts.bring)
    engine = Engine(contents(), Reader(catalogues, settings.time_zone, by_meaning()))
    speak = Speaker(catalogues, settings.time_zone)
    return House(settings, clock, store, speak, engine, texts.help, catalogues.ignored)


def by_meaning() -> Meaning | None:
    """What reads by meaning where its extra is installed; until it has opened, nobody asks it."""
    found = meaning()
    if found is not None:
        Thread(target=_open, args=(found,), name="meaning", daemon=True).start()
    return found


def _open(found: Meaning) -> None:
    try:
        found.open()
    except Exception as error:  # noqa: BLE001 - the edge of an extra: all goes on without it
        structlog.get_logger("bot.run").warning(NO_MEANING, error=type(error).__name__)


def require_channel(settings: Settings, name: str = "") -> None:
    """Raises SettingsError when this channel is not configured; without a name, when none is."""
    if not name and not any(each.value(settings) for each in CHANNELS.values()):
        message = f"{NO_TOKEN}, or set LIPA_SIGNAL_RPC and LIPA_SIGNAL_ACCOUNT"
        raise SettingsError([WrongSetting("LIPA_TELEGRAM_TOKEN", message)])
    if name and not CHANNELS[name].value(settings):
        raise SettingsError([WrongSetting(CHANNELS[name].setting, CHANNELS[name].missing)])


def telegram(
    settings: Settings, clock: Clock, introducing: Introductions | None = None
) -> Telegram:
    """The Telegram channel. Raises SettingsError without a token."""
    require_channel(settings, TELEGRAM)
    return Telegram(
        settings.telegram_token,
        settings.telegram_api_url,
        clock=clock,
        log=logging.getLogger("bot.telegram"),
        rates=Rates(settings.telegram_rate, chat=settings.telegram_chat_rate),
        webhook=(settings.telegram_webhook_url, settings.telegram_webhook_secret),
        introductions=introducing,
    )


def signal(settings: Settings, clock: Clock, store: Store, sender: Sender) -> Signal:
    """The Signal channel. Raises SettingsError when the settings do not know it.

    Where what we start has no limit, answers have none.
    """
    require_channel(settings, SIGNAL)
    started = settings.signal_rate
    return Signal(
        settings.signal_rpc,
        settings.signal_account,
        StoredEvents(store, settings.signal_account, clock, sender),
        clock=clock,
        log=logging.getLogger("bot.signal"),
        polls=settings.signal_polls,
        rates=Rates(total=SIGNAL_IN_ALL, started=started, chat=1) if started else UNLIMITED,
    )


def listener(settings: Settings) -> socket.socket:
    """Where health and metrics are served.

    Raises SettingsError when that address cannot be used.
    """
    try:
        return serving.listen(settings.host, settings.port)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"{settings.host}:{settings.port} cannot be used ({reason})"
        raise SettingsError([WrongSetting("LIPA_PORT", message)]) from None
