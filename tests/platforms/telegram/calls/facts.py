"""What the published pages of the Bot API say about names, types and required fields, as checks.

The checks are compiled from ``facts_10_0.json`` when first needed and are cheap afterwards: one
dictionary look-up and one call per field.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

type_of = type
Check = Callable[[Any], None]
Decode = Callable[[Any], Any]
Params = dict[str, Any]

INTEGER = re.compile(r"-?\d+")
YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}


class WrongCall(Exception):  # noqa: N818  # reads as a sentence where it is raised
    """A call that the published pages do not allow; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call as a part of its form."""

    name: str
    media_type: str
    data: bytes

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {len(self.data)} bytes)"


class Facts:
    """The methods and types of one version of the Bot API."""

    def __init__(self, path: Path | None = None) -> None:
        raw = orjson.loads((path or Path(__file__).with_name("facts_10_0.json")).read_bytes())
        self.version: str = raw["version"]
        self.methods: dict[str, dict[str, str]] = raw["methods"]
        self.types: dict[str, dict[str, str]] = raw["types"]
        self.unions: dict[str, list[str]] = raw["unions"]
        self._checks: dict[str, Check] = {}
        self._calls: dict[str, tuple[dict[str, Decode], frozenset[str]]] = {}

    def parse(self, method: str, params: Params) -> Params:
        """Check the parameters of a call; give them back with strings turned into their types."""
        fields, required = self._calls.get(method) or self._call(method)
        parsed = {}
        for name, value in params.items():
            decode = fields.get(name)
            if decode is None:
                if isinstance(value, Upload) and f"attach://{name}" in str(params):
                    parsed[name] = value
                    continue
                raise WrongCall(f"unknown parameter {name} of {method}")
            try:
                parsed[name] = decode(value)
            except WrongCall as wrong:
                raise WrongCall(f"{method}: {name}{wrong}") from None
        if not required <= parsed.keys():
            missing = ", ".join(sorted(required - parsed.keys()))
            raise WrongCall(f"required parameter {missing} of {method} is missing")
        return parsed

    def problem(self, type_name: str, value: Any) -> str | None:
        """Say what is wrong with a value of the given type, or None."""
        try:
            self.check(type_name)(value)
        except WrongCall as wrong:
            return f"{type_name}{wrong}"
        return None

    def check(self, written: str) -> Check:
        """The check for a type as written in the facts, such as ``Array of String``."""
        if written not in self._checks:
            self._checks[written] = self._later(written)  # types may nest
            self._checks[written] = self._compile(written)
        return self._checks[written]

    def _later(self, written: str) -> Check:
        def check(value: Any) -> None:
            self._checks[written](value)

        return check

    def _call(self, method: str) -> tuple[dict[str, Decode], frozenset[str]]:
        fields = self.methods[method]
        decodes = {name: self._decoder(kind.removeprefix("!")) for name, kind in fields.items()}
        required = frozenset(name for name, kind in fields.items() if kind[0] == "!")
        self._calls[method] = (decodes, required)
        return self._calls[method]

    def _decoder(self, written: str) -> Decode:
        plain = {
            "String": _string,
            "Integer": _integer,
            "Boolean": _boolean,
            "Integer or String": _integer_or_string,
            "InputFile or String": _file_or_string,
            "InputFile": _file,
        }
        return plain.get(written) or _from_json(self.check(written))

    def _compile(self, written: str) -> Check:
        if written.startswith("="):
            return _constant(written[1:])
        if written.startswith("Array of "):
            return _array(self.check(written.removeprefix("Array of ")))
        if written in PLAIN:
            return PLAIN[written]
        if written in self.types:
            return self._object(written)
        if written == " or ".join(MARKUPS.values()):
            return self._markup()
        return self._union(self.unions.get(written) or written.split(" or "))

    def _object(self, name: str) -> Check:
        kinds = {n: kind.removeprefix("!") for n, kind in self.types[name].items()}
        fields = {n: (SIMPLE.get(kind), self.check(kind)) for n, kind in kinds.items()}
        required = {n for n, kind in self.types[name].items() if kind[0] == "!"}

        def check(value: Any) -> None:
            if type_of(value) is not dict:
                raise WrongCall(f" must be {name}, not {value!r:.60}")
            for key, inner in value.items():
                field = fields.get(key)
                if field is None:
                    raise WrongCall(f": {name} has no field {key}")
                if type_of(inner) is field[0]:
                    continue
                try:
                    field[1](inner)
                except WrongCall as wrong:
                    raise WrongCall(f".{key}{wrong}") from None
            if not required <= value.keys():
                missing = ", ".join(sorted(required - value.keys()))
                raise WrongCall(f": {name} needs {missing}")

        return check

    def _union(self, members: list[str]) -> Check:
        checks = [self.check(member) for member in members]

        def check(value: Any) -> None:
            reasons = []
            for member in checks:
                try:
                    member(value)
                except WrongCall as wrong:
                    reasons.append(str(wrong))
                else:
                    return
            raise WrongCall(f" fits none of its types: {'; '.join(dict.fromkeys(reasons))}")

        return check

    def _markup(self) -> Check:
        """Choose the kind of keyboard by its own field, so that complaints are about that kind."""
        kinds = {field: self.check(name) for field, name in MARKUPS.items()}

        def check(value: Any) -> None:
            if type_of(value) is dict:
                for field, kind in kinds.items():
                    if field in value:
                        return kind(value)
            raise WrongCall(f" is no keyboard: {value!r:.60}")

        return check


def _array(inner: Check) -> Check:
    def check(value: Any) -> None:
        if type_of(value) is not list:
            raise WrongCall(f" must be an array, not {value!r:.60}")
        for index, element in enumerate(value):
            try:
                inner(element)
            except WrongCall as wrong:
                raise WrongCall(f"[{index}]{wrong}") from None

    return check


def _constant(constant: str) -> Check:
    def check(value: Any) -> None:
        if value != constant:
            raise WrongCall(f" must be {constant}, not {value!r:.60}")

    return check


def _of(*types: type) -> Check:
    wanted = frozenset(types)

    def check(value: Any) -> None:
        if type_of(value) not in wanted:
            raise WrongCall(f" has the wrong type: {value!r:.60}")

    return check


def _true(value: Any) -> None:
    if value is not True:
        raise WrongCall(f" must be True, not {value!r:.60}")


PLAIN: dict[str, Check] = {
    "String": _of(str),
    "Integer": _of(int),
    "Float": _of(int, float),
    "Boolean": _of(bool),
    "True": _true,
    "InputFile": _of(str, Upload),
}


SIMPLE: dict[str, type] = {"String": str, "Integer": int, "Boolean": bool}  # spares a call


def _string(value: Any) -> Any:
    if type_of(value) is not str:
        raise WrongCall(f" must be a string, not {value!r:.60}")
    return value


def _integer(value: Any) -> Any:
    if type_of(value) is int:
        return value
    if type_of(value) is str and INTEGER.fullmatch(value):
        return int(value)
    raise WrongCall(f" must be an integer, not {value!r:.60}")


def _boolean(value: Any) -> Any:
    if type_of(value) is str:
        value = YES_NO.get(value.lower(), value)
    if type_of(value) is not bool:
        raise WrongCall(f" must be a boolean, not {value!r:.60}")
    return value


def _integer_or_string(value: Any) -> Any:
    if type_of(value) is int:
        return value
    if type_of(value) is str:
        return int(value) if INTEGER.fullmatch(value) else value
    raise WrongCall(f" must be an integer or a string, not {value!r:.60}")


def _file_or_string(value: Any) -> Any:
    if type_of(value) not in (str, Upload):
        raise WrongCall(f" must be a file or a string, not {value!r:.60}")
    return value


def _file(value: Any) -> Any:
    if type_of(value) is not Upload:
        raise WrongCall(f" must be a file, not {value!r:.60}")
    return value


def _from_json(check: Check) -> Decode:
    def decode(value: Any) -> Any:
        if type_of(value) is str:
            try:
                value = orjson.loads(value)
            except ValueError:
                raise WrongCall(f" is no JSON: {value!r:.60}") from None
        check(value)
        return value

    return decode
