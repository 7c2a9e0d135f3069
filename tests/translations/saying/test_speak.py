"""What a reader sees: one language, the right plural, every gap whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.speech.text import (
    Lines,
    Ltr,
    Moment,
    Show,
    Span,
    Verbatim,
    _,
)
from tests.translations.saying.few_sentences import (
    ARABIC,
    FOOTBALL,
    FSI,
    LRI,
    MENU,
    NINE,
    PDI,
    RLM,
    ZONE,
    said,
    speaker_of,
)
from translations.catalogues import Catalogue, Catalogues, facts
from translations.saying.speaker import Speaker

# -- gaps -----------------------------------------------------------------------------------------


def test_every_gap_of_a_right_to_left_sentence_is_isolated() -> None:
    """A name, a time: each stays whole, whatever letters it has."""
    text = _("With {name} at {time}.", name="Ana (NGO)", time=Moment(NINE, Show.TIME))

    assert said(text, "ar") == [f"مع {FSI}Ana (NGO){PDI} الساعة {FSI}10:00{PDI}."]


def test_numbers_that_run_left_to_right_say_so() -> None:
    """A phone number and a span of time would be turned around."""
    phone = _("Call {phone}.", phone=Ltr("+49 30 1234-5678"))
    span = _("Call {phone}.", phone=Span(NINE, NINE.replace(hour=11)))

    assert said(phone, "ar") == [f"الهاتف {LRI}+49 30 1234-5678{PDI}."]
    assert said(span, "ar") == [f"الهاتف {LRI}10:00–12:00{PDI}."]


def test_a_web_page_stays_without_marks() -> None:
    """So that it can be pressed."""
    text = _("Open {page}", page=Ltr("https://example.org/"))

    assert said(text, "ar") == ["الصفحة https://example.org/"]


def test_a_plain_message_in_latin_letters_stays_plain() -> None:
    """No invisible marks where nothing can go wrong."""
    assert said(_("Hello {name}", name="Žana"), "sl") == ["Žana, živjo"]
    assert said(_("Hello {name}", name="سارة"), "sl") == [f"{FSI}سارة{PDI}, živjo"]


def test_a_name_cannot_turn_the_sentence_around() -> None:
    """Its own marks are taken away first."""
    assert said(_("Hello {name}", name="\u202eana\u2066"), "en") == ["Hello ana"]


def test_a_name_of_several_lines_is_isolated_line_by_line() -> None:
    """A line break ends every isolate."""
    assert said(_("{title}", title="a\nb"), "ar") == [f"{RLM}{FSI}a{PDI}\n{RLM}{FSI}b{PDI}"]


def test_an_arabic_line_that_begins_with_a_sign_is_begun_from_the_right() -> None:
    """Day and title are isolated, so the line has no direction of its own."""
    text = _("{day}: {title}", day=Moment(NINE, Show.SHORT_DAY), title=FOOTBALL)

    assert said(text, "ar") == [f"{RLM}{FSI}الثلاثاء 3 مارس{PDI}: {FSI}كرة القدم{PDI}"]


def test_a_command_keeps_its_stroke_in_front() -> None:
    """Shown as /stop, not as stop/."""
    text = _("Write /stop to {name}.", name=Verbatim("Lipa"))

    assert said(text, "ar") == [f"إلى {FSI}Lipa{PDI}: {LRI}/stop{PDI}"]


def test_names_in_one_line_are_kept_apart() -> None:
    """Under each other they need no marks."""
    beside = Lines((FOOTBALL, Verbatim("U-12")), " · ")

    assert said(beside, "ar") == [f"{FSI}كرة القدم{PDI} · {FSI}U-12{PDI}"]
    assert said(Lines((FOOTBALL, Verbatim("U-12")), "\n"), "ar") == ["كرة القدم\nU-12"]


@pytest.mark.parametrize(
    "attack", ["{name.__class__}", "{name!r}", "{0}", "{}", "{name", "name}", "{name:>9999}", "%s"]
)
def test_a_translation_can_name_a_gap_and_nothing_more(attack: str) -> None:
    """Attributes, formats and positions are ordinary characters."""
    speaker = speaker_of(sl={"Hello {name}": (f"{attack} {{name}}",)})

    spoken = speaker.say([_("Hello {name}", name="Ana")], "sl")

    assert spoken[0].words == f"{attack} Ana"


@given(st.text(max_size=30))
def test_what_somebody_wrote_is_never_read_as_a_gap(words: str) -> None:
    """A name such as {name} stays a name."""
    shown = said(_("{a} and {name}", a=words + "{name}", name="Ana"), "en")

    assert shown[0].replace(FSI, "").replace(PDI, "").endswith("{name} and Ana")


def test_a_gap_that_nobody_fills_stays_visible() -> None:
    """Saying something never fails."""
    assert said(_("Hello {name}"), "sl") == ["{name}, živjo"]


def test_texts_stand_inside_each_other() -> None:
    """A sentence in a gap is in the language of the sentence around it."""
    assert said(_("{title}", title=_("{title}", title=MENU)), "sl") == ["☰ Meni"]


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
