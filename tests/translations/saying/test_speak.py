"""What a reader sees: one language, the right plural, every gap whole."""

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.speech.text import Content, Lines, Ltr, Moment, Show, Span, Text, Verbatim, _, lines
from translations.catalogues import Catalogue, Catalogues, facts
from translations.saying.speaker import Speaker

ZONE = ZoneInfo("Europe/Ljubljana")
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
FSI, LRI, PDI, RLM = "\u2068", "\u2066", "\u2069", "\u200f"
FOOTBALL = Content({"en": "Football", "sl": "Nogomet", "ar": "كرة القدم"})
ONLY_SLOVENE = Content({"sl": "Piknik"})
ONLY_GERMAN = Content({"de": "Fest am Fluss"})
MENU = _("☰ Menu")

ARABIC = {
    "☰ Menu": ("☰ القائمة",),
    "{title}": ("{title}",),
    "With {name} at {time}.": ("مع {name} الساعة {time}.",),
    "Call {phone}.": ("الهاتف {phone}.",),
    "Write /stop to {name}.": ("إلى {name}: /stop",),
    "{day}: {title}": ("{day}: {title}",),
    "Open {page}": ("الصفحة {page}",),
    "Only {n}.": ("{n} فقط",),
}
SLOVENE = {"☰ Menu": ("☰ Meni",), "{title}": ("{title}",), "Hello {name}": ("{name}, živjo",)}


def _speaker(**sentences: dict[str, tuple[str, ...]]) -> Speaker:
    known = facts()
    said = {"en": {}, "sl": SLOVENE, "ar": ARABIC} | sentences
    ready = {tag: Catalogue(known[tag], said[tag], lambda n: int(n != 1)) for tag in said}
    return Speaker(Catalogues(MappingProxyType(ready), (), ()), ZONE)


def _said(text: Text, language: str, *labels: Text) -> list[str]:
    return [spoken.words for spoken in _speaker().say([text, *labels], language)]


# -- which language -------------------------------------------------------------------------------


def test_a_message_is_in_its_readers_language() -> None:
    """Sentences, content and names alike."""
    spoken = _speaker().say([FOOTBALL, MENU], "ar")

    assert [each.words for each in spoken] == ["كرة القدم", "☰ القائمة"]
    assert {(each.language, each.right_to_left) for each in spoken} == {("ar", True)}


def test_prose_that_its_reader_has_no_version_of_decides_for_the_whole_message() -> None:
    """First as it was written, then English; the buttons follow."""
    assert _said(ONLY_SLOVENE, "ar", MENU) == ["Piknik", "☰ Meni"]
    assert _said(Content({"de": "Fest", "en": "Party"}), "ar", MENU) == ["Fest", "☰ القائمة"]


def test_all_prose_of_a_message_is_in_one_language() -> None:
    """The first one that all parts have, even if the reader's own is there in some."""
    both = lines(Content({"en": "Party", "ar": "حفلة"}), Content({"en": "Bring a cup."}))

    assert _said(both, "ar", MENU) == ["Party\n\nBring a cup.", "☰ Menu"]


def test_prose_without_a_common_language_follows_its_first_part() -> None:
    """Nothing fails; the rest is said as it can be."""
    both = lines(ONLY_SLOVENE, Content({"ar": "حفلة"}))

    assert _said(both, "ar", MENU) == ["Piknik\n\nحفلة", "☰ Meni"]


def test_prose_in_a_language_without_a_catalogue_keeps_the_readers_buttons() -> None:
    """There are no German sentences to put around it."""
    spoken = _speaker().say([ONLY_GERMAN, MENU], "ar")

    assert [(each.words, each.language) for each in spoken] == [
        ("Fest am Fluss", "de"),
        ("☰ القائمة", "ar"),
    ]
    assert not spoken[0].right_to_left


def test_a_label_is_a_name_and_decides_nothing() -> None:
    """A list of events is in the reader's language; a title may stay as it was written."""
    assert _said(_("☰ Menu"), "ar", FOOTBALL, ONLY_SLOVENE) == [
        "☰ القائمة",
        "كرة القدم",
        "Piknik",
    ]


def test_a_name_in_a_sentence_decides_nothing() -> None:
    """It is said in the reader's language if it has one there."""
    assert _said(_("{title}", title=FOOTBALL), "sl") == ["Nogomet"]
    assert _said(_("{title}", title=ONLY_GERMAN), "sl") == ["Fest am Fluss"]


def test_one_missing_sentence_puts_the_whole_message_into_english() -> None:
    """Half a message in each language helps nobody."""
    assert _said(_("Brand new."), "ar", MENU, FOOTBALL) == ["Brand new.", "☰ Menu", "Football"]


def test_a_language_nobody_knows_is_answered_in_english() -> None:
    """As after a language was withdrawn."""
    assert _said(MENU, "xx") == ["☰ Menu"]
    assert _said(FOOTBALL, "xx", MENU) == ["Football", "☰ Menu"]


def test_a_dialect_reads_its_language_before_english() -> None:
    """Content in Arabic is for a reader of ar-SY too."""
    assert _said(FOOTBALL, "ar-SY", MENU) == ["كرة القدم", "☰ القائمة"]


# -- gaps -----------------------------------------------------------------------------------------


def test_every_gap_of_a_right_to_left_sentence_is_isolated() -> None:
    """A name, a time: each stays whole, whatever letters it has."""
    text = _("With {name} at {time}.", name="Ana (NGO)", time=Moment(NINE, Show.TIME))

    assert _said(text, "ar") == [f"مع {FSI}Ana (NGO){PDI} الساعة {FSI}10:00{PDI}."]


def test_numbers_that_run_left_to_right_say_so() -> None:
    """A phone number and a span of time would be turned around."""
    phone = _("Call {phone}.", phone=Ltr("+49 30 1234-5678"))
    span = _("Call {phone}.", phone=Span(NINE, NINE.replace(hour=11)))

    assert _said(phone, "ar") == [f"الهاتف {LRI}+49 30 1234-5678{PDI}."]
    assert _said(span, "ar") == [f"الهاتف {LRI}10:00–12:00{PDI}."]


def test_a_web_page_stays_without_marks() -> None:
    """So that it can be pressed."""
    text = _("Open {page}", page=Ltr("https://example.org/"))

    assert _said(text, "ar") == ["الصفحة https://example.org/"]


def test_a_plain_message_in_latin_letters_stays_plain() -> None:
    """No invisible marks where nothing can go wrong."""
    assert _said(_("Hello {name}", name="Žana"), "sl") == ["Žana, živjo"]
    assert _said(_("Hello {name}", name="سارة"), "sl") == [f"{FSI}سارة{PDI}, živjo"]


def test_a_name_cannot_turn_the_sentence_around() -> None:
    """Its own marks are taken away first."""
    assert _said(_("Hello {name}", name="\u202eana\u2066"), "en") == ["Hello ana"]


def test_a_name_of_several_lines_is_isolated_line_by_line() -> None:
    """A line break ends every isolate."""
    assert _said(_("{title}", title="a\nb"), "ar") == [f"{RLM}{FSI}a{PDI}\n{RLM}{FSI}b{PDI}"]


def test_an_arabic_line_that_begins_with_a_sign_is_begun_from_the_right() -> None:
    """Day and title are isolated, so the line has no direction of its own."""
    text = _("{day}: {title}", day=Moment(NINE, Show.SHORT_DAY), title=FOOTBALL)

    assert _said(text, "ar") == [f"{RLM}{FSI}الثلاثاء 3 مارس{PDI}: {FSI}كرة القدم{PDI}"]


def test_a_command_keeps_its_stroke_in_front() -> None:
    """Shown as /stop, not as stop/."""
    text = _("Write /stop to {name}.", name=Verbatim("Lipa"))

    assert _said(text, "ar") == [f"إلى {FSI}Lipa{PDI}: {LRI}/stop{PDI}"]


def test_names_in_one_line_are_kept_apart() -> None:
    """Under each other they need no marks."""
    beside = Lines((FOOTBALL, Verbatim("U-12")), " · ")

    assert _said(beside, "ar") == [f"{FSI}كرة القدم{PDI} · {FSI}U-12{PDI}"]
    assert _said(Lines((FOOTBALL, Verbatim("U-12")), "\n"), "ar") == ["كرة القدم\nU-12"]


@pytest.mark.parametrize(
    "attack", ["{name.__class__}", "{name!r}", "{0}", "{}", "{name", "name}", "{name:>9999}", "%s"]
)
def test_a_translation_can_name_a_gap_and_nothing_more(attack: str) -> None:
    """Attributes, formats and positions are ordinary characters."""
    speaker = _speaker(sl={"Hello {name}": (f"{attack} {{name}}",)})

    spoken = speaker.say([_("Hello {name}", name="Ana")], "sl")

    assert spoken[0].words == f"{attack} Ana"


@given(st.text(max_size=30))
def test_what_somebody_wrote_is_never_read_as_a_gap(words: str) -> None:
    """A name such as {name} stays a name."""
    said = _said(_("{a} and {name}", a=words + "{name}", name="Ana"), "en")

    assert said[0].replace(FSI, "").replace(PDI, "").endswith("{name} and Ana")


def test_a_gap_that_nobody_fills_stays_visible() -> None:
    """Saying something never fails."""
    assert _said(_("Hello {name}"), "sl") == ["{name}, živjo"]


def test_texts_stand_inside_each_other() -> None:
    """A sentence in a gap is in the language of the sentence around it."""
    assert _said(_("{title}", title=_("{title}", title=MENU)), "sl") == ["☰ Meni"]


# -- the languages themselves ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "closest"),
    [
        ("sl", "sl"),
        ("SL_si", "sl"),
        ("ar-EG", "ar"),
        ("apc", "ar"),
        ("en-GB", "en"),
        ("pt-br", None),
        ("sr-latn", None),
        ("", None),
    ],
)
def test_the_closest_language_is_the_same_language(
    speaker: Speaker, tag: str, closest: str | None
) -> None:
    """A territory or a dialect of it, never a neighbour."""
    assert speaker.closest(tag) == closest


def test_a_language_is_called_by_its_own_name(speaker: Speaker) -> None:
    """Whether or not we speak it."""
    names = [speaker.own_name(tag) for tag in ("sl", "fr", "fa-AF", "kmr", "xx", "not a tag")]

    assert names == ["Slovenščina", "Français", "دری", "Kurmancî", "xx", "not a tag"]


def test_people_choose_among_the_offered_languages_in_order() -> None:
    """As the operator listed them."""
    speaker = Speaker(Catalogues.load(["ar", "sl"]), ZONE)

    assert [each.tag for each in speaker.offered()] == ["ar", "sl"]
    assert speaker.closest("en") is None
    assert speaker.say([_("☰ Menu")], "en")[0].words == "☰ Menu"


def test_a_reader_of_other_digits_gets_them_in_sentences() -> None:
    """Numbers are said by the same calendar as days."""
    known = replace(facts()["ar"], digits="arab")
    ready = {"en": Catalogue(facts()["en"], {}, int), "ar": Catalogue(known, ARABIC, int)}
    speaker = Speaker(Catalogues(ready, (), ()), ZONE)

    assert speaker.say([_("Only {n}.", n=12)], "ar")[0].words == "١٢ فقط"
