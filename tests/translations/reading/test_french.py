"""French as people type it: days, times, answers, yes and no, and what must be left alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.speech.languages import Intent
from domain.speech.text import Moment, Show, Text, _
from translations import catalogues
from translations.catalogues import Catalogues
from translations.reading.reader import Reader
from translations.saying.speaker import Speaker

ZONE = ZoneInfo("Europe/Ljubljana")
NOW = datetime(2026, 3, 3, 12, 0, tzinfo=ZONE)  # a Tuesday
TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
TOPICS: list[Text] = [
    _("Asylum interview"),
    _("A decision I received"),
    _("Work permit"),
    _("Family"),
    _("Something else"),
]
LIKES: list[Text] = [_("Sport"), _("Music and dance"), _("Cooking"), _("Trips and nature")]


@pytest.fixture(scope="module")
def offered() -> Iterator[Catalogues]:
    """All ready languages and French."""
    known = {
        tag: replace(each, ready=each.ready or tag == "fr")
        for tag, each in catalogues.facts().items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "facts", lambda: known)
        yield Catalogues.load()


@pytest.fixture(scope="module")
def reader(offered: Catalogues) -> Reader:
    """Reads what people type, with French among the languages of the labels."""
    return Reader(offered, ZONE)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("aujourd'hui", "2026-03-03"),
        ("ajd", "2026-03-03"),
        ("demain", "2026-03-04"),
        ("2main matin", "2026-03-04"),
        ("après-demain", "2026-03-05"),
        ("apres demain", "2026-03-05"),
        ("avant-hier", "2026-03-01"),
        ("vendredi prochain", "2026-03-06"),
        ("lundi dernier", "2026-03-02"),
        ("dimenche", "2026-03-08"),
        ("le 5 mars", "2026-03-05"),
        ("mercredi 4 mars", "2026-03-04"),
        ("sam. 7 mars", "2026-03-07"),
        ("1er avril", "2026-04-01"),
        ("le premier avril", "2026-04-01"),
        ("dix-sept avril", "2026-04-17"),
        ("sept avril", "2026-04-07"),
        ("le vingt et un avril", "2026-04-21"),
        ("vingt-cinq décembre", "2026-12-25"),
        ("le 5 sept", "2026-09-05"),
        ("6 décembre 2026", "2026-12-06"),
        ("le 15 aout", "2026-08-15"),
        ("le 6/12/2026", "2026-12-06"),
        ("dans trois jours", "2026-03-06"),
        ("dans deux semaines", "2026-03-17"),
        ("demain à 15h30", "2026-03-04"),
    ],
)
def test_a_day_is_understood(reader: Reader, words: str, day: str) -> None:
    """By name, number and relation, in text-message spelling too."""
    assert reader.day(words, NOW) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words", ["mars", "lundi ou mardi", "lundi 4 mars", "la semaine prochaine", "l'après-midi"]
)
def test_a_day_that_is_not_sure_is_asked_again(reader: Reader, words: str) -> None:
    """Hardly a day, two days, or a weekday that does not fit."""
    assert reader.day(words, NOW) is None


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("à 15h30", "15:30"),
        ("15 h", "15:00"),
        ("15 h 30", "15:30"),
        ("15 heures 30", "15:30"),
        ("vers 11h", "11:00"),
        ("midi", "12:00"),
        ("midi et demi", "12:30"),
        ("midi moins le quart", "11:45"),
        ("minuit", "00:00"),
        ("3 heures et demie de l'après-midi", "15:30"),
        ("trois heures de l’après-midi", "15:00"),
        ("3h de l'aprem", "15:00"),
        ("9h du mat", "09:00"),
        ("10 heures et quart", "10:15"),
        ("onze heures moins le quart", "10:45"),
        ("dix heures dix", "10:10"),
        ("10h moins 10", "09:50"),
        ("dix-sept heures", "17:00"),
        ("vingt et une heures", "21:00"),
        ("quinze heures trente", "15:30"),
        ("8 heures du soir", "20:00"),
        ("le 5 mars à 11h", "11:00"),
    ],
)
def test_a_time_is_understood(reader: Reader, words: str, at: str) -> None:
    """With h, in words, and with the part of the day beside it."""
    assert reader.clock(words) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "words", ["3h", "trois heures et demie", "l'après-midi", "le matin", "de 10h à 12h", "10h-12h"]
)
def test_a_time_that_is_not_sure_is_asked_again(reader: Reader, words: str) -> None:
    """Three may be night, and two times are none."""
    assert reader.clock(words) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("le deuxième", 1),
        ("la 2", 1),
        ("2ème", 1),
        ("2e", 1),
        ("n°2", 1),
        ("numéro trois", 2),
        ("la réponse 2", 1),
        ("je choisis le 3", 2),
        ("le 4 svp", 3),
        ("la première s'il vous plaît", 0),
        ("la dernière", 4),
        ("asile", 0),
        ("décision", 1),
        ("permi de travai", 2),
        ("c'est pour le travail", 2),
        ("ma famille svp", 3),
        ("autre", 4),
        ("6", None),
        ("pas la famille", None),
        ("travail ou famille", None),
        ("je ne sais pas", None),
    ],
)
def test_an_answer_is_found(reader: Reader, typed: str, meant: int | None) -> None:
    """By number, place, word, a part of it, or with a slip."""
    assert reader.option(typed, TOPICS, "fr") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 et 3", [0, 2]),
        ("le premier et le troisième", [0, 2]),
        ("sport et cuisine", [0, 2]),
        ("sport, musique", [0, 1]),
        ("les sorties", [3]),
        ("tout", [0, 1, 2, 3]),
        ("la lune, sport", None),
    ],
)
def test_several_answers_are_taken_apart(
    reader: Reader, typed: str, meant: list[int] | None
) -> None:
    """With « et », with commas, by number or by words."""
    assert reader.options(typed, LIKES, "fr") == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("mercredi", 1), ("jeudi à 15h", 2), ("10h30", 0), ("le 4 mars", 1)]
)
def test_a_time_is_chosen_as_people_say_times(reader: Reader, typed: str, meant: int) -> None:
    """By its day or its hour."""
    at = [TEN + timedelta(minutes=30), TEN + timedelta(days=1), TEN + timedelta(days=2, hours=5)]
    labels: list[Text] = [_("{when}", when=Moment(each, Show.SHORT)) for each in at]

    assert reader.option(typed, labels, "fr") == meant


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Oui, avec plaisir !", True),
        ("ouais", True),
        ("d’accord", True),
        ("dacc", True),
        ("pas de problème", True),
        ("bien sûr", True),
        ("je viendrai", True),
        ("Non merci", False),
        ("nan", False),
        ("bien sûr que non", False),
        ("je ne suis pas d'accord", False),
        ("non je peux pas", False),
        ("jveux pas", False),
        ("peut-être", None),
        ("je ne sais pas", None),
        ("oui et non", None),
        ("oui mais lundi", None),
        ("pas sûr", None),
        ("ça dépend", None),
    ],
)
def test_a_yes_or_a_no_is_only_what_says_so(
    reader: Reader, words: str, answer: bool | None
) -> None:
    """Consent depends on it."""
    assert reader.yes_no(words) is answer


@pytest.mark.parametrize(
    "words",
    [
        "arrêter de fumer",
        "plus de foot pour les enfants",
        "les activités étaient bien",
        "activités",
        "j'ai besoin d'un avocat",
        "la langue",
        "les papiers",
        "retour au pays",
        "aide pour les enfants",
        "annuler les dettes",
        "stop au racisme",
        "les messages arrivent trop tard",
        "quelqu'un de mon village",
        "bonjour",
        "assez de nourriture",
    ],
)
def test_an_answer_in_somebodys_own_words_is_left_alone(reader: Reader, words: str) -> None:
    """Where a free text is awaited, only a whole command is one."""
    assert reader.intent(words, strict=True) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("arrêtez svp", Intent.STOP),
        ("ne m’écrivez plus", Intent.STOP),
        ("le menu svp", Intent.MENU),
        ("au secours", Intent.DANGER),
        ("effacez mes données", Intent.FORGET),
        ("retour", Intent.BACK),
        ("annuler", Intent.CANCEL),
    ],
)
def test_a_whole_command_is_one_even_there(reader: Reader, words: str, meant: Intent) -> None:
    """With politeness around it."""
    assert reader.intent(words, strict=True) is meant


def test_to_be_taken_off_a_list_is_not_to_be_erased(reader: Reader) -> None:
    """The lesser wish is understood as the lesser."""
    assert reader.intent("enlevez-moi de la liste") is Intent.STOP


def test_days_and_marks_are_written_as_in_french(offered: Catalogues) -> None:
    """Small letters in a date, a space that does not break before a question mark."""
    speaker = Speaker(offered, ZONE)
    at = Moment(datetime(2026, 12, 6, 9, 0, tzinfo=UTC), Show.DAY)

    day, asked = speaker.say([_("📅 {day}", day=at), _("Which day suits you?")], "fr")

    assert "dimanche 6 décembre 2026" in day.words
    assert asked.words == "Quel jour vous convient\u00a0?"
