"""/mydata as files: to read in one's own language, and for a program."""

import json

import pytest

from domain.matters.matter import LeaveMatter, MatterId, Subject
from domain.speech.messages import File
from flows.guests.mydata import for_programs, readable
from tests.fakes.world import BEN, FakeDesk, fake_desk
from tests.flows.guests.test_privacy import book_and_come
from tests.flows.scenery import FOOTBALL, with_events
from tests.flows.talk import MARKS, SPEAKER, Talk
from translations.saying import bidi

ENGLISH = """
    you: /mydata
    bot: …
    you: [📎 All of it as a file]
    bot: Which file do you want? It stays on your phone: delete it there. [📄 To read | \
         🗃 For a program (JSON) | ⬅ Back]
    you: [📄 To read]
    bot: Here is everything we know about you. {file: my-data.txt}
    bot: [the menu]
"""
ARABIC = """
    you: /mydata
    bot: …
    you: [📎 كل شيء في ملف]
    bot: أي ملف هو المطلوب؟ سيبقى على هاتفك، ويمكن حذفه من هناك. [📄 للقراءة | 🗃 لبرنامج \
         (JSON) | ➡ رجوع]
    you: [🗃 لبرنامج (JSON)]
    bot: هذا كل ما نعرفه عنك. {file: my-data.json}
    bot: [the menu]
"""
PERSIAN = """
    you: /mydata
    bot: …
    you: [📎 همه در یک فایل]
    bot: کدام فایل را می‌خواهید؟ روی تلفن شما می‌ماند: آنجا پاکش کنید. [📄 برای خواندن | \
         🗃 برای یک برنامهٔ رایانه‌ای (JSON) | ➡ برگشت]
    you: [📄 برای خواندن]
    bot: این همهٔ چیزی است که دربارهٔ شما می‌دانیم. {file: my-data.txt}
    bot: چه کمکی از ما برمی‌آید؟ [📅 برنامه‌ها | 💬 گرفتن وقت مشاورهٔ رایگان | 🗓 قرارهای من | \
         📝 نظر شما | ✉ به ما بنویسید | 🌐 زبان | 🔒 اطلاعات من | 🆘 کمک و شماره‌های تماس]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_a_file_is_asked_for(talk: Talk, language: str, transcript: str) -> None:
    """One to read or one for a program; afterwards the menu."""
    book_and_come(talk, language)

    talk("", language, transcript)


def desk(talk: Talk, language: str) -> FakeDesk:
    """Ben's, who has booked and comes to something."""
    book_and_come(talk, language)
    return fake_desk(talk.world, talk.world.people.get(BEN))


def written(file: File, language: str) -> str:
    """What stands in the file, without the marks that keep directions apart."""
    assert file.words is not None
    [spoken] = SPEAKER.say([file.words], language)
    assert spoken.language == language
    return MARKS.sub("", bidi.strip(spoken.words))


def test_the_file_is_in_the_readers_language_though_an_event_is_not(talk: Talk) -> None:
    """A title nobody translated stands as it is, and the rest in Persian."""
    words = written(readable(desk(talk, "fa")), "fa")

    assert "• زبان:" in words
    assert "Cooking together" in words
    assert "چهارشنبه ۱۱ آذر ۱۴۰۵" in words
    assert "رزرو شده" in words


def test_the_file_says_all_of_it(talk: Talk) -> None:
    """Also what is over, and what was said no to."""
    words = written(readable(desk(talk, "en")), "en")

    for line in (
        "• age: 18 to 25",
        "• you like: Sport · Cooking",
        "• Wednesday 2 December 2026, 10:00: Something else, booked",
        "• Tuesday 8 December 2026, 18:00: Cooking together, you said yes",
    ):
        assert line in words


def test_programs_get_json(talk: Talk) -> None:
    """That any of them can read."""
    file = for_programs(desk(talk, "ar"))

    assert json.loads(file.content) == {"people": [{"language": "ar"}]}
    assert file.media_type == "application/json"


def test_somebody_who_waits_and_has_written_reads_that_too(talk: Talk) -> None:
    """A place in a queue, a message and its answer."""
    talk.world.add_person(BEN)
    with_events(talk.world)
    talk.world.events.wait(FOOTBALL.id, BEN, 1, talk.world.now)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where is the school?"), BEN)
    talk.world.matters.answer(MatterId(1), "Near the river.")
    talk.you("/mydata")
    talk.you("[📎 All of it as a file]")

    turn = talk.hear(talk.chosen("📄 To read", oldest=False))

    [file] = [say.file for say in turn.says if say.file is not None]
    words = str(file.words)
    assert "you wait for a place" in words
    assert "Where is the school?" in words
    assert "Near the river." in words
