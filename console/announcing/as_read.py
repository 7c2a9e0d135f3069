"""A message to many as its readers see it: who gets it in which language, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from console.core.visit import Visit
from domain.campaigns.campaign import Missing
from domain.speech.messages import Say
from domain.speech.text import Content, Text, Verbatim
from domain.speech.wordings import languages_of
from translations.discretion import telling

NOTHING = Verbatim("")


@dataclass(frozen=True, slots=True)
class Phone:
    """What stands on the phone of a reader. `digits` are those that they count with."""

    tag: str
    language: str  # its own name
    text: str = field(repr=False)
    title: str = field(repr=False)
    options: Sequence[str]
    rtl: bool
    digits: str
    telling: str  # the word in the first line that others may read; empty when there is none

    @property
    def numbered(self) -> list[str]:
        """The options as they stand where there are no buttons."""
        numbers = (
            "".join(self.digits[int(figure)] for figure in str(place))
            for place in range(1, len(self.options) + 1)
        )
        return [f"{number}. {words}" for number, words in zip(numbers, self.options, strict=True)]


@dataclass(frozen=True, slots=True)
class Readers:
    """Those who read one language, and in which one they get it; None: they are left out."""

    tag: str
    language: str
    many: int
    gets: str | None
    written: bool


def phones(say: Say, visit: Visit) -> list[Phone]:
    """One for each language in which something of it is written; one at least."""
    parts = [say.text] if say.title is None else [say.title, say.text]
    tags = dict.fromkeys(tag for part in parts for tag in languages_of(part))
    return [_phone(say, tag, visit) for tag in tags or [visit.language]]


def readers(
    text: Content, missing: Missing, many: Mapping[str, int], visit: Visit
) -> list[Readers]:
    """A row for each language on offer, and for each that somebody meant reads."""
    tags = [each.tag for each in visit.speaker.offered()]
    rest = sorted(tag for tag in many if tag not in tags)
    return [_readers(tag, text, missing, many.get(tag, 0), visit) for tag in [*tags, *rest]]


def reached(rows: Sequence[Readers]) -> int:
    """How many of them get it at all."""
    return sum(each.many for each in rows if each.gets is not None)


def _readers(tag: str, text: Content, missing: Missing, many: int, visit: Visit) -> Readers:
    written = tag in text.by_language
    left_out = missing is Missing.SKIP and not written
    gets = None if left_out else _language_read(text, tag, visit)
    return Readers(tag, visit.speaker.own_name(tag), many, gets, written)


def _language_read(text: Content, tag: str, visit: Visit) -> str:
    """The own name of the language in which a reader of `tag` gets it, as the speaker chooses."""
    if not text.by_language:
        return ""
    names = Content({each: visit.speaker.own_name(each) for each in text.by_language})
    return visit.speaker.say([NOTHING, names], tag)[1].words


def _phone(say: Say, tag: str, visit: Visit) -> Phone:
    title: Text = say.title or NOTHING
    spoken = visit.speaker.say([say.text, title, *(each.label for each in say.options)], tag)
    words, options = spoken[0], [each.words for each in spoken[2:]]
    head = "" if say.title is None else spoken[1].words
    return Phone(
        tag,
        visit.speaker.own_name(tag),
        words.words,
        head,
        options,
        words.right_to_left,
        words.digits,
        telling(head or words.words),
    )
