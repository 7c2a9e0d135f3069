"""The languages and their sentences, as they are read at start."""

from pathlib import Path
from time import process_time

import pytest

from translations import catalogues, po
from translations.catalogues import SOURCE, Catalogues
from translations.checks import problems

WRITTEN = [facts for facts in catalogues.facts().values() if facts.tag != SOURCE]


@pytest.mark.parametrize("facts", WRITTEN, ids=lambda facts: facts.tag)
def test_every_catalogue_is_complete_and_has_the_right_gaps(facts: catalogues.Facts) -> None:
    """Each plural form, each gap, nothing fuzzy, no marks of their own."""
    assert list(problems(facts)) == []


def test_every_ready_language_can_say_every_sentence(catalogues: Catalogues) -> None:
    """Nobody gets a message in English because one sentence is missing."""
    template = po.read(Path(po.__file__).parent / "messages.pot")
    msgids = {entry.msgid for entry in template.entries}

    missing = {
        tag: msgids - each.sentences.keys()
        for tag, each in catalogues.ready.items()
        if tag != SOURCE and msgids - each.sentences.keys()
    }

    assert missing == {}


def test_unknown_languages_are_named_and_stop_nothing() -> None:
    """The operator is warned; the others are offered."""
    loaded = Catalogues.load(["sl", "tlh", "ar", "sl"])

    assert [language.tag for language in loaded.offered] == ["sl", "ar"]
    assert loaded.ignored == ("tlh",)


def test_all_ready_languages_are_offered_where_none_is_chosen() -> None:
    """And where nothing that was chosen is ready."""
    ready = [facts.tag for facts in catalogues.facts().values() if facts.ready]

    assert [language.tag for language in Catalogues.load().offered] == ready
    assert [language.tag for language in Catalogues.load(["tlh"]).offered] == ready


def test_languages_know_what_they_are() -> None:
    """Own name, direction and how far they are."""
    states = {state.tag: state for state in catalogues.states()}
    arabic = next(each for each in Catalogues.load().offered if each.tag == "ar")

    assert arabic.right_to_left
    assert arabic.own_name == "العربية"
    assert states["en"].complete
    assert states["sl"].drafted
    assert not states["sl"].reviewed


def test_all_languages_are_read_in_a_blink() -> None:
    """Every process start pays for this."""
    begun = process_time()

    Catalogues.load()

    assert process_time() - begun < 0.5  # 10 ms measured; slow machines are forgiven


PO = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"

#: flows/a.py
msgid "One\\n"
"line \\"quoted\\""
msgstr "Ena\\n"
"vrsta"

#, fuzzy
msgid "Guessed"
msgstr "Uganjeno"

msgid "Missing"
msgstr ""

msgid "{n} place"
msgid_plural "{n} places"
msgstr[0] "a"
msgstr[1] "b"
msgstr[2] "c"

#~ msgid "Gone"
#~ msgstr "Odšlo"
"""


def test_a_catalogue_file_is_read_as_gettext_does(tmp_path: Path) -> None:
    """Joined lines, escapes, plural forms; what is fuzzy or gone is not used."""
    file = tmp_path / "messages.po"
    file.write_text(PO.lstrip(), encoding="utf-8")

    read = po.read(file)

    assert [(each.msgid, each.forms, each.translated) for each in read.entries] == [
        ('One\nline "quoted"', ["Ena\nvrsta"], True),
        ("Guessed", ["Uganjeno"], False),
        ("Missing", [""], False),
        ("{n} place", ["a", "b", "c"], True),
    ]
    assert read.forms == 3
    assert [read.form(number) for number in (1, 2, 5)] == [0, 1, 2]
