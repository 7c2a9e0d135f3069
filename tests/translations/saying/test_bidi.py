"""Words of another direction stay whole, and cannot turn around what stands after them."""

from hypothesis import given
from hypothesis import strategies as st

from translations.saying import bidi

FSI, LRI, PDI, RLM = "\u2068", "\u2066", "\u2069", "\u200f"
OPENING = "\u2066\u2067\u2068"
MIXED = st.text(alphabet="aZ عس12:-/\n📅\u2066\u2067\u2068\u2069\u202e\u202c\u200f")


def _balanced(words: str) -> bool:
    """Whether in every line each isolate is closed, and nothing is closed that is not open."""
    for line in words.split("\n"):
        depth = 0
        for letter in line:
            depth += (letter in OPENING) - (letter == PDI)
            if depth < 0:
                return False
        if depth:
            return False
    return True


@given(MIXED)
def test_every_inserted_word_is_closed_again_in_its_line(words: str) -> None:
    """Whatever somebody is called, each line opens and closes its own isolate."""
    clean = bidi.strip(words)

    assert _balanced(bidi.isolate(clean))
    assert _balanced(bidi.ltr(clean))


@given(MIXED)
def test_stripping_leaves_no_mark_that_could_turn_the_sentence(words: str) -> None:
    """Overrides and isolates that came with a name are gone; its letters are all there."""
    clean = bidi.strip(words)

    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert [letter for letter in words if letter.isalnum()] == list(filter(str.isalnum, clean))
    assert bidi.strip(clean) == clean


@given(MIXED)
def test_the_beginning_of_a_line_is_marked_once(words: str) -> None:
    """A line that was begun stays as it is when it is begun again."""
    begun = bidi.begin(words)

    assert bidi.begin(begun) == begun
    assert begun.replace(RLM, "") == words.replace(RLM, "")


def test_a_line_that_begins_with_a_sign_and_a_name_is_still_right_to_left() -> None:
    """Phones look for the first letter outside isolates and would find none."""
    assert bidi.begin(f"📅 {FSI}Football{PDI}") == f"{RLM}📅 {FSI}Football{PDI}"
    assert bidi.begin(f"📅 {FSI}Football{PDI} غدًا") == f"📅 {FSI}Football{PDI} غدًا"
    assert bidi.begin("مرحبا\n12:30") == f"مرحبا\n{RLM}12:30"


def test_a_web_page_on_its_own_line_stays_bare() -> None:
    """A mark would become a part of the link."""
    assert bidi.begin("مرحبا\nhttps://example.org/a") == "مرحبا\nhttps://example.org/a"


def test_the_stroke_of_a_command_stays_before_its_word() -> None:
    """In an Arabic sentence a bare /menu would be shown as menu/."""
    assert bidi.commands("اكتب /menu الآن") == f"اكتب {LRI}/menu{PDI} الآن"
    assert bidi.commands("نعم/لا") == "نعم/لا"


def test_languages_know_their_direction() -> None:
    """By tag alone, for content in languages without a catalogue."""
    assert bidi.is_rtl("fa-AF")
    assert bidi.is_rtl("ckb")
    assert not bidi.is_rtl("kmr")
    assert not bidi.is_rtl("ks-Latn")


def test_letters_know_their_direction() -> None:
    """Digits and signs have none of their own."""
    assert bidi.has_rtl("Ana سارة")
    assert bidi.has_rtl("דנה")
    assert not bidi.has_rtl("Žana 12:30 –")
    assert not bidi.has_rtl("١٢")


def test_a_sign_that_counts_as_a_letter_turns_no_line_around() -> None:
    """As 🆘 and 🅿 do, and 📅 does not."""
    for sign in ("🆘", "🅿", "Ⓜ"):
        assert bidi.begin(f"{sign} المساعدة") == f"{RLM}{sign} المساعدة"
    assert bidi.begin("📅 الفعاليات") == "📅 الفعاليات"
