"""Run a written conversation through the real engine, the real catalogues and a fake world.

A transcript has one entry a line; what is indented further belongs to the entry above:

    bot: **Title** Words, as they stand on the screen. {file: name.ics} [Button | Button]
    you: words                 you: [Button]        you: (sticker)        you: (silence)
    press old: [Button]        a button of the oldest message that has it
    reminder: Words [Button]   the next message of `talk.outside` arrives
    meanwhile: a name          calls `talk.meanwhile[name]`

Every `you:` meets a restarted bot: the place and all that was said went through JSON. Marks that
keep directions apart are not written out. A backslash at the end joins two lines; `…` at the end
stands for the rest of a message that another transcript has in full. `bot: [the menu]` is a screen
that many transcripts show: tests/flows/screens spells it out in each language, and it is compared
to the letter like all others.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from textwrap import dedent
from typing import Any

import orjson

from domain.people.person import Person, PersonId
from domain.speech.door import Door
from domain.speech.languages import Spoken
from domain.speech.messages import Incoming, Kind, Say, say_from_json, say_to_json
from domain.speech.text import Text
from flows.engine.ear.heard import OpenPrompt
from flows.engine.engine import Engine, Turn
from flows.engine.place import Place, place_from_json, place_to_json
from tests.fakes.phones import TELEGRAM
from tests.fakes.world import BEN, LJUBLJANA, FakeDesk, World, fake_desk
from tests.flows.screens import spelled_out
from tests.flows.watched import watched_contents
from translations.catalogues import Catalogues
from translations.discretion import telling
from translations.reading.reader import Reader
from translations.saying import bidi
from translations.saying.speaker import Speaker

CATALOGUES = Catalogues.load()
SPEAKER = Speaker(CATALOGUES, LJUBLJANA)
READER = Reader(CATALOGUES, LJUBLJANA)

MARKS = re.compile("[\u200e\u200f\u061c]")
ENTRY = re.compile(r"(bot|you|press old|reminder|meanwhile):\s?(.*)", re.DOTALL)
SPECIAL = {
    "(sticker)": (Kind.STICKER, ""),
    "(voice)": (Kind.VOICE, ""),
    "(photo)": (Kind.PHOTO, ""),
    "(silence)": (Kind.WORDS, "   "),
    "(a long story)": (Kind.WORDS, "word " * 1000),
}


@dataclass(frozen=True)
class Shown:
    """A message on the screen: its words, and its buttons with what they carry."""

    line: str
    buttons: tuple[tuple[str, str], ...]
    spoken: tuple[Spoken, ...] = field(default=(), repr=False)


@dataclass
class Talk:
    """A person with a phone. Call it with a flow, a language and a transcript."""

    world: World = field(default_factory=World)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    outside: list[Say] = field(default_factory=list)  # messages that will arrive
    hint: str = ""
    channel: str = TELEGRAM  # the phone in Ben's hand
    who: PersonId = BEN  # somebody else, once he has joined their phone

    place: Place = field(default_factory=Place)
    screen: list[Shown] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    languages: dict[int, str] = field(default_factory=dict)  # in which a line of the log is said
    prompts: dict[int, tuple[Say, float]] = field(default_factory=dict)  # what came from outside
    answered: set[int] = field(default_factory=set)  # words answer these no more, buttons still do

    def __post_init__(self) -> None:
        """The same engine for everybody, with its arrows watched."""
        self.engine = Engine(watched_contents(), READER)

    def __call__(self, flow: str, language: str, transcript: str) -> None:
        """Have this conversation; `flow` begins it, or nobody when it is empty."""
        if BEN not in self.world.people.rows:
            if language:
                self.world.add_person(BEN, language)
            else:
                self.world.add_person(BEN, "", frozenset(), None)
        expected = list(entries(transcript))
        begun = len(self.log)
        if flow:
            to = Door[()](flow)()
            self._take(lambda desk: self.engine.begin(self.place, to, desk, desk.perform))
        for kind, words in expected:
            self._play(kind, words)
        meant = [self._meant(at, *entry) for at, entry in enumerate(expected, begun)]
        assert self.log[begun:] == list(_as_far_as_written(self.log[begun:], meant))

    def _meant(self, at: int, kind: str, words: str) -> tuple[str, str]:
        """An entry with its screen spelled out, in the language that stands there on the phone."""
        if kind in ("bot", "reminder"):
            words = self.written(tidy(spelled_out(words, self.languages.get(at, ""))))
        return kind, words

    # -- what a person does -----------------------------------------------------------------------

    def you(self, words: str) -> None:
        """One more line of what Ben does."""
        self._play("you", words)

    def _play(self, kind: str, words: str) -> None:
        if kind == "bot":
            return
        if kind == "reminder":
            self._arrive()
            return
        self.log.append(f"{kind}: {words}")
        if kind == "meanwhile":
            self.meanwhile[words]()
        else:
            self.hear(self._incoming(words, oldest=kind == "press old"))

    def _incoming(self, words: str, *, oldest: bool) -> Incoming:
        if words.startswith("["):
            return self.chosen(words.strip("[]"), oldest=oldest)
        kind, said = SPECIAL.get(words, (Kind.WORDS, words))
        return self.incoming(kind, words=said)

    def incoming(self, kind: Kind, words: str = "", press: str = "") -> Incoming:
        """A message of Ben's, now."""
        key = str(len(self.log))
        return Incoming("test", "ben", key, self.world.now, kind, words, press)

    def chosen(self, label: str, *, oldest: bool) -> Incoming:
        """How Ben takes an answer of the newest message that has it, or of the oldest one."""
        return self.incoming(Kind.PRESS, press=self._press(label, oldest=oldest))

    def written(self, words: str) -> str:
        """What a transcript means, where phones differ."""
        return words

    def _press(self, label: str, *, oldest: bool) -> str:
        for shown in self.screen if oldest else reversed(self.screen):
            for data, words in shown.buttons:
                if fits(label, words):
                    return data
        raise AssertionError(f"no button [{label}] after:\n" + "\n".join(self.log))

    def hear(self, incoming: Incoming) -> Turn:
        """The bot, restarted, hears a message and answers."""
        return self._take(
            lambda desk: self.engine.reply(
                self.place,
                incoming,
                desk,
                desk.perform,
                self.prompt(incoming),
                self.question(incoming),
            )
        )

    def question(self, _incoming: Incoming) -> str:
        """Which question of the conversation a message quotes."""
        return ""

    def prompt(self, incoming: Incoming) -> OpenPrompt | None:
        """As the shell does it: the message pressed, or the newest one younger than our own."""
        if incoming.kind is Kind.PRESS:
            row = incoming.press.partition(":")[0].removeprefix("o")
            known = self.prompts.get(int(row)) if row.isdecimal() else None
            return OpenPrompt(int(row), known[0]) if known else None
        newest = max(self.prompts.keys() - self.answered, default=0)
        say, sent_at = self.prompts.get(newest, (None, 0.0))
        older = sent_at <= self.place.asked_at
        return OpenPrompt(newest, say, older=older) if say and (say.offer or not older) else None

    # -- what the bot says ------------------------------------------------------------------------

    def _take(self, turn_of: Callable[[FakeDesk], Turn]) -> Turn:
        self.world.now += timedelta(minutes=1)
        self.place = place_from_json(through_json(place_to_json(self.place)))
        self.world.people.rows.setdefault(self.who, Person(self.who))
        ben = self.world.people.get(self.who)
        languages = tuple(SPEAKER.offered())
        desk = fake_desk(self.world, ben, languages, self.hint, self.channel, SPEAKER.placed)
        turn = turn_of(desk)
        self.place = turn.place
        if turn.answered is not None:
            self.answered.add(turn.answered)
        language = desk.person.language or self.hint or "en"
        self.who = desk.person.id
        if BEN in self.world.lives.farewells:  # the shell says nothing else to who is gone
            farewell = self.world.lives.farewells.pop(BEN)
            self.place = Place()
            self._show("bot", Say(farewell), language, "")
        else:
            for say in turn.says:
                self._say(say, language)
        return turn

    def _say(self, say: Say, language: str) -> None:
        """What asks outside of the conversation is sent after its question, and so newer."""
        row = len(self.screen) + 1
        if say.asks is not None:
            self.prompts[row] = (say, self.world.now.timestamp() + 1)
        self._show("bot", say, language, say.prompt if say.asks is None else f"o{row}")

    def _arrive(self) -> None:
        self.world.now += timedelta(minutes=1)
        row = len(self.screen) + 1
        say = self.outside.pop(0)
        self.prompts[row] = (say, self.world.now.timestamp())
        self._show("reminder", say, self.world.people.rows[BEN].language, f"o{row}")

    def _show(self, kind: str, said: Say, language: str, prompt: str) -> None:
        said = say_from_json(through_json(say_to_json(said)))
        shown = shown_in(said, language, prompt)
        assert not telling(shown.line.split(" [")[0]), shown.line
        self.screen.append(shown)
        self.seen(said, language, prompt)
        self.languages[len(self.log)] = language
        self.log.append(f"{kind}: {shown.line}")

    def seen(self, said: Say, language: str, prompt: str) -> None:
        """One more message stands on the phone."""


def shown_in(say: Say, language: str, prompt: str) -> Shown:
    """A message as a reader of this language sees it."""
    title: list[Text] = [] if say.title is None else [say.title]
    labels = [option.label for option in say.options]
    spoken = SPEAKER.say([say.text, *title, *labels], language)
    words = [MARKS.sub("", bidi.strip(each.words)) for each in spoken]
    text, buttons = words[0], words[1 + len(title) :]
    if title:
        text = f"**{words[1]}**\n{text}"
    if say.file is not None:
        text = f"{text} {{file: {say.file.name}}}"
    if buttons:
        text = f"{text} [{' | '.join(buttons)}]"
    data = tuple((f"{prompt}:{at}", label) for at, label in enumerate(buttons))
    return Shown(tidy(text), data, tuple(spoken))


def entries(transcript: str) -> Iterator[tuple[str, str]]:
    """The entries of a transcript, each with its kind."""
    for entry in re.split(r"\n(?=\S)", dedent(transcript).strip()):
        match = ENTRY.fullmatch(entry)
        assert match, f"not an entry: {entry}"
        yield match[1], tidy(match[2])


def _as_far_as_written(log: list[str], expected: list[tuple[str, str]]) -> Iterator[str]:
    """What was expected, with what really came wherever only its beginning is written."""
    for at, (kind, words) in enumerate(expected):
        written = f"{kind}: {words}"
        came = log[at] if at < len(log) else ""
        shortened = written.endswith("…") and came.startswith(written.rstrip("… "))
        yield came if shortened else written


def tidy(words: str) -> str:
    """Lines without indentation, buttons on the line of the last words, single spaces."""
    lines = [" ".join(line.split()) for line in words.strip().split("\n")]
    return re.sub(r"\s+([\[{]|\|)", r" \1", "\n".join(lines))


def through_json(value: Any) -> Any:
    """As it comes back from storage."""
    return orjson.loads(orjson.dumps(value))


def fits(label: str, words: str) -> bool:
    """Whether a button is the one of this label, perhaps with a count behind it."""
    return words == label or words.startswith(f"{label} (")
