"""Tired people: they answer, and just as often they do what nobody asked for.

Each has a seed of their own, so that who is lost is lost again. Of the last turn, `chose` says
whether it surely chose an answer, `allowed` what it may change without one, and `silent` that
nobody has to answer it.
"""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from domain.lives.stop_and_forget import FAREWELL
from tests.survival.tired.hands import Hand, Screen
from tests.survival.tired.own_yes import chosen, corpus, is_cancel, plain_words, said_as, seen

OWN_NAMES = {
    "en": "English",
    "sl": "Slovenščina",
    "ar": "العربية",
    "fa": "فارسی",
    "fr": "Français",
    "ru": "Русский",
}
OTHERS = ("ur", "tr", "so", "ps", "uk", "ti", "de")  # which some of them write
DIGITS = {
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}
BARE = ("yes", "ok", "👍", "okay thank you", "نعم", "بله", "oui", "да", "ja", "thanks", "no", "لا")
TIMES = ("10:00", "13:00", "9.30", "half ten", "tomorrow", "الساعة ١٠", "ساعت ده", "à 14h", "в 11")
NUMBERS = ("0", "1", "2", "3", "7", "25", "112", "خمسة وعشرين", "soixante-dix", "me and my wife")
COUNTED = ("me and my wife", "7", "25", "3", "2", "1")
WRITE = "Write it here, in any language."
HOW_MANY = "How many people are coming, you and others? Write a number."
WISHES = ("/legal", "/events", "/survey", "/appointments", "/privacy", "/menu", "/help")


@cache
def sentences(language: str, wish: str = "") -> tuple[str, ...]:
    """What people write in this language."""
    known = (each for each in corpus() if each.language == language)
    return tuple(each.words for each in known if wish in ("", each.wish))


class TiredPerson:
    """One of them."""

    def __init__(self, hand: Hand, language: str, random: Random) -> None:
        self.hand = hand
        self.language = language
        self.random = random
        self.writes = random.choice((language, language, language, *OTHERS))
        self.chose = False
        self.allowed: set[str] = set()
        self.silent = False
        self.story: list[str] = []
        self._told_at: Screen | None = None
        self._seen = 0
        self._taken: object = None

    # -- what they see --------------------------------------------------------------------------

    @property
    def asked(self) -> Screen | None:
        """The newest message with answers."""
        return next((s for s in reversed(self.hand.screens) if s.labels and not s.gone), None)

    @property
    def _is_gone(self) -> bool:
        """Whether everything about them is erased: nobody hears what they do with old messages."""
        screens = self.hand.screens
        return bool(screens) and any(each in screens[-1].text for each in seen(FAREWELL.msgid))

    def hear(self) -> list[Screen]:
        """What was said since the last turn."""
        heard = self.hand.screens[self._seen :]
        self._seen = len(self.hand.screens)
        self.story += [f"    bot: {each.text} {list(each.labels)}" for each in heard]
        return heard

    # -- what they do ---------------------------------------------------------------------------

    def begin(self) -> None:
        """Somebody gave them the address."""
        words = self.random.choice(("/start", *sentences(self.writes, "menu")))
        self._does("begins", words, lambda: self.hand.say(words))

    def turn(self) -> None:
        """One more thing."""
        kinds = {
            self._goes_on: 40,
            self._wants: 8,
            self._writes: 16,
            self._says_bare: 10,
            self._types_time: 5,
            self._types_number: 5,
            self._takes_old: 4,
            self._taps_twice: 4,
            self._sends_picture: 3,
            self._speaks: 2,
            self._keeps_silent: 4,
            self._mends: 4,
            self._deletes: 2,
            self._signs: 2,
            self._stops: 1,
            self._cancels: 4,
        }
        [act] = self.random.choices(list(kinds), list(kinds.values()))
        self.chose, self.silent = False, True  # as long as nothing is done
        self.allowed = set()
        act()

    def _does(self, what: str, words: str, act: Callable[[], object]) -> None:
        self.story.append(f"you {what}: {words}")
        act()

    def _chooses(self, label: str | None) -> None:
        if label is not None:
            self.chose = True

    def _goes_on(self) -> None:
        screen = self.asked
        if screen is None:
            self._wants()
            return
        own = OWN_NAMES[self.language]
        labels = list(screen.labels)
        at = labels.index(own) if own in labels else self._any_of(labels)
        if self.random.random() < 0.3:
            self._say("types the answer", labels[at])
        else:
            self._take("takes", screen, at)

    def _any_of(self, labels: Sequence[str]) -> int:
        """The first answer more often than the others: it leads on."""
        return 0 if self.random.random() < 0.5 else self.random.randrange(len(labels))

    def _take(self, what: str, screen: Screen, at: int) -> None:
        self.silent = (screen.labels, at) == self._taken  # a second tap, on any copy
        self._taken = screen.labels, at
        self._chooses(screen.labels[at])
        self._does(what, f"{at + 1} {screen.labels[at]}", lambda: self.hand.choose(screen, at))

    def _say(self, what: str, words: str) -> None:
        self._told_at = self.asked
        self._allow(words)
        self._chooses(chosen(words, self.asked))
        plain = plain_words(words)
        kind = any(plain in said_as(wish) for wish in ("yes", "no", "thanks"))
        self.silent = kind or not plain
        self._does(what, words, lambda: self.hand.say(words))

    def _allow(self, words: str) -> None:
        """What words do without any answer: STOP stops, and a letter is sent to the team."""
        stops = plain_words(words) in said_as("stop") | {plain_words("پرېږده")}
        asked = self.asked.text if self.asked else ""
        letter = any(each in asked for each in seen(WRITE))
        people = any(each in asked for each in seen(HOW_MANY))
        self.allowed = {"stopped"} if stops else {"message"} if letter else set()
        self.allowed |= {"coming"} if people and plain_words(words) in COUNTED else set()
        if self.asked and self.asked.labels[0].startswith(seen("Yes")) and is_cancel(words):
            self.allowed |= {"coming", "appointment", "ride"}  # the word to its own question

    def _wants(self) -> None:
        self._say("wants", self.random.choice(WISHES))

    def _writes(self) -> None:
        self._say("writes", self.random.choice(sentences(self.writes)))

    def _says_bare(self) -> None:
        self._say("says", self.random.choice(BARE))
        self.silent = True

    def _types_time(self) -> None:
        self._say("types", self.random.choice(TIMES))

    def _types_number(self) -> None:
        words = self.random.choice(NUMBERS)
        self._say("types", words.translate(DIGITS.get(self.language, {})))

    def _takes_old(self) -> None:
        older = [each for each in self.hand.screens if each.labels and not each.gone]
        if older:
            screen = self.random.choice(older)
            at = self.random.randrange(len(screen.labels))
            self._take("takes an old one", screen, at)

    def _taps_twice(self) -> None:
        screen = self.asked
        if screen is not None:
            at = self._any_of(screen.labels)
            self._take("takes", screen, at)
            silent = self.silent
            self._take("and again", screen, at)
            self.silent = silent

    def _sends_picture(self) -> None:
        words = self.random.choice(("", self.random.choice(sentences(self.writes))))
        self.silent = True  # said once in two minutes
        self._allow(words)
        self._chooses(chosen(words, self.asked) if words else None)
        self._does("sends a picture", words, lambda: self.hand.photo(words))

    def _speaks(self) -> None:
        self.silent = True  # said once in two minutes
        self._does("speaks", "", self.hand.voice)

    def _keeps_silent(self) -> None:
        self.silent = True
        self._does("is silent", "", lambda: None)

    def _mends(self) -> None:
        if self._is_gone:
            return
        words = self.random.choice((*BARE, *NUMBERS, *sentences(self.writes)[:40]))
        self.silent = True
        self._allow(words)
        for screen in (self._told_at, self.asked):
            self._chooses(chosen(words, screen))
        self._does("mends", words, lambda: self.hand.edit(words))

    def _deletes(self) -> None:
        if self._is_gone:
            return
        self.silent = True
        self.allowed = {"message"}
        self._does("deletes", "", self.hand.delete)

    def _signs(self) -> None:
        if self._is_gone:
            return
        sign = self.random.choice(("👍", "❤", "2️⃣", "😢"))
        self.silent = True
        if self.hand.screens:
            self._chooses(chosen(sign, self.asked))
            self._does("signs", sign, lambda: self.hand.react(sign))

    def _stops(self) -> None:
        tongue = self.random.choice((*OWN_NAMES, *OTHERS))
        self._say("stops", self.random.choice(sentences(tongue, "stop")))

    def _cancels(self) -> None:
        self._say("cancels", self.random.choice(sentences(self.writes, "cancel")))
