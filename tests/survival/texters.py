"""People on Signal in these tests: no buttons, so they quote a question and write a number.

Signal takes a message as delivered before Lipa has seen it. What was on its way to a process that
was killed is gone then; people who get no answer, or an earlier question once more, write again,
and `again` counts it.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.platforms.signal import Bubble, Person, SignalCli
from tests.platforms.signal.reading import choices, plain
from tests.survival.newcomers import UNSEEN, said
from tests.survival.sentences import CALM
from tests.survival.signal_phones import Phone
from tests.survival.walkers import GATHERING, GOALS, OWN_NAMES, Walker

PAGE = re.compile(r"\((\d+)/(\d+)\)")
BULLET = "• "
A_MOMENT = 0.1  # to read
A_WHILE = 1.0  # until whoever hears that they were too late looks again, and sees all that came
OUTDATED = "That question is answered already."
CLOSED = "That question is closed already."
SENT = "Thank you! Your answers help to make things better."
LANGUAGES = "🌐 Please choose your language."
OUTSIDE = (
    {"I'm coming", "More about it"},
    {"I will come", "I can't come"},
    {"Yes", "No", "Later"},
)


class Question:
    """A message, with its answers as if they were buttons; what they carry is to be written."""

    def __init__(self, bubbles: Sequence[Bubble], language: str) -> None:
        self.bubble = bubbles[-1]
        lines = [line for each in bubbles for line in plain(each.text).split("\n")]
        self.text = "\n".join(line for line in lines if _answer(line) is None)
        found = [answer for line in lines if (answer := _answer(line)) is not None]
        choosing = [answer for answer in found if answer[1] not in ("0", "٠")] or found
        labels = {label for label, _typed in choosing}
        alone = any(labels == {said(each, language) for each in pair} for pair in OUTSIDE)
        outside = "o" if alone else ""
        self.buttons = [{"text": w, "callback_data": f"{outside}{typed}"} for w, typed in choosing]

    @property
    def labels(self) -> list[str]:
        """The words of the answers."""
        return [button["text"] for button in self.buttons]

    def __str__(self) -> str:
        return f"{self.text} {self.labels}"


def _answer(line: str) -> tuple[str, str] | None:
    """What a line offers, and what to write for it."""
    line = line.strip()
    if line.startswith(BULLET):
        return line.removeprefix(BULLET), line.removeprefix(BULLET)
    if line.isdecimal():
        return line, line
    found = choices(line)
    return (found[0].label, found[0].number) if found else None


class Texter:
    """A phone with Signal on it, as walkers use phones."""

    def __init__(self, person: Person, language: str) -> None:
        self.person = person
        self.language = language
        self.chat = self
        self.watcher: Callable[[Question, str], None] | None = None
        self._pages: list[Bubble] = []
        person.watcher = self._watch

    @property
    def transcript(self) -> list[str]:
        """What stands there."""
        return self.person.transcript

    def say(self, words: str) -> None:
        """Write."""
        self.person.say(words)

    def press_data(self, question: Question, data: str) -> None:
        """Write an answer, with the question pulled aside."""
        self.person.quote(question.bubble, data.removeprefix("o"))

    def _watch(self, bubble: Bubble, change: str) -> None:
        if change != "new" or self.watcher is None:
            return
        self._pages.append(bubble)
        page = PAGE.search(plain(bubble.text).split("\n")[-1])
        if page is None or int(page[1]) == int(page[2]):
            pages, self._pages = self._pages, []
            self.watcher(Question(pages, self.language), change)


class Phones:
    """Makes people on Signal."""

    def __init__(self, signal: SignalCli) -> None:
        self.signal = signal

    def user(self, number: int, language: str) -> Phone:
        """Somebody new."""
        return Texter(self.signal.person(number, name=f"n{number}"), language)


class TextWalker(Walker):
    """A walker on Signal, where a message that comes twice looks like the first one."""

    def __init__(
        self,
        phones: Phones,
        number: int,
        language: str,
        random: Random,
        goals: Sequence[str] = GOALS,
    ) -> None:
        super().__init__(phones, number, language, random, goals)
        self.waiting = False
        self.again = 0
        self._heard: set[str] = set()
        self._turning: asyncio.TimerHandle | None = None
        self._last: Callable[[], object] = lambda: None
        self._rules += [
            (said(OUTDATED, language), self._next),
            (said(CLOSED, language), self._next),
            (LANGUAGES, self._presses(OWN_NAMES[language])),  # nobody tells which one they read
        ]

    @property
    def open(self) -> int:
        """Whether the last message was not answered yet, or the answer not read."""
        return int(self.waiting or self._turning is not None)

    def write_again(self) -> None:
        """Nobody has answered for long."""
        self.again += 1
        self.updates += 1
        self._last()

    def _watch(self, bubble: Any, change: str) -> None:
        if change != "delete":
            self._hear(bubble)

    def _hear(self, bubble: Any) -> None:
        text = bubble.text.translate(UNSEEN)
        gathering = GATHERING.search(text)
        new = text not in self._heard
        self._heard.add(text)
        if text.startswith("Letter "):
            return
        if any(button["callback_data"].startswith("o") for button in bubble.buttons):
            self._later(self._invited, bubble, gathering[0] if gathering else "")
            return
        if new or self.waiting:
            self._believe(text)
        if bubble.buttons or said(CALM, self.language) in text:
            self._gathering = gathering[0] if gathering else self._gathering
            self._consider(bubble, text, new=new)

    def _consider(self, bubble: Any, text: str, *, new: bool) -> None:
        """Answer the newest question only, when nothing more has come for a moment."""
        if self._turning is not None:
            self._turning.cancel()
        elif not (self.waiting or new):
            self.doubled += 1
            return
        elif not new:  # an earlier question came once more, maybe in the place of a lost answer
            self.again += 1
        words = [
            said(each, tongue) for each in (OUTDATED, CLOSED) for tongue in ("en", self.language)
        ]
        late = any(each in text for each in words)  # in English as long as they have chosen none
        self._turning = self._later(self._turn, bubble, text, after=A_WHILE if late else A_MOMENT)

    def _turn(self, bubble: Any, text: str) -> None:
        self.waiting, self._turning = False, None
        self._react(bubble, text)

    def _believe(self, text: str) -> None:
        """What they are told, they are told at once."""
        self._note(text)
        self._hear_first_part(text)
        self.told.booked |= said("Booked.", self.language) in text
        if said(SENT, self.language) in text:
            self.told.answered = self.wrote

    @staticmethod
    def _later(
        act: Callable[..., None], *given: Any, after: float = A_MOMENT
    ) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(after, act, *given)

    def _say(self, words: str) -> None:
        self._do(lambda: self.user.say(words))

    def _write(self, question: Any, words: str) -> None:
        """With the question pulled aside: written again, it must not answer the next one."""
        self._press(question, words)

    def _press(self, bubble: Any, data: str) -> None:
        self._do(lambda: self.user.press_data(bubble, data))

    def _do(self, act: Callable[[], object]) -> None:
        self.waiting = True
        self.updates += 1
        self._last = act
        act()
