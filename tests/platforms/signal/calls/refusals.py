"""What the daemon answers when it does not do what it was asked."""

from typing import Any

Json = dict[str, Any]

PARSE, INVALID, NO_METHOD, WRONG_PARAMS, UNEXPECTED = -32700, -32600, -32601, -32602, -32603
USER, IO, UNTRUSTED, LIMITED, CAPTCHA = -1, -3, -4, -5, -6


class Refused(Exception):  # noqa: N818  # reads as a sentence where it is raised
    """A JSON-RPC error."""

    def __init__(self, code: int, message: str, data: Json | None = None) -> None:
        super().__init__(f"{code} {message}")
        self.error: Json = {"code": code, "message": message, "data": data}


def user_error(words: str) -> Refused:
    """Something the caller should have known."""
    return Refused(USER, words)


def not_cast(name: str) -> Refused:
    """A value of another type than the command expects."""
    cast = "cannot be cast to class java.lang.Long"
    return Refused(UNEXPECTED, f"class java.lang.{name} {cast} (ClassCastException)")


def no_session(recipient: str) -> Refused:
    """The daemon has lost what it needs to write to this phone."""
    words = f"Failed to send message: Session not found: {recipient}.1 (InvalidSessionException)"
    return Refused(UNEXPECTED, f"{words} (UnexpectedErrorException)")


def no_connection() -> Refused:
    """Signal cannot be reached at all."""
    words = "Failed to send message: No connection! (IOException) (UnexpectedErrorException)"
    return Refused(UNEXPECTED, words)
