"""The command line refuses in one line, with the field that is wrong, and never with a trace."""

import pytest

from tests.bot.lipa import Lipa

WRONG = [
    (("frob",), None),
    (("event",), None),
    (("event", "add"), None),
    (("event", "add", "none.json"), "file"),
    (("event", "add", "."), "file"),
    (("event", "add", "bad.json"), "starts"),
    (("event", "announce", "football"), "id"),
    (("event", "announce", "1", "--at", "2026-12-06T15:00"), "at"),
    (("announce", "bad.json"), "title"),
    (("campaign", "show", "-5x"), None),
    (("campaign", "stop", "x"), "id"),
    (("slots", "add", "bad.json"), "title"),
    (("appointments", "list", "--day", "soon"), "day"),
    (("survey", "add", "bad.json"), ""),
    (("export", "people", "--output", "x"), "what"),
    (("export", "rsvps", "--output", "x", "--format", "pdf"), "format"),
    (("export", "responses", "--output", "x"), "survey"),
]


@pytest.mark.parametrize(("words", "field"), WRONG)
def test_wrong_input_is_code_two_and_names_the_field(
    lipa: Lipa, words: tuple[str, ...], field: str | None
) -> None:
    """With --json as an object on stderr, without as plain lines; never a trace."""
    lipa.file("bad.json", {"title": {"en": "x"}, "place": {"en": "x"}})

    printed, plain = lipa(*words, "--json"), lipa(*words)

    assert (printed.code, plain.code) == (2, 2)
    assert field == "" or printed.error["field"] == field
    assert "Traceback" not in plain.err
    assert plain.out == ""


@pytest.mark.parametrize(
    ("words", "document", "field", "says"),
    [
        (("event", "add"), {"questions": 1}, "questions", "true or false"),
        (("event", "change", "1"), {"questions": "no"}, "questions", "true or false"),
        (("slots", "add"), {"urgent": "yes"}, "urgent", "true or false"),
        (("announce",), {"text": {"en": "x"}, "tex": 1}, "tex", "did you mean text?"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_the_file(
    lipa: Lipa, words: tuple[str, ...], document: dict[str, object], field: str, says: str
) -> None:
    """Also the yes and no that are neither true nor false."""
    file = lipa.file("mine.json", document)

    plain, printed = lipa(*words, file), lipa(*words, file, "--json")

    assert (plain.code, printed.code) == (2, 2)
    [line] = [line for line in plain.err.splitlines() if line.startswith(f"{field}: ")]
    assert says in line
    assert line.endswith("(mine.json)")
    assert printed.error["message"].endswith("(mine.json)")


FAILS = [
    ("event", "announce", "99"),
    ("campaign", "show", "99"),
    ("campaign", "stop", "99"),
    ("survey", "send", "none"),
    ("export", "responses", "--survey", "none", "--output", "x"),
    ("export", "rsvps", "--output", "no/such/folder/x"),
]


@pytest.mark.parametrize("words", FAILS)
def test_what_the_rules_refuse_is_code_one(lipa: Lipa, words: tuple[str, ...]) -> None:
    """In one sentence."""
    printed = lipa(*words)

    assert (printed.code, printed.out, printed.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("name", "word"), [("LIPA_SECRET_KEYS", ""), ("LIPA_PORT", "x"), ("LIPA_SECRET_KEYS", "x")]
)
def test_wrong_settings_stop_every_command(
    lipa: Lipa, monkeypatch: pytest.MonkeyPatch, name: str, word: str
) -> None:
    """With the name of the setting."""
    (lipa.folder / ".env").unlink()
    monkeypatch.setenv(name, word)

    assert lipa("event", "list", "--json").error["field"].startswith("LIPA_")


def test_another_key_stops_the_start_with_one_sentence(
    lipa: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is ever written under it."""
    monkeypatch.setenv("LIPA_SECRET_KEYS", "A" * 43 + "=")

    printed = lipa("event", "list")

    assert (printed.code, printed.err.count("\n")) == (1, 1)
    assert "LIPA_SECRET_KEYS" in printed.err


def test_without_a_database_the_remedy_is_named(
    empty: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty file is not left behind."""
    monkeypatch.setenv("LIPA_SECRET_KEYS", "A" * 43 + "=")

    assert "make setup" in empty("event", "list").err
    assert not (empty.folder / "var").exists()


def test_a_bug_shows_no_words(lipa: Lipa, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only its kind and our own line."""

    def broken(*_arguments: object) -> None:
        raise KeyError("kanarček")

    monkeypatch.setattr("bot.office.events.read_file", broken)

    printed = lipa("event", "add", "x")

    assert printed.code == 1
    assert "KeyError in bot/office/events.py" in printed.err
    assert "kanarček" not in printed.err
