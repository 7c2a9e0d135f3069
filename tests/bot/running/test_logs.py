"""The log never holds words: not in messages, not in exceptions, not in what libraries say."""

import asyncio
import gc
import json
import logging
import sys
import warnings
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog

from bot.running import logs
from bot.settings.settings import Settings
from domain.speech.messages import Incoming

CANARY = "kanarček-7c21"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TOKEN = "4200000042:AAFakeTokenForTestsOnly_0123456789abcdef"


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of the log."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def handler(words: str) -> None:
    """A handler that fails with somebody's words in every place where they could hide."""
    secret = {"words": words}
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(f"could not handle {secret}") from error


def test_an_exception_keeps_its_kind_and_our_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Enough to find the bug."""
    logs.set_up("debug")
    try:
        Settings.from_env(None)  # type: ignore[arg-type]
    except AttributeError:
        structlog.get_logger("bot").exception("failed", person=7)

    [line] = written(capsys)
    assert (line["event"], line["person"]) == ("failed", 7)
    assert line["error"][0]["kind"] == "AttributeError"
    assert line["error"][0]["lines"][0].startswith("bot/settings/settings.py:")


@pytest.mark.parametrize("name", ["bot.conversing.batches", "elsewhere"])
def test_no_word_of_an_exception_is_kept(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither of the exception, nor of its cause, nor of what stood around it."""
    logs.set_up("debug")
    try:
        handler(CANARY)
    except RuntimeError as error:
        structlog.get_logger(name).exception("failed", reason=error)
        logging.getLogger(name).exception("failed")

    first, second = written(capsys)
    assert [cause["kind"] for cause in first["error"]] == ["RuntimeError", "ValueError"]
    assert first["reason"] == "RuntimeError"
    assert CANARY not in json.dumps([first, second], ensure_ascii=False)


def test_what_libraries_fill_into_their_lines_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Only the fixed part of their sentence stays, and where it comes from."""
    logs.set_up("debug")
    logging.getLogger("library").error("could not read %s", CANARY)
    logging.getLogger("library").error(f"could not read {CANARY}")

    first, second = written(capsys)
    assert first["event"].startswith("could not read %s (test_logs.py:")
    assert CANARY not in json.dumps([first, second], ensure_ascii=False)


def test_our_own_lines_are_kept_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """We know what we put there."""
    logs.set_up("debug")
    logging.getLogger("bot.channels").warning("again in %.1f s", 2.5)

    assert written(capsys)[0]["event"] == "again in 2.5 s"


async def test_a_task_that_nobody_awaited_keeps_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The loop reports it, without the exception's own words."""
    logs.set_up("debug")

    async def fail() -> None:
        raise ValueError(CANARY)

    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()

    [line] = written(capsys)
    assert line["error"][0]["kind"] == "ValueError"
    assert CANARY not in json.dumps(line, ensure_ascii=False)


def test_a_crash_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a traceback that shows what was being said."""
    logs.set_up("debug")
    try:
        handler(CANARY)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    [line] = written(capsys)
    assert line["event"] == "crashed"
    assert CANARY not in json.dumps(line, ensure_ascii=False)


def test_a_warning_keeps_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings quote what they are about."""
    logs.set_up("debug")
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(CANARY, stacklevel=1)

    assert CANARY not in capsys.readouterr().err


def test_a_message_shows_no_words_when_it_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """Even if somebody logs a whole message by mistake."""
    logs.set_up("debug")
    message = Incoming("telegram", CANARY, "1", NOW, words=CANARY)

    structlog.get_logger("bot").info("arrived", message=repr(message))

    assert CANARY not in capsys.readouterr().err


def test_a_token_is_hidden_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses of the Bot API hold it."""
    logs.set_up("debug")
    structlog.get_logger("bot").warning("failed", url=f"https://api.telegram.org/bot{TOKEN}/getMe")

    assert "bot[token]/getMe" in capsys.readouterr().err
