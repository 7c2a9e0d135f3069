"""Answers under a key of their own."""

from typing import Any

import orjson

from storage.sealing import crypto
from storage.sealing.crypto import SealError
from storage.sealing.keys import Keys


def response_owner(number: int) -> str:
    """The name under which a response's key is wrapped."""
    return f"response.{number}"


def seal_answers(key: bytes, number: int, answers: dict[str, Any]) -> bytes:
    """Answers, sealed for the row of this number: elsewhere they do not open."""
    return crypto.seal(key, _place(number), orjson.dumps(answers))


def open_answers(key: bytes, number: int, sealed: bytes) -> dict[str, Any]:
    """The answers that `seal_answers` sealed; tuples have become lists.

    Raises SealError when they were changed, moved, or are under another key.
    """
    answers: dict[str, Any] = orjson.loads(crypto.open(key, _place(number), sealed))
    return answers


def opened(keys: Keys, row: Any) -> tuple[bytes, dict[str, Any]] | None:
    """The key and the answers of a row of `responses`; None when they cannot be opened."""
    try:
        key = keys.unwrap(row.key_wrapped, response_owner(row.id))
        return key, open_answers(key, row.id, row.answers_sealed)
    except SealError:
        return None


def _place(number: int) -> str:
    return f"responses.answers_sealed.{number}"
