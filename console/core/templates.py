"""Pages from templates: every sentence from the catalogues, every value escaped.

Each language has templates of its own, so that parts of pages speak it wherever they stand.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from console.core.requests import proof_of
from console.core.visit import Visit
from domain.speech.text import Message, Moment, Show, Span, Text, Verbatim, _
from translations.saying.speaker import Speaker

FOLDER = Path(__file__).parents[1]


class Templates:
    """The templates of all subjects, each named `subject/name.html`, in every language."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._made: dict[str, Environment] = {}

    def draw(self, template: str, visit: Visit, values: Mapping[str, Any]) -> str:
        """The page in the language of whoever reads it, who is `visit` in the template.

        Raises UndefinedError for a value that is not given.
        """
        return self._of(visit.language).get_template(template).render(visit=visit, **values)

    def _of(self, language: str) -> Environment:
        if language not in self._made:
            self._made[language] = _environment(Words(self._speaker, language))
        return self._made[language]


class Words:
    """What templates say, in one language. Plain words stay as they are; all is escaped once."""

    def __init__(self, speaker: Speaker, language: str) -> None:
        self._speaker = speaker
        self._language = language

    def sentence(self, msgid: str, **gaps: Any) -> Markup:
        """`_("…", gap=…)`."""
        return self.say(Message(msgid, _gaps(gaps)))

    def counted(self, one: str, many: str, n: int, **gaps: Any) -> Markup:
        """`n_("…", "…", n)`."""
        return self.say(Message(one, {"n": n, **_gaps(gaps)}, many))

    def say(self, text: Text | str | int) -> Markup:
        """`text | say`: a text of the rules; a number in the reader's digits."""
        said = Verbatim(str(text)) if isinstance(text, str | int) else text
        return escape(self._speaker.say([said], self._language)[0].words)

    def moment(self, at: datetime, show: str = "short") -> Markup:
        """`instant | moment`: in local time; machines read it, too."""
        words = self.say(_("{when}", when=Moment(at, Show(show))))
        return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), words)

    def month(self, day: date) -> Markup:
        """`day | month`: its month and year, as offices here count them."""
        noon = datetime(day.year, day.month, 15, 12, tzinfo=UTC)  # in every zone the same month
        return self.say(_("{when}", when=Moment(noon, Show.MONTH)))

    def span(self, starts: datetime, ends: datetime) -> Markup:
        """`starts | span(ends)`: from one time of a day to another."""
        return self.say(_("{when}", when=Span(starts, ends)))


def at(instant: datetime, show: str = "short") -> Moment:
    """An instant as a gap of a sentence: `_("since {when}", when=at(began))`."""
    return Moment(instant, Show(show))


def _environment(words: Words) -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"_": words.sentence, "n_": words.counted, "at": at, "proof": proof_of}
    made.filters |= {"say": words.say, "moment": words.moment, "span": words.span}
    made.filters["month"] = words.month
    return made


def _gaps(gaps: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was said already stands in a sentence as it is, and is escaped with it."""
    return {name: gap.unescape() if isinstance(gap, Markup) else gap for name, gap in gaps.items()}
