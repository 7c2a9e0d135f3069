"""Drafts as stored values: plain JSON out, the same draft back, and the way back as small patches.

What is equal to its default is not stored, so a field added later reads as its default.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from domain.speech.text import Json

MOST_BYTES = 32_768
Reader = Callable[[Any], Any]
_written = json.JSONEncoder(ensure_ascii=False).encode


class DraftTooLargeError(Exception):
    """A draft outgrew what we are willing to keep about a conversation."""


def freeze(draft: Any) -> dict[str, Json]:
    """The draft's fields that differ from their defaults, as plain values."""
    kind: Any = type(draft)
    frozen = {}
    for name, default in _defaults(kind).items():
        value = getattr(draft, name)
        if value != default:
            frozen[name] = _plain(value)
    return frozen


def thaw(kind: Any, frozen: Mapping[str, Json]) -> Any:
    """The draft again; fields that no longer exist are dropped.

    Raises TypeError, ValueError or KeyError when the stored values do not fit any more.
    """
    readers = _readers(kind)
    return kind(**{name: readers[name](v) for name, v in frozen.items() if name in readers})


def undo(new: Mapping[str, Json], old: Mapping[str, Json]) -> Json:
    """What turns `new` back into `old`: values to set, names to drop, patches deeper down."""
    differ = {name: value for name, value in old.items() if new.get(name, MISSING) != value}
    deeper = {
        name: undo(new[name], value)
        for name, value in differ.items()
        if isinstance(value, dict) and isinstance(new.get(name), dict)
    }
    plain = {name: value for name, value in differ.items() if name not in deeper}
    return [plain, [name for name in new if name not in old], deeper]


def apply(patch: Json, new: Mapping[str, Json]) -> dict[str, Json]:
    """The older value that `undo` remembered."""
    plain: dict[str, Json]
    plain, gone, deeper = patch
    kept = {name: value for name, value in new.items() if name not in gone}
    return kept | plain | {name: apply(inner, new[name]) for name, inner in deeper.items()}


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    return {
        f.name: f.default_factory() if f.default_factory is not MISSING else f.default
        for f in fields(kind)
    }


@cache
def _readers(kind: Any) -> dict[str, Reader]:
    hints = get_type_hints(kind)
    return {f.name: _reader(hints[f.name]) for f in fields(kind)}


def _plain(value: Any) -> Json:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | frozenset | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _reader(hint: Any) -> Reader:
    if isinstance(hint, NewType):
        return _reader(hint.__supertype__)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional([_reader(a) for a in arguments if a is not NoneType], arguments)
    if origin in (tuple, frozenset):
        item = _reader(arguments[0])
        return lambda stored: origin(item(part) for part in stored)
    return _scalar_reader(hint, origin)


def _scalar_reader(hint: Any, origin: Any) -> Reader:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint in (datetime, date):
        return hint.fromisoformat  # type: ignore[no-any-return]  # both have it
    if origin is not None and issubclass(origin, Mapping):
        return lambda stored: {name: _tuples(item) for name, item in stored.items()}
    return _tuples


def _optional(readers: list[Reader], arguments: tuple[Any, ...]) -> Reader:
    # A union of plain values (an answer) is stored as it is; otherwise there is one kind or None.
    inner = readers[0] if len(readers) == 1 else _tuples
    if NoneType not in arguments:
        return inner
    return lambda stored: None if stored is None else inner(stored)


def _tuples(stored: Json) -> Any:
    return tuple(stored) if isinstance(stored, list) else stored


def bounded(frozen: dict[str, Any]) -> dict[str, Any]:
    """The frozen draft itself. Raises DraftTooLargeError above MOST_BYTES."""
    if frozen and len(_written(frozen)) > MOST_BYTES:
        raise DraftTooLargeError(f"a draft of more than {MOST_BYTES} bytes")
    return frozen
