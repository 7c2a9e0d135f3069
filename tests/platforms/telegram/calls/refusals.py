"""How the Bot API says no: a status, a description, sometimes parameters."""

from typing import Any

import orjson

PREFIX = {
    400: "Bad Request: ",
    403: "Forbidden: ",
    409: "Conflict: ",
    413: "",
    429: "Too Many Requests: ",
}


class Refused(Exception):  # noqa: N818  # reads as a sentence where it is raised
    """An answer with ``ok: false``; the words are the real server's, without their prefix."""

    def __init__(self, code: int, words: str, **parameters: Any) -> None:
        super().__init__(words)
        self.code = code
        self.description = PREFIX.get(code, "") + words
        self.parameters = parameters

    @property
    def body(self) -> bytes:
        """The JSON of the answer."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code}
        answer["description"] = self.description
        if self.parameters:
            answer["parameters"] = self.parameters
        return orjson.dumps(answer)

    @property
    def headers(self) -> bytes:
        """Further lines for the head of the answer."""
        if "retry_after" in self.parameters:
            return b"Retry-After: %d\r\n" % self.parameters["retry_after"]
        return b""


def bad(words: str, **parameters: Any) -> Refused:
    """A 400."""
    return Refused(400, words, **parameters)


def too_many(retry_after: int) -> Refused:
    """A 429."""
    return Refused(429, f"retry after {retry_after}", retry_after=retry_after)
