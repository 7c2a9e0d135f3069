"""What was written in several languages, one language at a time."""

from domain.speech.text import Content, Verbatim, _, lines
from domain.speech.wordings import in_one, languages_of

TITLE = Content({"en": "Football", "ar": "كرة القدم"})
ABOUT = Content({"sl": "Za vse."})
EVENT = _("👉 {event}", event=TITLE)
ALL = lines(EVENT, lines(ABOUT, Verbatim("1"), between="\n"))


def test_every_language_is_found_wherever_it_stands() -> None:
    """In lines and in gaps of sentences, in the order of writing, each once."""
    assert languages_of(ALL) == ("en", "ar", "sl")
    assert languages_of(lines(TITLE, TITLE)) == ("en", "ar")
    assert languages_of(Verbatim("1")) == ()


def test_what_is_written_in_a_language_stands_there_in_it() -> None:
    """The rest stays as it is."""
    arabic = in_one(ALL, "ar")

    title = _("👉 {event}", event=Verbatim("كرة القدم"))
    assert arabic == lines(title, lines(ABOUT, Verbatim("1"), between="\n"))
    assert in_one(ALL, "fr") == ALL
