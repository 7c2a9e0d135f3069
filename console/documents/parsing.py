"""The door for files that people write: bytes become a JSON object, or a sentence says why not."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from domain.speech.text import Message

Json = Any
MOST_BYTES = 1_000_000
WHOLE = "file"  # the field named when the file as a whole is wrong
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class WrongField:
    """One field, by its path in the file, and what is wrong or allowed there.

    `text` is the same for whoever reads it in their own language, where a form can be so.
    """

    field: str
    message: str
    text: Message | None = None

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


class DocumentError(Exception):
    """A file cannot be used; `problems` names everything that has to be mended.

    `file` is its name, empty as long as nobody has said it, or where there is none.
    """

    def __init__(self, problems: Sequence[WrongField], file: str = "") -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
        self.file = file


def parse(data: bytes) -> Mapping[str, Json]:
    """The JSON object in these bytes; a byte order mark in front does no harm.

    Raises DocumentError for anything else.
    """
    if len(data) > MOST_BYTES:
        _refuse(f"is larger than {MOST_BYTES:,} bytes")
    try:
        parsed = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant
        )
    except UnicodeDecodeError:
        _refuse("is not UTF-8 text")
    except json.JSONDecodeError as error:
        _refuse(f"is not JSON: {error.msg}, line {error.lineno}, column {error.colno}")
    except (RecursionError, ValueError):
        _refuse("is not usable JSON: it is nested too deeply, or a number in it is too long")
    if not isinstance(parsed, dict):
        _refuse("must hold a JSON object: { … }")
    return parsed


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name in found:
            raise DocumentError([WrongField(shown(name), "stands here twice; remove one of them")])
        found[name] = value
    return found


def _constant(name: str) -> NoReturn:
    raise DocumentError([WrongField(WHOLE, f"is not JSON: {name} is no number")])


def _refuse(message: str) -> NoReturn:
    raise DocumentError([WrongField(WHOLE, message)]) from None


def shown(name: str) -> str:
    """A name out of a file, safe and short enough to be shown in one line."""
    return UNPRINTABLE.sub("?", name.replace("\n", " "))[:60]
