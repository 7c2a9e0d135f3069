"""Which language each part of a page is in: the reader's, and what stands there in another."""

from domain.speech.text import FOREIGN, Content, Verbatim, _, lines
from tests.translations.saying.few_sentences import (
    FOOTBALL,
    FSI,
    IN_SLOVENE,
    MENU,
    ONLY_GERMAN,
    ONLY_SLOVENE,
    PDI,
    RLM,
    SLOVENE,
    said,
    speaker_of,
)


def test_a_message_is_in_its_readers_language() -> None:
    """Sentences, content and names alike."""
    spoken = speaker_of().say([FOOTBALL, MENU], "ar")

    assert [each.words for each in spoken] == ["كرة القدم", "☰ القائمة"]
    assert {(each.language, each.right_to_left) for each in spoken} == {("ar", True)}


def test_the_readers_language_stays_whatever_is_written_in_another() -> None:
    """Foreign words are set apart and say what they are; all else is as on any page."""
    assert said(ONLY_SLOVENE, "ar", MENU) == [f"{FSI}Piknik{PDI} {IN_SLOVENE}", "☰ القائمة"]
    assert said(ONLY_GERMAN, "sl", MENU) == ["Fest am Fluss (jezik: nemščina)", "☰ Meni"]
    assert said(Content({"sl": "Piknik"}), "en", MENU) == ["Piknik (in Slovenian)", "☰ Menu"]


def test_each_part_of_a_page_is_as_near_to_its_reader_as_it_can_be() -> None:
    """One part in another language leaves the others alone."""
    both = lines(Content({"en": "Party", "ar": "حفلة"}), ONLY_SLOVENE)

    assert said(both, "ar") == [f"حفلة\n\n{FSI}Piknik{PDI} {IN_SLOVENE}"]


def test_without_the_readers_language_it_is_said_as_it_was_first_written() -> None:
    """In the coordinator's own words; what its readers also read goes before them."""
    written = Content({"de": "Fest", "en": "Party", "ru": "Праздник"})

    assert said(written, "sl") == ["Fest (jezik: nemščina)"]
    assert speaker_of(fa={}).say([Content({"en": "Party", "fa-AF": "جشن"})], "fa")[0].words == "جشن"


def test_many_foreign_lines_are_set_apart_line_by_line_and_named_below() -> None:
    """A link keeps its distance from the mark behind it, or it could not be pressed."""
    long = Content({"de": "Fest\n\nhttps://example.org/a\nMehr: https://example.org/b"})

    assert said(long, "ar")[0].split("\n") == [
        f"{RLM}{FSI}Fest{PDI}",
        "",
        "https://example.org/a",
        f"{RLM}{FSI}Mehr: https://example.org/b {PDI}",
        f"(باللغة {FSI}الألمانية{PDI})",
    ]


def test_right_to_left_words_are_set_apart_on_a_page_that_runs_left_to_right() -> None:
    """As in any sentence."""
    assert said(Content({"ar": "حفلة (لنا)"}), "sl") == [f"{FSI}حفلة (لنا){PDI} (jezik: arabščina)"]


def test_the_same_foreign_words_are_named_once_on_a_page() -> None:
    """A place that is said twice is not explained twice."""
    twice = lines(_("{title}", title=ONLY_SLOVENE), ONLY_SLOVENE, between="\n")

    assert said(twice, "ar")[0].count(IN_SLOVENE) == 1


def test_what_has_no_language_is_not_named() -> None:
    """Nor what nobody could say better: a number, a name in letters that one reads."""
    assert said(Content({"": "Rog"}), "ar") == ["Rog"]
    assert said(_("{title}", title=Content({"en": "12"})), "ar") == [f"{RLM}{FSI}12{PDI}"]
    assert said(_("{title}", title=Content({"en": "Rog"})), "sl") == ["Rog"]


def test_a_label_is_set_apart_and_no_more() -> None:
    """A list of events is in the reader's language; a title may stay as it was written."""
    assert said(_("☰ Menu"), "ar", FOOTBALL, ONLY_SLOVENE, Verbatim("English")) == [
        "☰ القائمة",
        "كرة القدم",
        f"{FSI}Piknik{PDI}",
        f"{FSI}English{PDI}",
    ]


def test_a_field_says_which_language_it_is_in_where_it_ends_its_line() -> None:
    """In the middle of a sentence that would only disturb."""
    field, amid = _("{day}: {title}", day="1", title=ONLY_SLOVENE), _("Only {n}.", n=ONLY_SLOVENE)

    assert said(field, "ar") == [f"{FSI}1{PDI}: {FSI}Piknik{PDI} {IN_SLOVENE}"]
    assert said(amid, "ar") == [f"{FSI}Piknik{PDI} فقط"]


def test_a_catalogue_that_cannot_name_languages_stays_a_catalogue() -> None:
    """The note is left out; the page stays the reader's."""
    speaker = speaker_of(sl={key: said for key, said in SLOVENE.items() if key != FOREIGN})

    assert [each.words for each in speaker.say([ONLY_GERMAN, MENU], "sl")] == [
        "Fest am Fluss",
        "☰ Meni",
    ]


def test_a_name_in_a_sentence_decides_nothing() -> None:
    """It is said in the reader's language if it has one there."""
    assert said(_("{title}", title=FOOTBALL), "sl") == ["Nogomet"]
    assert said(_("{title}", title=ONLY_GERMAN), "sl") == ["Fest am Fluss"]


def test_one_missing_sentence_puts_the_whole_message_into_english() -> None:
    """Half a message in each language helps nobody."""
    assert said(_("Brand new."), "ar", MENU, FOOTBALL) == ["Brand new.", "☰ Menu", "Football"]


def test_a_language_nobody_knows_is_answered_in_english() -> None:
    """As after a language was withdrawn."""
    assert said(MENU, "xx") == ["☰ Menu"]
    assert said(FOOTBALL, "xx", MENU) == ["Football", "☰ Menu"]


def test_a_dialect_reads_its_language_before_english() -> None:
    """Content in Arabic is for a reader of ar-SY too."""
    assert said(FOOTBALL, "ar-SY", MENU) == ["كرة القدم", "☰ القائمة"]
