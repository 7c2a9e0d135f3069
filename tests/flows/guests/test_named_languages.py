"""A language is named in any language: at the question, and at any other time."""

import pytest

from flows.engine.place import standing
from tests.fakes.world import BEN
from tests.flows.scenery import with_slots, with_survey
from tests.flows.talk import READER, Talk
from translations.phrasebook import phrase

READY = [
    ("farsi", "fa"),
    ("arabisch", "ar"),
    ("عربي", "ar"),
    ("انگلیسی", "en"),
    ("по-русски", "ru"),
    ("slovensko", "sl"),
    ("francoščina", "fr"),
    ("Fransızca", "fr"),
    ("I speak arabic", "ar"),
    ("ru", "ru"),
]
FOR_WANT_OF = [("Dari", "fa"), ("دری", "fa"), ("prs", "fa"), ("дари", "fa")]
NOT_YET = [
    ("اردو", "ur"),
    ("Urdu", "ur"),
    ("Türkçe", "tr"),
    ("turkish", "tr"),
    ("Somali", "so"),
    ("ትግርኛ", "ti"),
    ("tigrinya", "ti"),
    ("پښتو", "ps"),
    ("ukrajinščina", "uk"),
    ("sorani", "ckb"),
]


@pytest.mark.parametrize(("name", "tag"), READY)
@pytest.mark.parametrize("before", [(), ("/start",)])
def test_one_that_we_write_is_chosen(
    talk: Talk, before: tuple[str, ...], name: str, tag: str
) -> None:
    """At the question, and by whoever begins with it."""
    for words in before:
        talk.you(words)

    if not before and len(name) == 2:
        name = f"/language {name}"
    talk.you(name)

    assert talk.world.people.rows[BEN].language == tag
    assert talk.place.frames[-1].flow == "menu"


@pytest.mark.parametrize(
    "before", [("/start", "back"), ("/start", "/privacy"), ("/start", "/menu")]
)
@pytest.mark.parametrize(("name", "own_name"), [("urdu", "اردو"), ("farsi", "سلام")])
def test_whoever_has_none_yet_names_it_anywhere(
    talk: Talk, before: tuple[str, ...], name: str, own_name: str
) -> None:
    """Also where another question stands: it goes on where a language is asked for."""
    for words in before:
        talk.you(words)
    said = len(talk.log)

    talk.you(name)

    assert own_name in talk.log[said + 1]
    assert talk.place.frames[-1].flow in ("welcome", "menu")
    assert len(talk.place.frames) == 1


@pytest.mark.parametrize(("name", "tag"), FOR_WANT_OF)
def test_for_one_that_is_not_ready_its_readers_get_another(talk: Talk, name: str, tag: str) -> None:
    """And are told so, in that one."""
    talk.you("/start")

    talk.you(name)

    assert talk.world.people.rows[BEN].language == tag
    assert "دری هنوز اینجا آماده نیست" in "\n".join(talk.log)


@pytest.mark.parametrize(("name", "tag"), NOT_YET)
def test_one_that_we_do_not_write_is_said_to_be_missing(talk: Talk, name: str, tag: str) -> None:
    """In itself, with those that we do; it is no miss."""
    talk.you("/start")

    talk.you(name)

    said = talk.log[-1]
    assert said.startswith(f"bot: {phrase(tag, 'unspoken').partition('{')[0]}")
    assert "[English | Slovenščina | العربية | فارسی | Français | Русский" in said
    assert talk.place.misses == 0


def test_whoever_reads_a_language_hears_it_in_that_one(talk: Talk) -> None:
    """Their page is not in two languages."""
    talk.world.add_person(BEN)

    talk.you("/language turkish")

    assert talk.log[-1].startswith("bot: We cannot write in this language yet: Türkçe.")


WISHES = [("in english please", "en"), ("speak arabic", "ar"), ("farsi", "fa"), ("Français", "fr")]


@pytest.mark.parametrize(("words", "tag"), [*WISHES, ("русский", "ru"), ("/language arabic", "ar")])
def test_at_any_other_time_it_changes_at_once(talk: Talk, words: str, tag: str) -> None:
    """And what was under way goes on."""
    with_slots(talk.world)
    talk.world.add_person(BEN, "sl")
    talk.you("/legal")

    talk.you(words)

    assert talk.world.people.rows[BEN].language == tag
    assert talk.place.frames[-1].step == "topic"


def test_where_the_answers_are_languages_no_other_one_is_chosen_for_us(talk: Talk) -> None:
    """Whoever wants to speak Persian there does not want to read it here."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    for words in ("/legal", "[Family]", "[🌐 Another language]", "turkish"):
        talk.you(words)

    assert talk.world.people.rows[BEN].language == "en"
    assert standing(talk.place) == ("appointments", "language")


def test_in_an_answer_of_their_own_words_a_language_is_only_a_word(talk: Talk) -> None:
    """They write to somebody."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    for words in ("/message", "[a question or a wish]", "Arabic"):
        talk.you(words)

    assert talk.world.people.rows[BEN].language == "en"


@pytest.mark.parametrize("words", ["I don't speak English", "ne govorim slovensko", "hello", "12"])
def test_what_names_none_or_denies_one_is_none(words: str) -> None:
    """Asking is better than guessing."""
    assert READER.language(words) is None
