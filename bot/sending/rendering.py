"""Say a row in its reader's language, with buttons that lead back to what it asks."""

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.base import WORDS_ONLY, Traits
from domain.speech.languages import Speak, Spoken
from domain.speech.messages import (
    MENU_KEY,
    MENU_PRESS,
    Button,
    File,
    Outgoing,
    Say,
    leads_elsewhere,
)
from domain.speech.text import Text, _
from domain.speech.ways import MENU
from storage.outbox.repository import Due, RowKind

MOST_KEPT = 256  # a campaign is said once per language, not once per person
HINT = _("Answer with a number. 0 is the menu.")


class Renderer:
    """Turns rows into messages for a channel."""

    def __init__(self, speak: Speak) -> None:
        self._speak = speak
        self._kept: dict[tuple[int, str], Sequence[Spoken]] = {}
        self._hints: dict[str, tuple[str, str]] = {}

    def outgoing(self, row: Due, say: Say, traits: Traits = WORDS_ONLY) -> Outgoing:
        """The message as this row's reader sees it on such a channel, in their language."""
        spoken = self._said(row, say)
        first = 1 if say.title is None else 2
        labels = spoken[first : first + len(say.options)]
        about = say.prompt if say.asks is None else f"o{row.id}"
        buttons = [
            Button(_data(option.key, about, i), label.words, _shares_a_row(option.key))
            for i, (option, label) in enumerate(zip(say.options, labels, strict=True))
        ]
        numbered = not say.typed and bool(buttons) and not traits.buttons
        menu, hint = self._hint(spoken[0].language) if numbered else ("", "")
        return Outgoing(
            text=spoken[0].words,
            title="" if say.title is None else spoken[1].words,
            buttons=tuple(buttons),
            file=_file(say, spoken),
            right_to_left=spoken[0].right_to_left,
            numbered=not say.typed,
            instead_of=say.instead_of,
            digits=spoken[0].digits,
            menu=menu,
            hint=hint if say.explained else "",
            timer=say.timer,
            farewell=row.kind == RowKind.GOODBYE,
        )

    def _hint(self, language: str) -> tuple[str, str]:
        """What stands below numbered options, where there are no buttons."""
        if language not in self._hints:
            menu, hint = self._speak.say([MENU.label, HINT], language)
            self._hints[language] = menu.words, hint.words
        return self._hints[language]

    def _said(self, row: Due, say: Say) -> Sequence[Spoken]:
        if row.campaign is None:
            return self._speak.say(_texts(say), row.language)
        key = (row.campaign, row.language)
        said = self._kept.get(key)
        if said is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            said = self._kept[key] = self._speak.say(_texts(say), row.language)
        return said


def _data(key: str, about: str, index: int) -> str:
    """What a button brings back. The menu is the menu, however old its button is."""
    if leads_elsewhere(key):
        return key.removeprefix("_")
    return MENU_PRESS if key == MENU_KEY else f"{about}:{index}"


def _shares_a_row(key: str) -> bool:
    """Back, more and done are short; a wish is said in several words."""
    return key.startswith("_") and not leads_elsewhere(key)


def _texts(say: Say) -> list[Text]:
    title = () if say.title is None else (say.title,)
    file = () if say.file is None or say.file.words is None else (say.file.words,)
    return [say.text, *title, *(option.label for option in say.options), *file]


def _file(say: Say, spoken: Sequence[Spoken]) -> File | None:
    """As its reader opens it; words come last among what is said."""
    if say.file is None or say.file.words is None:
        return say.file
    return replace(say.file, content=spoken[-1].words.encode(), words=None)
