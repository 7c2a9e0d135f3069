"""Edits on Telegram; of deletions it tells bots nothing."""

from typing import Any

import pytest

from bot.channels.telegram.updates import parse
from domain.speech.messages import Kind
from tests.bot.channels.telegram.test_telegram_updates import GROUP, NOW, message


def test_an_edit_names_the_message_it_changes() -> None:
    """As later edits of it do, and as it was called when it came."""
    told = message(text="Hello!")["message"]
    first = parse({"update_id": 1, "message": told}, NOW)
    again = parse({"update_id": 2, "edited_message": told | {"text": "Hallo!"}}, NOW)

    assert first is not None
    assert again is not None
    assert (again.kind, again.words, again.key) == (Kind.EDITED, "Hallo!", "update:2")
    assert again.quoted == first.called == again.called


@pytest.mark.parametrize("content", [{"sticker": {}}, {"text": "x", "chat": GROUP}])
def test_what_else_is_edited_is_let_go(content: dict[str, Any]) -> None:
    """There are no words of somebody to us in it."""
    told = message(**content)["message"]

    assert parse({"update_id": 1, "edited_message": told}, NOW) is None
