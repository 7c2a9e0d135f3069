"""The Telegram channel: what is said goes out, what people say comes in."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode

from bot.channels import message_names
from bot.channels.base import UNLIMITED, DeliveryError, Handle, Meaning, Rates, Traits
from bot.channels.telegram import bot_profile, hook, message_parts
from bot.channels.telegram.errors import CallError
from bot.channels.telegram.polling import Polling, SetAside, Sleep
from bot.channels.telegram.request import TelegramRequest
from bot.channels.telegram.updates import CHANNEL
from bot.channels.unfinished import Unfinished
from bot.clock import Clock, Steady, steady_clock
from domain.speech.messages import Button, Outgoing

OFFICIAL = "https://api.telegram.org"
QUIET = ("telegram", "httpx", "httpcore", "aiohttp")  # they log addresses, tokens, words
MOST_ERASED = 100
NO_PREVIEW = {"is_disabled": True}

Introductions = Callable[[], Mapping[str, bot_profile.Introduction]]


class Telegram:
    """One bot. `alarm` is a sentence for the operator while Telegram refuses us, else empty.

    `webhook` is where Telegram posts to, and the secret with which it does; empty when we ask.
    """

    def __init__(  # noqa: PLR0913 - each is decided elsewhere
        self,
        token: str,
        api_url: str = OFFICIAL,
        *,
        clock: Clock,
        steady: Steady = steady_clock,
        log: logging.Logger,
        rates: Rates = UNLIMITED,
        webhook: tuple[str, str] = ("", ""),
        introductions: Introductions | None = None,
        set_aside: SetAside | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        for noisy in QUIET:
            logging.getLogger(noisy).setLevel(logging.WARNING)
        api_url = api_url.rstrip("/")
        self.username = ""  # known after `check`
        self.account = token.partition(":")[0]  # which bot we are: update numbers are its own
        self.traits = Traits(buttons=True, rates=rates)
        self._webhook, self._introductions = webhook, introductions
        self._clock = clock
        self._log = log
        self._request = request = TelegramRequest(api_url, token)
        addresses = (f"{api_url}/bot", f"{api_url}/file/bot")
        self._bot = Bot(token, *addresses, request=request, get_updates_request=request)
        note = set_aside or self._note_set_aside
        self._polling = Polling(request, clock, log, note, sleep, steady)
        self._unfinished = Unfinished(steady)

    def __repr__(self) -> str:
        return f"Telegram({self.username})"

    @property
    def name(self) -> str:
        """Always `telegram`: there is one bot of ours."""
        return CHANNEL

    @property
    def last_poll(self) -> float | None:
        """When Telegram last answered us, on the steady clock; None before its first answer."""
        return self._polling.last_poll

    @property
    def alarm(self) -> str:
        """What an operator must mend; empty while all is well."""
        return self._polling.alarm

    @property
    def counts(self) -> Counter[str]:
        """How many updates were passed over, by kind, since the start."""
        return self._polling.counts

    async def receive(self, handle: Handle) -> None:
        """Hand messages over, in order, until cancelled; those of a webhook come through `take`.

        Meanwhile Telegram is told how we introduce ourselves.
        """
        texts = {} if self._introductions is None else self._introductions()
        introducing = asyncio.create_task(self.introduce(texts))
        try:
            if all(self._webhook):
                await self.watch_webhook(*self._webhook)
            else:
                await self._polling.run(handle)
        finally:
            introducing.cancel()
            await asyncio.gather(introducing, return_exceptions=True)

    async def stop_receiving(self) -> None:
        """Before a planned stop: nothing is to be done, what was not handled comes again."""

    async def take(self, updates: Sequence[object], handle: Handle) -> None:
        """Hand over what a webhook was given; it may say 200 when this returns."""
        await self._polling.take(updates, handle)

    async def watch_webhook(self, url: str, secret: str) -> None:
        """Instead of `receive`: keep the webhook set, and `last_poll` true, until cancelled."""
        await self._polling.watch(url, secret)

    async def send(self, address: str, outgoing: Outgoing) -> str:
        """Deliver one message; the numbers of its parts, joined by commas. Raises DeliveryError.

        After a failure between two parts the same message goes on where it stopped.
        """
        chat = _chat(address)
        parts = message_parts.parts(outgoing)
        if outgoing.file is None and len(parts.texts) == 1:
            old = outgoing.instead_of
            if old.isdecimal() and await self._replace(chat, int(old), parts.texts[0], outgoing):
                return old
            return await self._say(chat, parts.texts[0], outgoing.buttons)
        return await self._send_parts(chat, outgoing, parts)

    async def erase(self, address: str, messages: Sequence[str]) -> None:
        """Delete messages of the last 48 hours; older ones, and a lost chat, are passed over."""
        chat = _chat(address)
        numbers = list(dict.fromkeys(map(int, message_names.parts(messages))))
        for start in range(0, len(numbers), MOST_ERASED):
            try:
                await self._bot.delete_messages(chat, numbers[start : start + MOST_ERASED])
            except DeliveryError as error:
                if not error.permanent:
                    raise

    async def leave(self, address: str) -> None:
        """Leave a group; to be there no longer is just as good."""
        try:
            await self._bot.leave_chat(_chat(address))
        except DeliveryError as error:
            if not error.permanent:
                raise

    async def probe(self) -> None:
        """Ask who we are, over a new connection: those from before may be dead without a word.

        Once there is an answer, updates are asked for over a new one, too.
        """
        self._request.distrust()
        await self._request.call("getMe", {})
        self._polling.renew()

    async def introduce(self, texts: Mapping[str, bot_profile.Introduction]) -> None:
        """Set commands and descriptions for each two-letter language, where they changed."""
        await bot_profile.introduce(self._bot, texts, self._log)

    async def check(self) -> bot_profile.Checked:
        """Our user name, or a sentence that says what to mend."""
        checked = await bot_profile.check(self._bot)
        self.username = checked.username or self.username
        return checked

    async def check_webhook(self, url: str) -> list[str]:
        """What to mend, or to know, about the webhook where the settings say `url`."""
        return await hook.check(self._request, url, self._clock())

    async def close(self) -> None:
        """Let go of connections; presses that wait for an answer get none."""
        await self._polling.close()
        await self._request.shutdown()

    async def _send_parts(self, chat: int, outgoing: Outgoing, parts: message_parts.Parts) -> str:
        sent = self._unfinished.pop(chat, outgoing)
        try:
            for number, text in enumerate(parts.texts):
                if number >= len(sent):
                    last = outgoing.file is None and number == len(parts.texts) - 1
                    sent.append(await self._say(chat, text, outgoing.buttons if last else ()))
            if outgoing.file is not None:
                sent.append(await self._hand(chat, outgoing, parts.caption))
        except DeliveryError:
            self._unfinished.keep(chat, outgoing, sent=sent)
            raise
        return ",".join(sent)

    async def _replace(self, chat: int, number: int, html: str, outgoing: Outgoing) -> bool:
        """Change a message on the screen; False when it can no longer be changed."""
        params = _params(chat, html, outgoing.buttons) | {"message_id": number}
        try:
            await self._request.call("editMessageText", params)
        except CallError as error:
            if not error.refused:
                raise
            return "not modified" in error.detail.lower()  # it stands there already
        return True

    async def _say(self, chat: int, html: str, buttons: Sequence[Button]) -> str:
        params = _params(chat, html, buttons)
        try:
            sent = await self._request.call("sendMessage", params)
        except CallError as error:
            error.only_this_chat = _is_group(chat)
            raise
        number = sent.get("message_id") if isinstance(sent, dict) else None
        if not isinstance(number, int):
            raise CallError(Meaning.UNCERTAIN, "a message without a number")
        return str(number)

    async def _hand(self, chat: int, outgoing: Outgoing, caption: str) -> str:
        """Send the file, with the buttons of the message."""
        file = outgoing.file
        assert file is not None  # noqa: S101 - for the types; the caller has looked
        upload = InputFile(file.content, filename=file.name)
        upload.mimetype = file.media_type
        markup = message_parts.keyboard(outgoing.buttons) if outgoing.buttons else None
        sent = await self._bot.send_document(
            chat,
            upload,
            caption=caption or None,
            parse_mode=ParseMode.HTML,
            reply_markup=InlineKeyboardMarkup.de_json(markup, self._bot) if markup else None,
        )
        return str(sent.message_id)

    def _note_set_aside(self, key: str, kind: str) -> None:
        self._log.error("Set aside %s (%s): Telegram's shape was not understood", key, kind)


def _params(chat: int, html: str, buttons: Sequence[Button]) -> dict[str, Any]:
    params: dict[str, Any] = {
        "chat_id": chat,
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": NO_PREVIEW,
    }
    if buttons:
        params["reply_markup"] = message_parts.keyboard(buttons)
    return params


def _chat(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise CallError(Meaning.UNREACHABLE, "not an address of Telegram's") from None


def _is_group(chat: int) -> bool:
    """Only a group has a limit of its own that we can hit without hitting everybody's."""
    return chat < 0
