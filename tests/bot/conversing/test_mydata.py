"""The files of /mydata as they leave: rendered, stored on the way, with what a channel sends."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sending.rendering import Renderer
from domain.people.person import ChooseLanguage
from domain.rules import perform
from domain.speech.messages import File, say_from_json, say_to_json
from tests.bot.conversing.chatting import SPEAK, Chat, opened
from tests.storage.samples import NOW, person
from translations.saying import bidi


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who reads Arabic."""
    chat = opened(tmp_path)
    arabic = ChooseLanguage("ar")
    ben = person(chat.store)
    chat.store.write(lambda tx: perform(arabic, tx.work(ben, NOW)))
    yield chat
    chat.store.close()


async def file_of(chat: Chat, choice: str) -> File:
    """The file that this answer brings, after a night in the outbox."""
    await chat("/mydata")
    await chat("📎 كل شيء في ملف")
    before = len(chat.tray.rows)
    await chat(choice)
    [row] = [row for row in chat.tray.rows[before:] if row.say and row.say.file]
    assert row.say is not None
    file = Renderer(SPEAK).outgoing(row, say_from_json(say_to_json(row.say))).file
    assert file is not None
    return file


async def test_a_file_to_read_is_text_in_their_language(chat: Chat) -> None:
    """UTF-8, as every phone opens it."""
    file = await file_of(chat, "📄 للقراءة")

    words = bidi.strip(file.content.decode())
    assert (file.name, file.media_type, file.words) == ("my-data.txt", "text/plain", None)
    assert "ما نعرفه عنك:" in words
    assert "• اللغة: العربية" in words


async def test_a_file_for_programs_is_json(chat: Chat) -> None:
    """With every row of theirs."""
    file = await file_of(chat, "🗃 لبرنامج (JSON)")

    read = json.loads(file.content)
    assert {"people", "addresses", "consents", "conversations"} <= set(read)
    assert read["addresses"][0]["address"] == "1001"
