"""The same conversations on a phone without buttons, as Signal shows them.

What the bot says is rendered by the channel into plain texts. Where a transcript presses a button,
Ben reads the number beside that answer, in his own digits, and writes it; an answer that has no
number he writes out. What he answers late he quotes.
"""

from dataclasses import dataclass, field

from bot.channels.signal.message_parts import parts
from bot.sending.rendering import Renderer
from domain.people.person import PersonId
from domain.speech.messages import Incoming, Kind, Say
from flows.engine.asking import DONE
from flows.engine.ear.heard import OpenPrompt
from flows.engine.kit import Several
from flows.engine.place import Place
from storage.outbox.repository import Due, Priority, RowKind
from tests.flows.talk import MARKS, SPEAKER, Talk, fits
from tests.platforms.signal import reading
from translations.saying import bidi

RENDERER = Renderer(SPEAKER)
MOST_BYTES = 2_000
TICKED = "✅"
# What is truly another thing where there are no buttons.
ANSWERED = "That question is answered already."
CLOSED = "That question is closed already."
MENU = "\n\nWhat would you like to do? …"
ELSEWHERE = {
    f"That button is from an older message.{MENU}": f"{CLOSED}{MENU}",
    "That button is from an older message.": ANSWERED,
}


@dataclass
class TalkByNumber(Talk):
    """A person whose phone shows texts only. `texts` stand there; `about` says what each asks."""

    texts: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    unticked: Place | None = None  # before the first box was ticked

    def written(self, words: str) -> str:
        """The transcripts are written for buttons."""
        for with_buttons, without in ELSEWHERE.items():
            words = words.replace(with_buttons, without)
        return words

    def seen(self, said: Say, language: str, prompt: str) -> None:
        """The message in its parts, each of which fits, with every answer readable."""
        outgoing = RENDERER.outgoing(_due(said, language, prompt), said)
        whole = parts(outgoing)
        assert all(0 < len(part.text.encode()) <= MOST_BYTES for part in whole)
        text = "\n".join(part.text for part in whole)
        plain = _plain(text)
        assert all(_plain(button.label) in plain for button in outgoing.buttons), text
        assert set(_plain(outgoing.text).split()) <= set(plain.split()), text
        self.texts.append(text)
        self.about.append(prompt if said.options else "")

    def chosen(self, label: str, *, oldest: bool) -> Incoming:
        """The number beside it, or its words; with a quote if it does not stand in the newest."""
        self._press(label, oldest=oldest)  # a button would be there
        at = self._standing(label, oldest=oldest)
        if at == len(self.screen) - 1 and isinstance(self.place.expects, Several):
            return self._several(label)
        return self._by_number(label, at)

    def _several(self, label: str) -> Incoming:
        """Boxes are ticked one by one where there are buttons; who writes names all of them.

        So ticks are made as buttons make them, up to Done: that is taken back to before the first
        one, and all the numbers are written at once. The outcome must be the same.
        """
        [key] = [
            key for key, (_, words) in zip(self._keys, self._buttons, strict=True) if words == label
        ]
        if not key.startswith("_"):
            self.unticked = self.unticked or self.place
            return super().chosen(label, oldest=False)
        before, self.unticked = self.unticked, None
        ticked = [c for c in reading.choices(self.texts[-1]) if c.label.startswith(TICKED)]
        if key != DONE.key or before is None or not ticked:
            return self._by_number(label, len(self.screen) - 1)
        self.place = before
        return self._says(" ".join(choice.number for choice in ticked), "")

    @property
    def _keys(self) -> list[str]:
        return [key for key, _label in self.place.offered]

    @property
    def _buttons(self) -> tuple[tuple[str, str], ...]:
        return self.screen[-1].buttons

    def _by_number(self, label: str, at: int) -> Incoming:
        choice = reading.find(self.texts[at], label)
        words = reading.plain(label) if choice is None else choice.number
        newest = max(n for n, about in enumerate(self.about) if about)
        quoted = "" if at == newest else str(at)
        return self._says(words, quoted)

    def _says(self, words: str, quoted: str) -> Incoming:
        key = str(len(self.log))
        return Incoming("test", "ben", key, self.world.now, Kind.WORDS, words, quoted=quoted)

    def question(self, incoming: Incoming) -> str:
        """Which question of the conversation stands in what was quoted."""
        about = self.about[int(incoming.quoted)] if incoming.quoted else ""
        return "" if about.startswith("o") else about

    def prompt(self, incoming: Incoming) -> OpenPrompt | None:
        """Whoever quotes means that message and no other."""
        if not incoming.quoted:
            return super().prompt(incoming)
        about = self.about[int(incoming.quoted)]
        row = int(about[1:]) if about.startswith("o") else 0
        return OpenPrompt(row, self.prompts[row][0]) if row in self.prompts else None

    def _standing(self, label: str, *, oldest: bool) -> int:
        every = range(len(self.screen)) if oldest else reversed(range(len(self.screen)))
        return next(at for at in every if any(fits(label, b) for _, b in self.screen[at].buttons))


def _due(said: Say, language: str, prompt: str) -> Due:
    """The row in which it would have waited."""
    return Due(
        id=int(prompt[1:]) if prompt.startswith("o") else 1,
        person=PersonId(1),
        channel="signal",
        address="ben",
        language=language,
        priority=Priority.REPLY,
        kind=RowKind.SAY,
        say=said,
        campaign=None,
        reminder=None,
        erase=(),
        attempts=0,
        not_after=None,
        asks=False,
    )


def _plain(words: str) -> str:
    return " ".join(MARKS.sub("", bidi.strip(words)).split())
