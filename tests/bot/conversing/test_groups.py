"""Groups get one excuse in a language that is likely theirs, and are left once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.channels.base import DeliveryError, Meaning, Traits
from bot.conversing.batches import Conversations
from bot.conversing.handling import Handling
from bot.conversing.leaving_groups import IN_GROUP
from domain.speech.messages import Incoming, Kind
from tests.bot.channels.telegram.telegram_kit import telegram, turn
from tests.bot.conversing.chatting import SPEAK
from tests.bot.sending.sender_world import Remembering
from tests.platforms.telegram import BotApi, State
from tests.storage.samples import NOW

SECOND = timedelta(seconds=1)


class Silent(Conversations):
    """Nobody is answered."""

    def __init__(self) -> None:
        self.talk: list[Incoming] = []

    async def handle(
        self,
        batch: Sequence[Incoming],
        account: str = "",  # noqa: ARG002 - as the real ones have it
        timer: int | None = None,  # noqa: ARG002 - as above
    ) -> None:
        """What was said in private comes here."""
        self.talk += batch


@dataclass
class Groups(Remembering):
    """A channel that remembers which groups it left; leaving may meet trouble, too."""

    left: list[str] = field(default_factory=list)
    locked: list[Meaning] = field(default_factory=list)

    async def leave(self, address: str) -> None:
        """Go, unless the platform does not let us."""
        if self.locked:
            raise DeliveryError(self.locked.pop(0), "locked")
        self.left.append(address)


class Room:
    """A bot that is in groups, and a clock."""

    def __init__(self) -> None:
        self.at = NOW
        self.channel = Groups(lambda: self.at, Traits(), takes=0)
        self.handling = Handling(Silent(), SPEAK, self.channel, lambda: self.at)

    async def hear(self, *said: Incoming) -> None:
        """A batch comes in, and all that follows from it is done."""
        await self.handling(said)
        await self.handling.finish(5)

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was said in which group."""
        return [(group, words) for _at, group, words in self.channel.sent]


def in_group(language: str = "", group: str = "-1", at: datetime = NOW) -> Incoming:
    """Somebody spoke there."""
    return Incoming("telegram", group, "k", at, Kind.GROUP, language=language)


def excuse(language: str) -> str:
    """As it is said in a language."""
    return SPEAK.say([IN_GROUP], language)[0].words


async def test_many_messages_of_a_group_get_one_excuse() -> None:
    """Also when they come one by one, while we leave and afterwards; each group gets its own."""
    room = Room()
    heard = [in_group("sl")] * 12

    await room.handling(heard[:7])
    await room.handling([*heard[7:], in_group("fr", "-2")])
    await room.handling.finish(5)
    room.at += 5 * SECOND
    await room.hear(*heard)

    assert room.said == [("-1", excuse("sl")), ("-2", excuse("fr"))]
    assert room.channel.left == ["-1", "-2"]


@pytest.mark.parametrize(
    ("heard", "language"),
    [
        (["ar"], "ar"),
        (["fa-AF"], "fa"),
        (["en", "sl", "ru"], "ru"),
        (["sl", "", "tlh"], "sl"),
        (["tlh"], "en"),
        ([""], "en"),
    ],
)
async def test_the_excuse_is_in_the_language_of_whoever_spoke_last(
    heard: list[str], language: str
) -> None:
    """As their app is set; English only where nobody's is one that we speak."""
    room = Room()

    await room.hear(*map(in_group, heard))

    assert room.said == [("-1", excuse(language))]
    assert room.channel.outgoing[0].right_to_left is (language in ("ar", "fa"))


async def test_a_group_that_takes_us_in_again_is_answered_again() -> None:
    """It was said after we had left."""
    room = Room()
    await room.hear(in_group("sl"))
    room.at += 60 * SECOND

    await room.hear(in_group("sl", at=room.at - SECOND))

    assert room.channel.left == ["-1", "-1"]
    assert len(room.said) == 2


@pytest.mark.parametrize("meaning", [Meaning.LIMITED, Meaning.UNREACHABLE, Meaning.NETWORK])
async def test_a_group_that_takes_no_excuse_is_left_all_the_same(meaning: Meaning) -> None:
    """What is said there must not reach us."""
    room = Room()
    room.channel.trouble = lambda _group, _words: DeliveryError(meaning, "x")

    await room.hear(in_group())

    assert room.channel.left == ["-1"]


async def test_a_group_that_cannot_be_left_hears_no_second_excuse() -> None:
    """The next message there is another try to go."""
    room = Room()
    room.channel.locked = [Meaning.NETWORK, Meaning.LIMITED]
    for _message in range(3):
        await room.hear(in_group())

    assert len(room.said) == 1
    assert room.channel.left == ["-1"]


async def test_what_waited_at_telegram_while_we_were_down() -> None:
    """A dozen people's words in one group, from the real shape of them to the last call."""
    async with BotApi() as api:
        users = [api.user(1001 + each, language_code="sl") for each in range(12)]
        group = api.group(users[0])
        for user in users:
            user.say("/start@lipa_test_bot", group=group.id)
        channel = telegram(api.url)
        handling = Handling(Silent(), SPEAK, channel)
        receiving = asyncio.create_task(channel.receive(handling))
        async with asyncio.timeout(5):
            while group.state is State.OPEN:
                await turn()
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)
        await handling.finish(5)
        await channel.close()

        assert [call.params["text"] for call in api.sent] == [excuse("sl")]
        assert api.counters["leaveChat"] == 1
        assert group.state is State.KICKED
