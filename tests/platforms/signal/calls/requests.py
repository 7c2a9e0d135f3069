"""One line from a client: is it a request, and if not, what does the daemon say to it?"""

import json
from dataclasses import dataclass
from typing import Any

from tests.platforms.signal.calls.refusals import INVALID, PARSE, Json, Refused

REQUEST = "org.asamk.signal.jsonrpc.JsonRpcRequest"
NODE = "com.fasterxml.jackson.databind.node"
NOWHERE = "[Source: UNKNOWN; byte offset: #UNKNOWN]"
MEMBERS = ("method", "id", "jsonrpc", "params")
TYPES = ((bool, "BOOLEAN"), (str, "STRING"), (int, "NUMBER"), (float, "NUMBER"))
NODES = ((bool, "Boolean"), (str, "Text"), (int, "Int"), (float, "Double"), (dict, "Object"))
DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Request:
    """A well-formed call; without `answered` it is a notification."""

    id: Any
    method: str
    params: Any
    answered: bool

    def named(self) -> Json:
        """The parameters by name; a list is refused only when the command is run."""
        if isinstance(self.params, list):
            what = "java.util.LinkedHashMap<java.lang.String,java.lang.Object>"
            words = f"Cannot deserialize value of type `{what}` from Array value"
            raise Refused(INVALID, f"{words} (token `JsonToken.START_ARRAY`)\n at {NOWHERE}")
        return self.params or {}


def parse(line: str) -> Any:
    """The JSON value of a line; what stands behind it is not looked at."""
    words = line.strip()
    if not words:
        raise Refused(PARSE, "Empty input line")
    try:
        value, _end = DECODER.raw_decode(words)
    except ValueError:
        raise Refused(PARSE, f"Unrecognized token {words.split()[0]!r}: was expecting") from None
    if not isinstance(value, (dict, list)):
        raise Refused(INVALID, f"unexpected type: {_type(value)}")
    if value == []:
        raise Refused(INVALID, "invalid request")
    return value


def request_of(value: Any) -> Request | None:
    """The call in a JSON object; None for what looks like an answer."""
    if not isinstance(value, dict):
        raise Refused(INVALID, f"Cannot construct instance of `{REQUEST}`")
    if "method" not in value and ("result" in value or "error" in value):
        return None
    _look_at_members(value)
    if value.get("jsonrpc") != "2.0":
        raise Refused(INVALID, "only jsonrpc version 2.0 is supported")
    if value.get("method") is None:
        raise Refused(INVALID, "method field must be set")
    return Request(value.get("id"), str(value["method"]), value.get("params"), "id" in value)


def id_of(value: Any) -> Any:
    """What an error is sent back with."""
    found = value.get("id") if isinstance(value, dict) else None
    return None if isinstance(found, (dict, list)) else found


def _look_at_members(value: Json) -> None:
    for name, content in value.items():
        if name not in MEMBERS:
            known = ", ".join(f'"{member}"' for member in MEMBERS)
            words = f'Unrecognized field "{name}" (class {REQUEST}), not marked as ignorable'
            words = f"{words} (4 known properties: {known}])"
            raise Refused(INVALID, f"{words}\n at {NOWHERE} {_chain(name)}")
        if name == "id" and isinstance(content, (dict, list)):
            raise _misfit("id", "ValueNode", content)
        if name == "params" and content is not None and not isinstance(content, (dict, list)):
            raise _misfit("params", "ContainerNode", content)


def _misfit(name: str, wanted: str, content: Any) -> Refused:
    full = f"{NODE}.{wanted}"
    generic = f"{full}<java.lang.Object>" if wanted == "ContainerNode" else full
    found = f"{NODE}.{_node(content)}"
    words = (
        f"Problem deserializing property '{name}' (expected type: [simple type, class {generic}]"
    )
    words += (
        f"; actual type: `{found}`), problem: Can not set {full} field {REQUEST}.{name} to {found}"
    )
    return Refused(INVALID, f"{words}\n at {NOWHERE} {_chain(name)}")


def _chain(name: str) -> str:
    return f'(through reference chain: {REQUEST}["{name}"])'


def _type(value: Any) -> str:
    return next((name for kind, name in TYPES if isinstance(value, kind)), "NULL")


def _node(value: Any) -> str:
    return next((name for kind, name in NODES if isinstance(value, kind)), "Array") + "Node"
