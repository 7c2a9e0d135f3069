"""The sentences of the code, collected; and what is wrong with a catalogue, listed."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from translations import catalogues, checks, strings
from translations.catalogues import Facts

CODE = """
from domain.speech.text import _, n_

def ask(n):
    # Translators: said at the door
    _("Hello {name}", name="Ana")
    _("Hello {name}", name="Ben")
    return n_("{n} place", "{n} places", n=n)
"""
HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: {plurals}\\n"\n\n'
SLOVENE = catalogues.facts()["sl"]
ARABIC = catalogues.facts()["ar"]
PLACES = 'msgid "{n} place"\nmsgid_plural "{n} places"\n'


def _code(root: Path) -> Path:
    for folder in ("bot", "console", "domain", "flows"):
        (root / folder).mkdir(parents=True)
    (root / "flows" / "door.py").write_text(CODE, encoding="utf-8")
    return root


def test_sentences_are_found_with_their_comments_and_without_line_numbers(tmp_path: Path) -> None:
    """Once each; a number of lines more or less changes nothing."""
    template = strings.files(_code(tmp_path / "a"))[strings.TEMPLATE].decode()
    moved = _code(tmp_path / "b")
    (moved / "flows" / "door.py").write_text("\n\n\n" + CODE, encoding="utf-8")

    assert "#. said at the door\n#: flows/door.py\n" in template
    assert 'msgid "{n} place"\nmsgid_plural "{n} places"\n' in template
    assert template.count("Hello") == 1
    assert template == strings.files(moved)[strings.TEMPLATE].decode()
    assert "Date" not in template


def test_a_check_lists_what_is_stale_and_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Writing mends the first; translators mend the second."""
    folder = tmp_path / "translations"
    folder.mkdir()
    shutil.copy(catalogues.FOLDER / "languages.toml", folder)
    monkeypatch.setattr(catalogues, "FOLDER", folder)
    monkeypatch.setattr(strings, "TEMPLATE", folder / "messages.pot")
    monkeypatch.setattr(strings, "ROOT", _code(tmp_path))

    assert strings.main(["--check"]) == 1
    assert "translations/messages.pot: run `make strings`" in capsys.readouterr().err
    assert strings.main([]) == 0
    assert strings.main(["--check"]) == 1

    listed = capsys.readouterr().err
    assert "make strings" not in listed
    assert "sl: not translated: 'Hello {name}'" in listed


def test_extracting_twice_makes_no_difference() -> None:
    """Nothing random and no dates."""
    assert strings.files(strings.ROOT) == strings.files(strings.ROOT)


@pytest.fixture(name="problems")
def _problems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Facts, str], str]:
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)

    def problems(language: Facts, entries: str) -> str:
        language.file.parent.mkdir(parents=True)
        header = HEADER.replace("{plurals}", language.plurals)
        language.file.write_text(header + entries, encoding="utf-8")
        return "\n".join(checks.problems(language))

    return problems


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Hello {name}"\nmsgstr "Živjo"\n', "gaps are none, not {name}"),
        ('msgid "Hello {name}"\nmsgstr "Živjo {nam}"\n', "gaps are {nam}, not {name}"),
        ('msgid "Hi {name}"\nmsgstr "{name} {name.__class__}"\n', "{name.__class__} is no gap"),
        ('msgid "Hi {name}"\nmsgstr "{name} {}"\n', "{} is no gap"),
        ('msgid "Hello"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Hello"\nmsgstr "Živjo"\n', "marked fuzzy"),
        ('msgid "Hello"\nmsgstr "<b>Živjo</b>"\n', "'<b>' is not in the English"),
        ('msgid "Hello"\nmsgstr "Živjo "\n', "begins or ends with other spaces"),
        (f'{PLACES}msgstr[0] "{{n}}"\nmsgstr[1] "{{n}}"\n', "plural forms"),
        (
            f'{PLACES}msgstr[0] "eno"\nmsgstr[1] "{{n}}"\nmsgstr[2] "{{n}}"\nmsgstr[3] "{{n}}"\n',
            "gaps",
        ),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(
    problems: Callable[[Facts, str], str], entry: str, problem: str
) -> None:
    """In one line each, with the sentence it is about."""
    assert problem in problems(SLOVENE, entry)


def test_small_numbers_may_be_said_as_words(problems: Callable[[Facts, str], str]) -> None:
    """Where a form stands for one number only: Arabic none, one and two."""
    forms = ["لا مكان", "مكان", "مكانان", "{n}", "{n}", "{n}"]
    entry = PLACES + "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))

    assert problems(ARABIC, entry) == ""


def test_a_language_that_is_not_ready_may_miss_sentences(
    problems: Callable[[Facts, str], str],
) -> None:
    """Its translators see it grow; only wrong sentences are faults."""
    entry = 'msgid "Hello"\nmsgstr ""\n\nmsgid "Hi {name}"\nmsgstr "Živjo"\n'

    found = problems(replace(SLOVENE, ready=False), entry)

    assert "not translated" not in found
    assert "gaps are none" in found
