"""Many people at once, each on a way of their own through everything, until nothing is left to do.

A walker answers whatever question stands on the phone, as people do, and passes over what comes a
second time. What the walkers were told is what the database must say afterwards.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from random import Random

from tests.platforms.telegram import Bubble
from tests.survival.newcomers import AGE, INTERESTS, UNSEEN, WRITTEN, said
from tests.survival.sentences import (
    CALM,
    CAR,
    CHILD,
    ENDINGS,
    INTERPRETED,
    INTERPRETER,
    NEEDED,
    NOTHING_FREE,
    OLD,
    STAND,
    TAKEN,
    YEAR,
    Told,
)
from tests.survival.signal_phones import Phones

OWN_NAMES = {"en": "English", "sl": "Slovenščina", "ar": "العربية"}
DIGITS = {"en": "0123456789", "sl": "0123456789", "ar": "٠١٢٣٤٥٦٧٨٩"}
GATHERING = re.compile(r"Gathering (\d+)")
GOALS = ("/legal", "/events", "/survey")
Key = tuple[str, tuple[str, ...]]


def key_of(bubble: Bubble) -> Key:
    """What makes a message the same one when it comes again."""
    return bubble.text, tuple(button["callback_data"] for button in bubble.buttons)


class Walker:
    """One person. `open` counts the messages that were not answered yet."""

    def __init__(
        self,
        phones: Phones,
        number: int,
        language: str,
        random: Random,
        goals: Sequence[str] = GOALS,
    ) -> None:
        self.user = phones.user(number, language)
        self.language = language
        self.random = random
        self.told = Told()
        self.updates = self.replies = self.doubled = 0
        self.surprises: list[str] = []
        self._goals = random.sample(goals, len(goals))
        self._known: set[Key] = set()
        self._gathering = ""
        self.looked: set[str] = set()  # gatherings to whose lifts they have looked
        self.wrote = (random.randint(3, 9), f"words of {number} \N{GREEN HEART}")
        self._rules = self._make_rules()

    @property
    def open(self) -> int:
        """Messages without an answer."""
        return self.updates - self.replies

    @property
    def done(self) -> bool:
        """Whether everything was tried and answered."""
        return not self._goals and not self.open

    def begin(self) -> None:
        """From now on everything that the bot writes is read, and answered at once."""
        self.user.chat.watcher = self._watch
        self._say("/start")

    def _watch(self, bubble: Bubble, change: str) -> None:
        if change == "delete":
            return
        key = key_of(bubble)
        if key in self._known:
            self.doubled += 1
        else:
            self._known.add(key)
            asyncio.get_running_loop().call_soon(self._hear, bubble)

    # -- hearing ----------------------------------------------------------------------------------

    def _hear(self, bubble: Bubble) -> None:
        text = bubble.text.translate(UNSEEN)
        gathering = GATHERING.search(text)
        outside = any(b["callback_data"].startswith("o") for b in bubble.buttons)
        if text.startswith("Letter "):
            return
        if outside:
            self._invited(bubble, gathering[0] if gathering else "")
        elif not bubble.buttons and said(CALM, self.language) not in text:
            self._hear_first_part(text)
        else:
            self.replies += 1
            self._gathering = gathering[0] if gathering else self._gathering
            self._note(text)
            if not self.open:
                self._react(bubble, text)

    def _note(self, text: str) -> None:
        """Whether a time was taken by somebody else, or all of them."""
        self.told.late += said(TAKEN, self.language) in text
        self.told.nothing_left |= said(NOTHING_FREE, self.language) in text

    def _hear_first_part(self, text: str) -> None:
        """Words alone, before a question that has a title: a promise, or a refusal."""
        if said("See you there!", self.language) in text:
            self._record_coming()

    def _invited(self, bubble: Bubble, gathering: str) -> None:
        """Something asked from outside; whoever has nothing else to do says yes at once."""
        if self.done and said(WRITTEN, self.language) in bubble.text.translate(UNSEEN):
            self._presses("Yes")(bubble)
            return
        come = said("I'm coming", self.language)
        invitation = [b for b in bubble.buttons if b["text"].translate(UNSEEN) == come]
        if invitation and self.done and gathering not in self.told.coming:
            self._gathering = gathering
            self._press(bubble, invitation[0]["callback_data"])

    def _react(self, bubble: Bubble, text: str) -> None:
        for sentence, act in self._rules:
            if sentence in text:
                act(bubble)
                return
        self.surprises.append(text)
        self._next(bubble)

    # -- answering --------------------------------------------------------------------------------

    def _make_rules(self) -> list[tuple[str, Callable[[Bubble], None]]]:
        press, own = self._presses, OWN_NAMES[self.language]
        rules: dict[str, Callable[[Bubble], None]] = {
            CALM: self._surprised,
            OLD: self._surprised,  # they only ever press what has just come
            "🌐 Please choose your language.": press(own),
            **{needed: press("Yes") for needed in NEEDED},
            AGE: press("Skip"),
            CHILD: press("Yes"),  # a number that came twice may have answered the age
            YEAR: press("Skip"),
            "Are you 18 or older?": press("Yes"),
            "Does an adult come with you?": press("No"),
            INTERESTS: press("Skip"),
            "Booked.": self._booked,
            "See you there!": self._comes,
            "Thank you! Your answers help to make things better.": self._sent,
            "What do you need advice about? It is free.": press("Asylum interview"),
            INTERPRETED: press("Another language, with an interpreter"),
            INTERPRETER: self._any_but_skip,
            "Which day suits you?": self._any,
            "Which time suits you?": self._any,
            "Here is what is on. Choose one to read more.": self._any,
            "🚗 Lifts to this event:": self._lift,
            "How many people can you take with you? Write a number.": lambda b: self._write(b, "4"),
            STAND: lambda b: self._write(b, CAR),
            "At what time do you leave? For example: 14:20": lambda b: self._write(b, "00:30"),
            "You can skip every question, and go back at any time.": press("Begin"),
            "That was all. Shall we send your answers?": press("Send"),
            "What would you like to tell us about?": self._any,
        }
        known = [(said(sentence, self.language), act) for sentence, act in rules.items()]
        return [*known, *self._own_questions(), *self._endings()]

    def _own_questions(self) -> list[tuple[str, Callable[[Bubble], None]]]:
        """The survey's questions stand in the workbook, in English and Arabic."""
        arabic = self.language == "ar"
        return [
            ("هل حضرت؟" if arabic else "Did you come?", self._any_but_skip),
            (
                "كم مرة؟" if arabic else "How often?",
                lambda b: self._write(b, DIGITS[self.language][self.wrote[0]]),
            ),
            ("ما الجيد؟" if arabic else "What was good?", lambda b: self._write(b, self.wrote[1])),
            (CAR, self._has_lift),
            ("Gathering", self._detail),
        ]

    def _endings(self) -> list[tuple[str, Callable[[Bubble], None]]]:
        return [(said(ending, self.language), self._next) for ending in ENDINGS]

    def _presses(self, label: str) -> Callable[[Bubble], None]:
        words = said(label, self.language) if label not in OWN_NAMES.values() else label

        def press(bubble: Bubble) -> None:
            found = [b for b in bubble.buttons if words in b["text"].translate(UNSEEN)]
            assert found, (label, str(bubble))
            self._press(bubble, found[0]["callback_data"])

        return press

    def _any(self, bubble: Bubble) -> None:
        """One of the answers; not the ways around, nor an event of their own, which stand last."""
        ways = ("⬅ Back", "💡 Propose an event", "🌐 Another language")
        around = [said(label, self.language) for label in ways]
        answers = [b for b in bubble.buttons if b["text"].translate(UNSEEN) not in around]
        self._press(bubble, self.random.choice(answers)["callback_data"])

    def _any_but_skip(self, bubble: Bubble) -> None:
        self._press(bubble, bubble.buttons[0]["callback_data"])

    def _detail(self, bubble: Bubble) -> None:
        """A gathering: come if one may and does not yet."""
        come = said("I'm coming", self.language)
        found = [b for b in bubble.buttons if b["text"].translate(UNSEEN) == come]
        if found and self._gathering not in self.told.coming:
            self._press(bubble, found[0]["callback_data"])
        elif self._gathering not in self.looked and self._offers(bubble, "🚗 Lifts"):
            self._presses("🚗 Lifts")(bubble)
        else:
            self._next(bubble)

    def _offers(self, bubble: Bubble, label: str) -> bool:
        """Whether it is there: what arrives late may be older than what they said since."""
        words = said(label, self.language)
        return any(words in b["text"].translate(UNSEEN) for b in bubble.buttons)

    def _lift(self, bubble: Bubble) -> None:
        """The first car that has seats, or their own; whoever finds none left goes on without."""
        if self._gathering in self.looked:
            self._next(bubble)
            return
        self.looked.add(self._gathering)
        self._press(bubble, bubble.buttons[0]["callback_data"])

    def _has_lift(self, bubble: Bubble) -> None:
        self.told.lifts.add(self._gathering)
        self.looked.add(self._gathering)
        self._next(bubble)

    def _booked(self, bubble: Bubble) -> None:
        self.told.booked = True
        self._next(bubble)

    def _comes(self, bubble: Bubble) -> None:
        self._record_coming()
        self._next(bubble)

    def _record_coming(self) -> None:
        self.told.coming[self._gathering] = 1

    def _sent(self, bubble: Bubble) -> None:
        self.told.answered = self.wrote
        self._next(bubble)

    def _surprised(self, bubble: Bubble) -> None:
        self.surprises.append(bubble.text)
        self._next(bubble)

    def _next(self, bubble: Bubble) -> None:
        """On to something else, in the end to the menu, where nothing is under way."""
        menu = said("What would you like to do?", self.language)
        if self._goals:
            self._say(self._goals.pop())
        elif menu not in bubble.text.translate(UNSEEN):
            self._say("/menu")

    def _write(self, _question: Bubble, words: str) -> None:
        """An answer in their own words."""
        self._say(words)

    def _say(self, words: str) -> None:
        self.updates += 1
        self.user.say(words)

    def _press(self, bubble: Bubble, data: str) -> None:
        self.updates += 1
        self.user.press_data(bubble, data)
