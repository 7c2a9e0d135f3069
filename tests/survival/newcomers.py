"""People in these tests: they read sentences in their own language and press what they read."""

import asyncio
from functools import cache
from zoneinfo import ZoneInfo

from domain.speech.text import Message
from tests.platforms.signal import Person
from tests.platforms.signal.reading import plain
from tests.platforms.telegram import BotApi, Bubble, Press, State
from translations.catalogues import Catalogues
from translations.saying.speaker import Speaker

PATIENCE = 20.0
UNSEEN = str.maketrans("", "", "\u200e\u200f\u2066\u2067\u2068\u2069")


@cache
def _speaker() -> Speaker:
    return Speaker(Catalogues.load(None), ZoneInfo("UTC"))


@cache
def said(sentence: str, language: str) -> str:
    """An English sentence of the catalogues as its reader sees it, without invisible marks."""
    return _speaker().say([Message(sentence)], language)[0].words.translate(UNSEEN)


def seen(bubble: Bubble) -> str:
    """A message and its buttons, without the marks that nobody sees."""
    return "\n".join([bubble.text, *bubble.labels]).translate(UNSEEN)


class Newcomer:
    """Somebody with a phone, who was never here before."""

    def __init__(self, api: BotApi, number: int, language: str, *, code: str = "") -> None:
        state = State.NEW
        self.user = api.user(number, code or language, state=state)
        self.language = language

    async def hears(self, *sentences: str, within: float = PATIENCE) -> Bubble:
        """The next message with these sentences; others are passed over."""
        wanted = [said(sentence, self.language) for sentence in sentences]
        passed: list[str] = []
        try:
            async with asyncio.timeout(within):
                while True:
                    bubble = await self.user.next_message(within)
                    if all(words in seen(bubble) for words in wanted):
                        return bubble
                    passed.append(seen(bubble))
        except TimeoutError:
            raise AssertionError(f"nobody said {wanted}, only {passed}") from None

    def says(self, *words: str) -> None:
        """Write messages, one after the other."""
        for each in words:
            self.user.say(each)

    def presses(self, label: str, bubble: Bubble | None = None) -> Press:
        """Press a button of the newest message that has it, or of this one."""
        bubbles = [bubble] if bubble else self.user.bubbles[::-1]
        words = said(label, self.language)
        for each in bubbles:
            for button in each.buttons:
                if words in button["text"].translate(UNSEEN):
                    return self.user.press_data(each, button["callback_data"])
        raise AssertionError(f"no button {words!r}; there are {[b.labels for b in bubbles]}")

    async def answers(self, *turns: tuple[str, str]) -> Bubble:
        """Hear a question and press an answer to it, again and again; the last question."""
        for question, answer in turns:
            bubble = await self.hears(question)
            self.presses(answer, bubble)
        return bubble

    async def arrives(self, own_name: str, *, code: str = "", takes_part: bool = True) -> None:
        """From /start to the menu, or to where the link leads; who takes part has said it all."""
        self.user.start(code)
        bubble = await self.user.next_message(PATIENCE)
        self.user.press(own_name, bubble.message_id)
        await self.hears(HELLO)
        if takes_part:
            await self.allows_everything()
            self.says("/menu")
            await self.hears("What would you like to do?")

    async def allows_everything(self) -> None:
        """Both yeses and an age, where they can be said at any time."""
        await self.decides("Read it again and decide", (PART, "Yes"), last="Thank you.")
        await self.decides("🔔 Tell me when there is news", last="Thank you. We will write to you.")
        age = (("What do you want to change?", "My age"), (AGE, "18 to 25"))
        await self.decides("✏ Correct something", *age, last="Thank you. It is changed.")

    async def decides(self, label: str, *turns: tuple[str, str], last: str) -> None:
        """One thing of what is known about them, up to the sentence that it is done."""
        self.says("/privacy")
        await self.answers(("What we know about you:", label), *turns)
        await self.hears(last)


async def hears_on_signal(person: Person, sentence: str) -> None:
    """The next message with this sentence; others are passed over."""
    try:
        while sentence not in plain((await person.next_message(PATIENCE)).text):
            pass
    except TimeoutError:
        raise AssertionError((sentence, person.transcript[-5:])) from None


HELLO = "Hello! I am Lipa, a helper on your phone."
PART = "May we keep what you book and answer here?"
WRITTEN = "May we write to you when there is news, for example a new event? Never at night."
AGE = "How old are you? You can skip this."
INTERESTS = "What do you like? Choose as many as you want, then choose Done. You can skip this."
