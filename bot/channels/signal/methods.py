"""The methods of signal-cli that we call, with what each of them takes.

signal-cli passes over a name that it does not know, and reads a list where it wants one recipient
as a telephone number, without a word. So calls are looked at before they leave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OLDEST_TIMESTAMP = 2**31  # Java would read a smaller number as an int, and refuse it


@dataclass(frozen=True, slots=True)
class Method:
    """The parameters that must be there, and those that may."""

    needs: Mapping[str, type]
    may: Mapping[str, type]


def _method(needs: Mapping[str, type] | None = None, **may: type) -> Method:
    return Method({"account": str} | dict(needs or {}), may)


_TO: dict[str, Any] = {"recipient": list, "groupId": str}
METHODS = {
    "version": Method({}, {}),
    "listAccounts": Method({}, {}),
    "subscribeReceive": _method(),
    "unsubscribeReceive": Method({"subscription": int}, {}),
    "send": _method(
        **_TO, message=str, attachment=list, textStyle=list, editTimestamp=int, voiceNote=bool
    ),
    "sendPollCreate": _method({"question": str, "option": list}, **_TO, noMulti=bool),
    "remoteDelete": _method({"targetTimestamp": int}, **_TO),
    "updateContact": _method({"recipient": str, "expiration": int}),
    "removeContact": _method({"recipient": str}, forget=bool),
    "trust": _method({"recipient": str, "trustAllKnownKeys": bool}),
    "getAttachment": _method({"id": str, "recipient": str}),
    "quitGroup": _method({"groupId": str}, delete=bool),
    "listDevices": _method(),
    "submitRateLimitChallenge": _method({"challenge": str, "captcha": str}),
}


def check(method: str, params: Mapping[str, Any]) -> None:
    """Raises ValueError, without any of the values, where signal-cli would misunderstand a call."""
    known = METHODS.get(method)
    if known is None:
        raise ValueError(f"{method} is not a method that we call")
    types = {**known.needs, **known.may}
    wrong = [name for name, value in params.items() if not _fits(name, value, types)]
    wrong += [name for name in known.needs if name not in params]
    if wrong:
        raise ValueError(f"{method}: {', '.join(wrong)}")


def _fits(name: str, value: object, types: Mapping[str, type]) -> bool:
    if name not in types or type(value) is not types[name]:
        return False
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, str) for each in value)
    return not name.endswith("Timestamp") or (isinstance(value, int) and value > OLDEST_TIMESTAMP)
