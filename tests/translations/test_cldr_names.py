"""What languages are called is CLDR's word, and known without CLDR's dates."""

import pytest
from babel import Locale

from translations import cldr_names
from translations.catalogues import facts
from translations.cldr_names import FILE, NAMED_IN, own, written
from translations.reading.language_names import LanguageNames
from translations.reading.typed import Typed


def test_the_table_is_what_cldr_says() -> None:
    """`make looks` after a change of Babel or of the lists."""
    before = FILE.read_text(encoding="utf-8")

    assert written() == before


def test_languages_are_named_in_every_language_that_is_written() -> None:
    """A new translation needs their names in it."""
    assert set(facts()) <= set(NAMED_IN)


def test_whoever_names_a_language_waits_for_no_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one to do so waited a second."""
    monkeypatch.setattr(cldr_names, "_own", lambda tag: pytest.fail(f"read {tag}"))
    monkeypatch.setattr(Locale, "languages", property(lambda _self: pytest.fail("read names")))

    assert LanguageNames((), ()).whole(Typed("tedesco")) == "de"
    assert own("sw") == "Kiswahili"
