"""The main job in every language that people can choose, as it stands on a phone with Signal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.signal import message_parts
from bot.channels.signal.cutting import MOST_BYTES
from bot.running import logs
from domain.speech.languages import Language
from domain.speech.messages import Outgoing
from tests.bot.conversing.chatting import SPEAK, Chat, opened
from tests.storage.samples import DAY, NOW, new_event, some_slots
from translations import po
from translations.catalogues import FOLDER, SOURCE
from translations.discretion import telling
from translations.saying import bidi

TALK = ("/menu", "/privacy", "/mydata", "/survey", "/appointments", "/help", "/link", "/stop")
GAP = re.compile(r"\{\w+\}")
MSGIDS = [entry.msgid for entry in po.read(FOLDER / "messages.pot").entries]
# English sentences that would be seen if a translation were missing; short ones are names.
ENGLISH = [msgid for msgid in MSGIDS if len(msgid) > 25 and not GAP.search(msgid)]

every = pytest.mark.parametrize("language", SPEAK.offered(), ids=lambda each: each.tag)


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """An event, advice, and somebody who has said yes to everything."""
    logs.set_up("critical")
    chat = opened(tmp_path, "signal")
    some_slots(chat.store, 2, NOW + 2 * DAY)
    chat.store.write(lambda tx: tx.events.add(new_event(), NOW))
    yield chat
    chat.store.close()


async def begin(chat: Chat, language: Language) -> Outgoing:
    """Choose the language; the answer."""
    question = await chat("/language")
    return await press(chat, question, label=language.own_name)


async def press(chat: Chat, question: Outgoing, at: int = 0, label: str = "") -> Outgoing:
    """Press the button with this label, or the one at this place."""
    labels = [bidi.strip(button.label) for button in question.buttons]
    at = labels.index(label) if label else at
    return await chat(press=question.buttons[at].data)


async def everything(chat: Chat, language: Language) -> list[Outgoing]:
    """Whatever is said on the way through all flows."""
    said = [await begin(chat, language)]
    said += [await chat(message_parts) for message_parts in TALK]
    for way in ("/events", "/legal"):
        said.append(await chat(way))
        for _step in range(4):
            if said[-1].buttons:
                said.append(await press(chat, said[-1]))
    return [*said, await chat("qqqq"), await chat("/forget")]


@every
async def test_nothing_is_left_in_english(chat: Chat, language: Language) -> None:
    """Whole sentences; names and commands stay."""
    said = await everything(chat, language)
    shown = "\n".join(part.text for outgoing in said for part in message_parts.parts(outgoing))

    left = [msgid for msgid in ENGLISH if msgid in bidi.strip(shown)]
    assert left == [] or language.tag == SOURCE


@every
async def test_every_message_fits_and_begins_calmly(chat: Chat, language: Language) -> None:
    """In one message of Signal's mostly, with a first line that may be seen by anybody."""
    for outgoing in await everything(chat, language):
        parts = message_parts.parts(outgoing)

        assert all(len(part.text.encode()) <= MOST_BYTES for part in parts)
        assert len(parts) == 1
        assert not telling(bidi.strip(parts[0].text)), parts[0].text


@every
async def test_options_are_numbered_in_the_reader_s_digits(chat: Chat, language: Language) -> None:
    """And those digits are understood."""
    await begin(chat, language)
    menu = await chat("/menu")
    [part] = message_parts.parts(menu)

    assert f"{menu.digits[1]}. " in part.text
    assert (await chat(menu.digits[5])).text != menu.text
    assert (await chat(menu.digits[0])).text == menu.text
