"""Outgoing words: escaped once, cut where a reader pauses, never over a limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import DeliveryError, Meaning
from bot.channels.telegram.message_parts import keyboard, label, parts, split
from domain.speech.messages import Button, File, Outgoing
from tests.platforms.telegram.calls.markup import parse_html

LEAFLET = File("rights.pdf", "application/pdf", b"%PDF-1.7")
CAMEL = "\U0001f42b"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WORDS = st.text(st.sampled_from("ab <>&;'\"#\n\u0644\u0627\u200f" + CAMEL) | st.characters())


def squeezed(text: str) -> str:
    """Words without white space, which may be lost at a cut."""
    return "".join(text.split())


def test_a_title_stands_bold_above_the_words() -> None:
    """And nothing that people typed becomes formatting."""
    outgoing = Outgoing("Bring <b>shoes</b> & water", title="Football > tea")

    (html,) = parts(outgoing).texts

    assert html == "<b>Football &gt; tea</b>\n\nBring &lt;b&gt;shoes&lt;/b&gt; &amp; water"


@given(title=WORDS, text=WORDS, right_to_left=st.booleans())
def test_telegram_reads_what_we_wrote(title: str, text: str, right_to_left: bool) -> None:
    """Escaping is understood, and neither loses nor adds a word."""
    outgoing = Outgoing("." + text, title, right_to_left=right_to_left)

    read = "".join(parse_html(html)[0] for html in parts(outgoing).texts)

    said = (title + "." + text).encode(errors="replace").decode()
    assert squeezed(read).replace("\u200f", "") == squeezed(said).replace("\u200f", "")


@given(
    text=st.text(st.sampled_from("ab  \n&<" + CAMEL + "\u0301\u200d"), max_size=400),
    most=st.integers(20, 90),
)
def test_no_part_is_too_long_and_nothing_is_lost(text: str, most: int) -> None:
    """Whatever there is to cut at."""
    cut = list(split(text, most))

    assert all(0 < len(part) <= most for part in cut)
    assert squeezed("".join(cut)) == squeezed(text)


@given(st.lists(st.text(st.sampled_from("a&<" + CAMEL), min_size=1, max_size=900), max_size=12))
def test_every_part_fits_after_parsing(paragraphs: list[str]) -> None:
    """4096 code points as read, and 32,768 bytes as sent."""
    outgoing = Outgoing("\n\n".join([*paragraphs, "end"]), title="Your rights")

    for html in parts(outgoing).texts:
        assert 1 <= len(parse_html(html)[0]) <= 4096
        assert len(html.encode()) <= 32_768


def test_a_cut_falls_at_a_blank_line_before_a_line_before_a_word() -> None:
    """Readers see whole thoughts."""
    assert list(split("aaaa bbbb\ncccc\n\ndddd", 18)) == ["aaaa bbbb\ncccc", "dddd"]
    assert list(split("aaaa bbbb\ncccc dddd", 16)) == ["aaaa bbbb", "cccc dddd"]
    assert list(split("aaaa bbbb cccc", 10)) == ["aaaa bbbb", "cccc"]
    assert list(split("a" * 25, 10)) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_letter_made_of_several_characters_is_not_cut() -> None:
    """A family stays together, and an accent stays on its letter."""
    assert list(split("a" * 8 + FAMILY, 10)) == ["a" * 8, FAMILY]
    assert list(split("a" * 9 + "e\u0301", 10)) == ["a" * 9, "e\u0301"]


def test_short_words_stand_below_a_file_and_long_ones_before_it() -> None:
    """A caption has 1024 characters at most."""
    assert parts(Outgoing("x" * 1024, file=LEAFLET)).caption == "x" * 1024
    assert parts(Outgoing("x" * 1025, file=LEAFLET)).texts == ("x" * 1025,)
    assert parts(Outgoing("", file=LEAFLET)).texts == ()


def test_a_message_without_words_is_the_messages_fault() -> None:
    """It would be refused for everybody."""
    with pytest.raises(DeliveryError) as caught:
        parts(Outgoing(" \n"))

    assert caught.value.meaning is Meaning.CONTENT


def test_lines_of_a_right_to_left_message_all_run_from_the_right() -> None:
    """Also those that begin with a Latin letter, an isolate or only have numbers."""
    outgoing = Outgoing("مرحبا\nLipa مرحبا\n\u2068Livada\u2069\n12:00\n\n", right_to_left=True)

    (html,) = parts(outgoing).texts

    assert html == "مرحبا\n\u200fLipa مرحبا\n\u200f\u2068Livada\u2069\n\u200f12:00"


def test_buttons_stand_below_each_other_unless_they_go_together() -> None:
    """Answers each have a row; back and more share one."""
    buttons = [
        Button("1:0", "Tuesday"),
        Button("1:1", "Friday"),
        Button("1:_back", "Back", beside=True),
        Button("1:_more", "More", beside=True),
        Button("1:_help", "A person"),
    ]

    rows = keyboard(buttons)["inline_keyboard"]

    assert [[b["text"] for b in row] for row in rows] == [
        ["Tuesday"],
        ["Friday"],
        ["Back", "More"],
        ["A person"],
    ]
    assert rows[2][1] == {"text": "More", "callback_data": "1:_more"}


def test_a_row_is_never_wider_than_telegram_shows() -> None:
    """Eight at most."""
    buttons = [Button(f"1:{n}", str(n), beside=True) for n in range(20)]

    rows = keyboard(buttons)["inline_keyboard"]

    assert [len(row) for row in rows] == [8, 8, 4]


@given(st.text())
def test_a_button_always_has_a_short_label(words: str) -> None:
    """One without words would silently disappear."""
    assert 1 <= len(label(words)) <= 64
    assert label(words).strip()


def test_a_long_label_ends_with_an_ellipsis() -> None:
    """And one that fits is left alone."""
    assert label("x" * 64) == "x" * 64
    assert label("x" * 65) == "x" * 63 + "…"
    assert label("Asylum\n interview") == "Asylum interview"


@pytest.mark.parametrize("data", ["", "x" * 65, "ш" * 33])
def test_a_button_that_carries_too_much_is_the_messages_fault(data: str) -> None:
    """Telegram counts bytes."""
    with pytest.raises(DeliveryError) as caught:
        keyboard([Button(data, "Yes")])

    assert caught.value.meaning is Meaning.CONTENT
