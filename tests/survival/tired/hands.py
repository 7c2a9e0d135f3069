"""What tired people do with a phone: Telegram's and Signal's, in one shape."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.platforms.signal import Person
from tests.platforms.signal.reading import plain
from tests.platforms.telegram import Bubble, User
from tests.survival.texters import Question, Texter


@dataclass
class Screen:
    """A message of the bot's as somebody sees it, and the bubble that it is."""

    text: str
    labels: tuple[str, ...]
    bubble: Any = field(repr=False)
    outside: bool = False  # it asked in the middle of something else
    gone: bool = False  # the bot has taken it from the phone


class Hand(Protocol):
    """Somebody's. `sent` counts what the bot has to hear of, `screens` is what it said."""

    sent: int
    screens: list[Screen]

    def say(self, words: str) -> None:
        """Write."""
        ...

    def choose(self, screen: Screen, at: int) -> None:
        """Press an answer, or write its number."""
        ...

    def photo(self, caption: str) -> None:
        """Send a picture, perhaps with words beside it."""
        ...

    def voice(self) -> None:
        """Send a voice message."""
        ...

    def edit(self, words: str) -> None:
        """Change the last message, if there is one."""
        ...

    def delete(self) -> None:
        """Delete the last message for everyone, where a bot hears of that."""
        ...

    def react(self, sign: str) -> None:
        """Put a sign on the newest message of the bot, where a bot hears of that."""
        ...


class OnTelegram:
    """With buttons."""

    def __init__(self, user: User) -> None:
        self.sent = 0
        self.screens: list[Screen] = []
        self._user = user
        self._mine = 0
        user.chat.watcher = self._watch

    def _watch(self, bubble: Bubble, change: str) -> None:
        for screen in self.screens:
            screen.gone |= change == "delete" and screen.bubble is bubble
        if change != "delete":
            labels = tuple(map(plain, bubble.labels))
            outside = any(each["callback_data"].startswith("o") for each in bubble.buttons)
            self.screens.append(Screen(plain(bubble.text), labels, bubble, outside))

    def say(self, words: str) -> None:
        """Send words."""
        self.sent += 1
        self._mine = self._user.say(words)

    def choose(self, screen: Screen, at: int) -> None:
        """Press a button."""
        self.sent += 1
        self._user.press_data(screen.bubble, screen.bubble.buttons[at]["callback_data"])

    def photo(self, caption: str) -> None:
        """With a caption, or without."""
        self.sent += 1
        self._user.send_file("photo", caption=caption or None)

    def voice(self) -> None:
        """Three seconds."""
        self.sent += 1
        self._user.send_file("voice")

    def edit(self, words: str) -> None:
        """The last message that had words."""
        self.sent += bool(self._mine)
        if self._mine:
            self._user.edit(self._mine, words)

    def delete(self) -> None:
        """Bots hear nothing of it."""

    def react(self, sign: str) -> None:
        """This bot asks for no reactions."""


class OnSignal:
    """With numbers."""

    def __init__(self, person: Person, language: str) -> None:
        self.sent = 0
        self.screens: list[Screen] = []
        self._person = person
        self._mine = 0
        Texter(person, language).watcher = self._watch

    def _watch(self, question: Question, _change: str) -> None:
        """Lines behind a bullet are no answers where others have numbers."""
        buttons = [each for each in question.buttons if _number(each).isdecimal()]
        question.buttons = buttons or question.buttons
        outside = any(each["callback_data"].startswith("o") for each in question.buttons)
        labels = tuple(question.labels)
        self.screens.append(Screen(question.text, labels, question, outside))

    def say(self, words: str) -> None:
        """Send words."""
        self.sent += 1
        self._mine = self._person.say(words)

    def choose(self, screen: Screen, at: int) -> None:
        """Write the number; of an older question, with that one pulled aside."""
        number = _number(screen.bubble.buttons[at])
        newest = next(each for each in reversed(self.screens) if each.labels)
        if screen is newest:
            self.say(number)
        else:
            self.sent += 1
            self._person.quote(screen.bubble.bubble, number)

    def photo(self, caption: str) -> None:
        """With words, or without."""
        self.sent += 1
        self._person.send_photo(caption or None)

    def voice(self) -> None:
        """Three seconds."""
        self.sent += 1
        self._person.send_voice()

    def edit(self, words: str) -> None:
        """The last message that had words."""
        self.sent += bool(self._mine)
        if self._mine:
            self._person.edit(self._mine, words)

    def delete(self) -> None:
        """For everyone."""
        self.sent += bool(self._mine)
        if self._mine:
            self._person.delete(self._mine)
        self._mine = 0

    def react(self, sign: str) -> None:
        """On what was said last."""
        self.sent += 1
        self._person.react(self._person.last, sign)


def _number(button: dict[str, str]) -> str:
    return button["callback_data"].removeprefix("o")
