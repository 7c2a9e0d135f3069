"""What walkers need of a platform and of a phone."""

from typing import Any, Protocol


class Phone(Protocol):
    """What a walker holds: `chat.watcher` is told of every message."""

    @property
    def chat(self) -> Any:
        """The chat with the bot."""
        ...

    @property
    def transcript(self) -> list[str]:
        """What stands there."""
        ...

    def say(self, words: str) -> object:
        """Write."""
        ...

    def press_data(self, bubble: Any, data: str) -> object:
        """Choose an answer."""
        ...


class Phones(Protocol):
    """A platform."""

    def user(self, number: int, language: str) -> Phone:
        """Somebody on it."""
        ...
