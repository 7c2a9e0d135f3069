"""Russian as people type it: days, times, answers, yes and no, and what must be left alone."""

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
    """All ready languages and Russian."""
    known = {
        tag: replace(each, ready=each.ready or tag == "ru")
        for tag, each in catalogues.facts().items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "facts", lambda: known)
        yield Catalogues.load()


@pytest.fixture(scope="module")
def reader(offered: Catalogues) -> Reader:
    """Reads what people type, with Russian among the languages of the labels."""
    return Reader(offered, ZONE)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("сегодня", "2026-03-03"),
        ("сёдня вечером", "2026-03-03"),
        ("завтра", "2026-03-04"),
        ("послезавтра", "2026-03-05"),
        ("после завтра", "2026-03-05"),
        ("позавчера", "2026-03-01"),
        ("в пятницу", "2026-03-06"),
        ("в эту пятницу", "2026-03-06"),
        ("в прошлую пятницу", "2026-02-27"),
        ("во вторник", "2026-03-10"),
        ("в пн", "2026-03-09"),
        ("субота", "2026-03-07"),
        ("в среду, 4 марта", "2026-03-04"),
        ("5 декабря", "2026-12-05"),
        ("пятого декабря", "2026-12-05"),
        ("двадцать пятого декабря", "2026-12-25"),
        ("1-го апреля", "2026-04-01"),
        ("третьего апреля", "2026-04-03"),
        ("5 мая", "2026-05-05"),
        ("6 декабря 2026 г.", "2026-12-06"),
        ("06.12", "2026-12-06"),
        ("через 3 дня", "2026-03-06"),
        ("через две недели", "2026-03-17"),
        ("через неделю", "2026-03-10"),
        ("завтра в 15:30", "2026-03-04"),
        ("zavtra", "2026-03-04"),
        ("v pyatnicu", "2026-03-06"),
        ("5 грудня", "2026-12-05"),
    ],
)
def test_a_day_is_understood(reader: Reader, words: str, day: str) -> None:
    """By name, number and relation, in each case, misspelt and in Latin letters too."""
    assert reader.day(words, NOW) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "май",
        "понедельник или вторник",
        "в понедельник 4 марта",
        "на следующей неделе",
        "в следующую пятницу",  # in this week or the next?
        "31 июня",
    ],
)
def test_a_day_that_is_not_sure_is_asked_again(reader: Reader, words: str) -> None:
    """Hardly a day, two days, or a weekday that does not fit."""
    assert reader.day(words, NOW) is None


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("в 15:30", "15:30"),
        ("15.30", "15:30"),
        ("15 ч", "15:00"),
        ("15 ч 30", "15:30"),
        ("15 часов 30 минут", "15:30"),
        ("в 10", "10:00"),
        ("в три часа дня", "15:00"),
        ("в 3 часа дня", "15:00"),
        ("в 9 утра", "09:00"),
        ("в семь вечера", "19:00"),
        ("в 2 часа ночи", "02:00"),
        ("полтретьего дня", "14:30"),
        ("пол третьего дня", "14:30"),
        ("в пол одиннадцатого", "10:30"),
        ("в половине одиннадцатого", "10:30"),
        ("без четверти десять", "09:45"),
        ("без пятнадцати десять", "09:45"),
        ("к одиннадцати часам", "11:00"),
        ("в четырнадцать часов", "14:00"),
        ("в двадцать один час", "21:00"),
        ("десять часов десять минут", "10:10"),
        ("в полдень", "12:00"),
        ("полночь", "00:00"),
        ("5 марта в 11", "11:00"),
        ("v 3 chasa dnya", "15:00"),
    ],
)
def test_a_time_is_understood(reader: Reader, words: str, at: str) -> None:
    """In digits, in words, with the half before the hour."""
    assert reader.clock(words) == time.fromisoformat(at)


@pytest.mark.parametrize(
    "words", ["в 3", "полтретьего", "утром", "с 10 до 12", "в 10-12", "в 15-30", "днём"]
)
def test_a_time_that_is_not_sure_is_asked_again(reader: Reader, words: str) -> None:
    """Three may be night, and two times are none."""
    assert reader.clock(words) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("второй", 1),
        ("второе пожалуйста", 1),
        ("номер 2", 1),
        ("№2", 1),
        ("№ 2", 1),
        ("2-й", 1),
        ("под номером 5", 4),
        ("вариант 3", 2),
        ("выбираю 3", 2),
        ("давайте первое", 0),
        ("последнее", 4),
        ("vtoroy", 1),
        ("убежище", 0),
        ("решение", 1),
        ("разришение на роботу", 2),
        ("про работу", 2),
        ("о семье", 3),
        ("другой", 4),
        ("6", None),
        ("не семья", None),
        ("не знаю", None),
    ],
)
def test_an_answer_is_found(reader: Reader, typed: str, meant: int | None) -> None:
    """By number, place, word, a part of it, or with a slip."""
    assert reader.option(typed, TOPICS, "ru") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 и 3", [0, 2]),
        ("первое и третье", [0, 2]),
        ("спорт и кулинария", [0, 2]),
        ("спорт, музыку", [0, 1]),
        ("поездки", [3]),
        ("всё", [0, 1, 2, 3]),
        ("луна, спорт", None),
    ],
)
def test_several_answers_are_taken_apart(
    reader: Reader, typed: str, meant: list[int] | None
) -> None:
    """With «и», with commas, by number or by words."""
    assert reader.options(typed, LIKES, "ru") == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("в среду", 1), ("четверг в 15", 2), ("10:30", 0), ("пятого марта", 2)]
)
def test_a_time_is_chosen_as_people_say_times(reader: Reader, typed: str, meant: int) -> None:
    """By its day or its hour."""
    at = [TEN + timedelta(minutes=30), TEN + timedelta(days=1), TEN + timedelta(days=2, hours=5)]
    labels: list[Text] = [_("{when}", when=Moment(each, Show.SHORT)) for each in at]

    assert reader.option(typed, labels, "ru") == meant


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Да, конечно!", True),
        ("ага", True),
        ("хорошо, приду", True),
        ("не против", True),
        ("нет проблем", True),
        ("согласна", True),
        ("da, konechno", True),
        ("так", True),
        ("Нет, спасибо", False),
        ("не согласна", False),
        ("нет, не смогу", False),
        ("не надо", False),
        ("net spasibo", False),
        ("ні, дякую", False),
        ("так нет", False),
        ("может быть", None),
        ("не знаю", None),
        ("и да и нет", None),
        ("да нет", None),
        ("да, но позже", None),
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
        "бросить курить",
        "остановите войну",
        "помощь с языком",
        "мне нужен юрист",
        "язык",
        "хватит еды",
        "мероприятия были хорошие",
        "назад на родину",
        "адвокат не звонит",
        "отмена налогов",
        "вернуться домой",
        "не пишите на стенах",
        "человек из моего села",
        "привет",
        "не важно",
    ],
)
def test_an_answer_in_somebodys_own_words_is_left_alone(reader: Reader, words: str) -> None:
    """Where a free text is awaited, only a whole command is one."""
    assert reader.intent(words, strict=True) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("СТОП!", Intent.STOP),
        ("не пишите мне больше", Intent.STOP),
        ("ne pishite mne", Intent.STOP),
        ("меню пожалуйста", Intent.MENU),
        ("помогите", Intent.HELP),
        ("удалите мои данные", Intent.FORGET),
        ("назад", Intent.BACK),
        ("отмена", Intent.CANCEL),
    ],
)
def test_a_whole_command_is_one_even_there(reader: Reader, words: str, meant: Intent) -> None:
    """With politeness around it."""
    assert reader.intent(words, strict=True) is meant


def test_to_be_taken_off_a_list_is_not_to_be_erased(reader: Reader) -> None:
    """The lesser wish is understood as the lesser."""
    assert reader.intent("уберите меня из списка") is Intent.STOP


def test_days_are_written_as_in_russian(offered: Catalogues) -> None:
    """The month in its case, no word for the year."""
    speaker = Speaker(offered, ZONE)
    at = Moment(datetime(2026, 12, 6, 9, 0, tzinfo=UTC), Show.DAY)

    spoken = speaker.say([_("📅 {day}", day=at)], "ru")

    assert "воскресенье, 6 декабря 2026" in spoken[0].words
