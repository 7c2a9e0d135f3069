"""A message in Signal's terms: a bold title, numbered lines, marks, parts that fit."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import DeliveryError, Meaning
from bot.channels.signal.cutting import MOST_BYTES, cut
from bot.channels.signal.message_parts import Part, attachment, parts, utf16
from domain.speech.messages import MENU_PRESS, Button, File, Outgoing

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
RLM = "\u200f"
YES, NO = Button("1:0", "Yes"), Button("1:1", "No")
MENU = Button(MENU_PRESS, "☰ Menu", beside=True)

ISOLATES = "\u2066\u2068\u2069"
FAMILY = "👩\u200d👩\u200d👧"
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"])
    | st.sampled_from(f"\n\n 😀{FAMILY}{ISOLATES}")
)
lines = st.text(
    st.characters(codec="utf-8", categories=["L", "So", "N"]) | st.sampled_from(f" {ISOLATES}"),
    min_size=1,
)


def text_of(outgoing: Outgoing) -> str:
    """The whole message, where it is one part."""
    [part] = parts(outgoing)
    return part.text


def test_options_are_numbered_lines_and_0_is_the_menu() -> None:
    """Then, after a blank line, how to answer."""
    outgoing = Outgoing(
        "Are you coming?", "Football", (YES, NO, MENU), hint="Answer with a number."
    )

    assert text_of(outgoing) == (
        "Football\n\nAre you coming?\n\n1. Yes\n2. No\n0. ☰ Menu\n\nAnswer with a number."
    )


def test_0_is_the_menu_also_where_no_button_leads_there() -> None:
    """The renderer says what it is called."""
    assert text_of(Outgoing("?", buttons=(YES,), menu="☰ Menu")) == "?\n\n1. Yes\n0. ☰ Menu"


def test_a_message_without_options_has_no_menu_line() -> None:
    """Nothing is asked."""
    assert text_of(Outgoing("Hello")) == "Hello"


def test_numbers_are_in_the_readers_digits_and_their_lines_begin_on_the_right() -> None:
    """Apps look at the first letter of a line."""
    options = (Button("1:0", "بله"), Button("1:1", RLM + "Football"), MENU)
    outgoing = Outgoing("می‌آیید؟", "", options, right_to_left=True, digits=PERSIAN)

    assert text_of(outgoing) == (f"می‌آیید؟\n\n{RLM}۱. بله\n{RLM}۲. Football\n{RLM}۰. ☰ Menu")


def test_a_mark_is_not_doubled_and_a_web_page_stays_bare() -> None:
    """A marked line could not be pressed."""
    outgoing = Outgoing(f"{RLM}Lipa\nhttps://lipa.example\n12:30\nسلام", right_to_left=True)

    assert text_of(outgoing) == f"{RLM}Lipa\nhttps://lipa.example\n{RLM}12:30\nسلام"


def test_options_that_are_bare_numbers_are_shown_as_they_are() -> None:
    """A number of ours beside them would only confuse."""
    options = tuple(Button(f"1:{n}", str(n)) for n in range(3))

    assert text_of(Outgoing("?", buttons=(*options, MENU))) == "?\n\n0\n1\n2\n• ☰ Menu"


def test_an_option_that_brings_its_own_number_is_not_given_another() -> None:
    """In any digits."""
    options = (Button("1:0", "1 room"), Button("1:1", "۲ اتاق"), Button("1:2", "many"))

    assert text_of(Outgoing("?", buttons=options)) == "?\n\n1 room\n۲ اتاق\n3. many"


def test_options_are_not_numbered_where_words_are_awaited() -> None:
    """A number would be an answer."""
    outgoing = Outgoing("How many?", buttons=(Button("1:0", "Skip"), MENU), numbered=False)

    assert text_of(outgoing) == "How many?\n\n• Skip\n• ☰ Menu"


@settings(deadline=None)
@given(lines, words, st.booleans())
def test_the_style_covers_exactly_the_title(title: str, body: str, right_to_left: bool) -> None:
    """Counted in UTF-16 code units, after all marks."""
    first = parts(Outgoing(f"x{body}", title[:200], right_to_left=right_to_left))[0]
    shown = _styled(first).removeprefix(RLM)

    assert shown == title[:200].strip().removeprefix(RLM)


@settings(deadline=None)
@given(words.map(lambda each: each * 40), st.lists(st.text(max_size=80), max_size=9), st.booleans())
def test_no_part_is_too_long_and_nothing_is_lost(
    body: str, labels: list[str], right_to_left: bool
) -> None:
    """Parts are numbered, and options stand in the last one."""
    buttons = tuple(Button(f"1:{n}", f"x{label}") for n, label in enumerate(labels))
    outgoing = Outgoing(f"x{body}", "Title", buttons, right_to_left=right_to_left, hint="Hint")
    found = parts(outgoing)
    together = "".join(re.sub(r"\n\n\u200f?\(\d+/\d+\)$", "", part.text) for part in found)

    assert all(len(part.text.encode()) <= MOST_BYTES for part in found)
    assert _black(together).startswith(_black(f"Titlex{body}"))
    assert all(_black(f"x{label}") in _black(found[-1].text) for label in labels)
    if len(found) > 1:
        assert found[0].text.endswith(f"(1/{len(found)})")


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["👩‍👩‍👧", "🇸🇮", "👍🏽", "é", "ا\u064e"]), min_size=20).map("".join)
)
def test_a_letter_is_never_cut(text: str) -> None:
    """Families, flags, skin tones and accents stay whole."""
    found = cut(text, 60)
    letters = re.compile("👩‍👩‍👧|🇸🇮|👍🏽|é|ا\u064e")

    assert "".join(found) == text
    assert all(letters.sub("", part) == "" for part in found)


def test_an_isolate_is_never_cut() -> None:
    """The rest of the message would be turned around."""
    text = "\u2068" + "name of somebody " * 3 + "\u2069 " + "words " * 10
    found = cut(text, 90)

    assert all(part.count("\u2068") == part.count("\u2069") for part in found)


def test_texts_are_cut_where_a_reader_would_pause() -> None:
    """Between paragraphs, else between lines, sentences, words."""
    assert cut("a" * 30 + "\n\n" + "b c " * 10, 50) == ["a" * 30, ("b c " * 10).strip()]
    assert (
        cut("One is here. Two is there, and far away.", 30)
        == [
            "One is here.",
            "Two is there, and far away.",
        ]
        or cut("One is here now. Two is there, far away.", 30)[0] == "One is here now."
    )


def test_the_readers_digits_number_the_parts() -> None:
    """On a line of their own that begins on the right."""
    found = parts(Outgoing("سلام\n\n" * 400, right_to_left=True, digits=PERSIAN))

    assert len(found) == 3
    assert found[1].text.endswith(f"\n\n{RLM}(۲/۳)")


def test_a_message_without_words_is_refused() -> None:
    """signal-cli would refuse it, too."""
    with pytest.raises(DeliveryError) as caught:
        parts(Outgoing(" \n"))
    assert caught.value.meaning is Meaning.CONTENT


def test_a_file_is_written_into_the_call() -> None:
    """Its name as in a web address, for that is how signal-cli reads it."""
    file = File("my file; 1,2.ics", "text/calendar", b"BEGIN")

    assert attachment(file) == (
        "data:text/calendar;filename=my%20file%3B%201%2C2.ics;base64,QkVHSU4="
    )


def _styled(part: Part) -> str:
    [style] = part.styles or ["0:0:BOLD"]
    start, length, _bold = style.split(":")
    units = part.text.encode("utf-16-le")
    assert utf16(part.text) * 2 == len(units)
    return units[int(start) * 2 : (int(start) + int(length)) * 2].decode("utf-16-le")


def _black(text: str) -> str:
    return re.sub(r"[\s\u200f]", "", text)
