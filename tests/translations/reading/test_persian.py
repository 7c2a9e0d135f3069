"""What is understood in Persian, beside the sentences in phrases.toml."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.speech.languages import Intent
from domain.speech.text import Moment, Show, Text, _
from translations.reading.reader import Reader

TOPICS = [
    _("Asylum interview"),
    _("A decision I received"),
    _("Work permit"),
    _("Family"),
    _("Something else"),
]
AZAR = datetime(2026, 12, 6, 10, 0, tzinfo=ZoneInfo("Europe/Ljubljana"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("۲", 1),
        ("۲.", 1),
        ("دومی", 1),
        ("دومی لطفا", 1),
        ("گزینه ۲", 1),
        ("گزینهٔ دوم", 1),
        ("شماره ۲", 1),
        ("شمارهٔ سه", 2),
        ("سومی رو", 2),
        ("۳می", 2),
        ("اولین گزینه", 0),
        ("آخرین", 4),
        ("اجازه کار", 2),
        ("اجازه‌ی کار میخوام", 2),
        ("خانواده", 3),
        ("درباره خانوادم", 3),
        ("مصاحبه", 0),
        ("تصمیم", 1),
        ("work permit", 2),
        ("۷", None),
        ("خانواده نمیخوام", None),
        ("کار یا خانواده", None),
        ("نمی‌دانم", None),
    ],
)
def test_an_answer_is_found(persian: Reader, typed: str, meant: int | None) -> None:
    """By digits, ordinals and words, with what people put around them."""
    assert persian.option(typed, TOPICS, "fa") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("۱ و ۳", [0, 2]),
        ("۱،۳", [0, 2]),
        ("۱ تا ۳", None),
        ("اولی و سومی", [0, 2]),
        ("خانواده و اجازه کار", [2, 3]),
        ("همه", [0, 1, 2, 3, 4]),
        ("همشون", [0, 1, 2, 3, 4]),
    ],
)
def test_several_answers_are_taken_apart(
    persian: Reader, typed: str, meant: list[int] | None
) -> None:
    """With «و» between them, as in Arabic."""
    assert persian.options(typed, TOPICS, "fa") == meant


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("۱۵ آذر", "fa", 0),
        ("15 azar", "en", 0),
        ("۶ دسامبر", "fa", 0),
        ("6 December", "en", 0),
        ("دوشنبه", "fa", 1),
        ("۱۶ آذر (۷ دسامبر)", "fa", 1),
        ("۶ آذر", "fa", None),
        ("15 دسامبر", "fa", None),
        ("15 december", "en", None),
        ("15", "en", None),
        ("at 16", "en", None),
    ],
)
def test_a_day_is_chosen_by_either_calendar(
    persian: Reader, typed: str, language: str, meant: int | None
) -> None:
    """But never with the number of one and the month of the other."""
    labels: list[Text] = [
        _("{when}", when=Moment(AZAR + timedelta(days), Show.DAY)) for days in range(3)
    ]

    assert persian.option(typed, labels, language) == meant


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("بله", True),
        ("بلی", True),
        ("آره", True),
        ("بله، می‌خواهم", True),
        ("اره میام", True),
        ("حتما", True),
        ("are", True),
        ("هان", True),
        ("می‌آیم", True),
        ("نه", False),
        ("خیر", False),
        ("نه، ممنون", False),
        ("نه نمی‌توانم", False),
        ("نمی‌توانم بیایم", False),
        ("نمیخوام", False),
        ("na, merci", False),
        ("are you there", None),
        ("are you coming", None),
        ("خير ان شاء الله", None),
        ("نمی‌دانم", None),
        ("شاید", None),
        ("بله یا نه", None),
        ("بله ولی فقط فردا", None),
    ],
)
def test_a_yes_or_a_no_is_only_what_says_so(
    persian: Reader, words: str, answer: bool | None
) -> None:
    """Consent depends on it; English and Arabic words that look alike are not taken for one."""
    assert persian.yes_no(words) is answer


@pytest.mark.parametrize(
    "words",
    [
        "وکیلم هیچ وقت زنگ نزد",
        "میخوام سیگار رو ترک کنم",
        "من به وکیل نیاز دارم",
        "برنامه‌های پارسال خیلی خوب بود",
        "کمک برای یاد گرفتن زبان",
        "موعد",
        "كافي",
        "کافیه",
        "می‌خواهم برگردم",
        "مهم نیست",
        "سلام",
        "فارسی",
        "همه چیز خوب است",
        "خدمات بهتر",
        "بازگشت به کشورم سخت است",
        "لغو مجازات",
    ],
)
def test_an_answer_in_somebodys_own_words_is_left_alone(persian: Reader, words: str) -> None:
    """Where a free text is awaited, only a whole command is one."""
    assert persian.intent(words, strict=True) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("لغو", Intent.CANCEL),
        ("کمک", Intent.HELP),
        ("منو", Intent.MENU),
        ("برگشت", Intent.BACK),
        ("پیام نفرستید", Intent.STOP),
        ("اطلاعات من را پاک کنید", Intent.FORGET),
        ("الغاء", Intent.CANCEL),
        ("مساعدة", Intent.HELP),
    ],
)
def test_a_whole_command_is_one_in_persian_and_in_arabic(
    persian: Reader, words: str, meant: Intent
) -> None:
    """The letters that both share are the same here."""
    assert persian.intent(words, strict=True) is meant


@pytest.mark.parametrize("words", ["قرار", "وصلني قرار", "اريد الغاء القرار", "تغيير القرار"])
def test_a_decision_in_arabic_is_not_an_appointment_in_persian(persian: Reader, words: str) -> None:
    """«قرار» is the one in Arabic and the other in Persian."""
    assert persian.intent(words) in (Intent.LEGAL, None)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("۱۲", 12),
        ("دو نفر", 2),
        ("دوتا", 2),
        ("بیست و پنج", 25),
        ("سی و یک نفر", 31),
        ("twenty five", 25),
        ("یازده", 11),
        ("۳ یا ۴", None),
        ("نه", None),
    ],
)
def test_a_number_is_understood(persian: Reader, words: str, number: int | None) -> None:
    """Tens and ones are one number; «نه» is nine and no, so it is asked again."""
    assert persian.number(words) == number
