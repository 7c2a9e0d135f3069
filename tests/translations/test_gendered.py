"""Nobody is taken for a man or for a woman, and nobody meets two kinds of digits."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.speech.text import FOREIGN, Content, Gap, Ltr, Message, Moment, Span, Text, Verbatim
from translations import catalogues, gaps, po
from translations.checks import problems
from translations.gendered import gendered
from translations.saying.calendars import DIGITS
from translations.saying.speaker import Speaker

NOON = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
PHONE = "+386 1 234 56 78"


@pytest.mark.parametrize(
    ("tag", "sentence", "found"),
    [
        ("ar", "لإنهائه اكتب /quiet.", "اكتب"),
        ("ar", "إذا كنت في خطر فاكتب /help.", "فاكتب"),
        ("ar", "هل تريد أن نتابع؟", "تريد"),
        ("ar", "أنت مدعوة للعمل معنا.", "مدعوة"),
        ("ar", "تُرجى كتابة /link.", "تُرجى"),
        ("sl", "Vedno ste dobrodošli.", "dobrodošli"),
        ("sl", "Pozabila sem", "Pozabila sem"),
        ("fr", "vous n’êtes pas venu(e)", "venu(e)"),
        ("fr", "Vous êtes invitée à travailler.", "êtes invitée"),
        ("ru", "Я забыл", "Я забыл"),
        ("ru", "Вы записан(а)", "записан(а)"),
    ],
)
def test_a_word_for_one_of_them_alone_is_found(tag: str, sentence: str, found: str) -> None:
    """Whichever of the two it is for."""
    assert gendered(tag, sentence) == found


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("ar", "يُرجى كتابة رقم. غير ذلك لا يلزم شيء."),
        ("ar", "تغيّر شيء هنا. يكتب لك شخص من الفريق."),
        ("ar", "طلبت منا ألا نكتب لك."),
        ("sl", "Povedali ste nam, da imate 18 let."),
        ("fr", "Vous avez une invitation. Une personne sera invitée."),
        ("ru", "Вы записаны. Никто не ответил."),
        ("fa", "هر چه بخواهید بنویسید."),
        ("xx", "anything"),
    ],
)
def test_what_is_said_to_everybody_passes(tag: str, sentence: str) -> None:
    """So does what is said about others, and what only looks like one of the words."""
    assert gendered(tag, sentence) == ""


@pytest.mark.parametrize("tag", ["ar", "fa", "sl"])
def test_a_catalogue_in_two_kinds_of_digits_is_a_problem(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A translator hears of it, and of which digits are right."""
    facts = catalogues.facts()[tag]
    written = po.read(facts.file)
    written.entries[0].forms = ["9 ۹ ٩"]
    monkeypatch.setattr(po, "read", lambda _file: written)

    assert any(DIGITS[facts.digits] in problem for problem in problems(facts))


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_every_sentence_has_digits_of_one_kind(speaker: Speaker, tag: str) -> None:
    """With numbers, days and times in its gaps; a phone number stays one that can be dialled."""
    right = set(DIGITS[catalogues.facts()[tag].digits])
    wrong = [
        words
        for message in _sentences()
        if set(_digits(words := speaker.say([message], tag)[0].words.replace(PHONE, ""))) - right
    ]

    assert wrong == []


def test_an_answer_that_is_a_number_is_shown_in_the_readers_digits(speaker: Speaker) -> None:
    """Beside ۱. stands no 1."""
    texts: list[Text] = [Verbatim("…"), Verbatim("12"), Content({"en": "5"})]

    assert [each.words for each in speaker.say(texts, "fa")] == ["…", "۱۲", "۵"]
    assert [each.words for each in speaker.say(texts, "ar")] == ["…", "12", "5"]


@pytest.mark.parametrize("hours", ["9:00–12:00", "9:00 - 12:00", "09.00-12.00", "9:00–12:00–14:30"])
def test_hours_run_one_way_whoever_wrote_them(speaker: Speaker, hours: str) -> None:
    """An operator's hours in an Arabic page run as ours do."""
    written = Content({"ar": f"الاثنين، {hours}"})
    inside = Message("🕒 {hours}", {"hours": written})

    alone, field = (speaker.say([text], "ar")[0].words for text in (written, inside))

    assert alone == f"الاثنين، \u2066{hours}\u2069"
    assert alone in field


@pytest.mark.parametrize("number", ["2026-12-06", "+386 1 234", "12-14", "1.2.2026", "10:30"])
def test_what_are_no_hours_stays_as_it_was_written(speaker: Speaker, number: str) -> None:
    """A day, a phone number, a single time."""
    assert speaker.say([Content({"ar": f"في {number}"})], "ar")[0].words == f"في {number}"


def _sentences() -> Iterator[Message]:
    for entry in po.read(catalogues.FOLDER / "messages.pot").entries:
        names = gaps.names(entry.plural or entry.msgid)
        for gap in (7, Moment(NOON), Span(NOON, NOON + timedelta(hours=1)), Ltr(PHONE)):
            filled: dict[str, Gap] = dict.fromkeys(names, gap)
            if "n" in names:
                filled["n"] = 23
            if entry.msgid != FOREIGN:
                yield Message(entry.msgid, filled, entry.plural or None)


def _digits(words: str) -> Iterator[str]:
    return filter(str.isdecimal, words)
