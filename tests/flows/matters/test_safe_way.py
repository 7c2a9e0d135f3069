"""Danger, wherever somebody stands: whom to call first, and nothing of theirs is lost."""

import pytest

from domain.matters.matter import Subject
from domain.people.person import AgeGroup
from domain.speech.languages import Danger
from domain.speech.messages import Kind
from domain.staff.member import Duty, Role
from flows.matters.safe_way import ADVICE, FIRST
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import with_slots, with_survey
from tests.flows.talk import Talk

ENGLISH = """
    you: My husband beats me!!
    bot: Please call now, at any hour:
         ☎ 112 Ambulance
         Nobody has the right to hurt you. If you can, go where other people are.
         I am a program. I cannot call for help, and nobody reads this at once.
         Somebody here helps in such cases. Only they would read what you write. \
         [🤝 Please write to me]
    you: [🤝 Please write to me]
    bot: Thank you. Your message has the number 1.
         We answer by Tuesday 1 December 2026.
         To see where it stands, write “my messages”. [☰ Menu]
"""
ARABIC = """
    you: زوجي يضربني
    bot: يُرجى الاتصال الآن، في أي ساعة:
         ☎ 112 الإسعاف
         لا يحق لأحد إيذاؤك. عند الإمكان يُرجى الذهاب إلى مكان فيه ناس.
         أنا برنامج. لا أستطيع طلب النجدة، ولا أحد يقرأ هذا فورًا.
         هنا من يساعد في مثل هذه الحالات، ولا أحد غيره يقرأ ما يُكتب. [🤝 من فضلكم اكتبوا لي]
    you: [🤝 من فضلكم اكتبوا لي]
    bot: شكرًا. رقم رسالتك 1.
         نجيب حتى الثلاثاء 1 ديسمبر 2026.
         لمعرفة أين وصلت يُرجى كتابة «رسائلي». [☰ القائمة]
"""
PERSIAN = """
    you: میخوام بمیرم
    bot: لطفاً همین حالا زنگ بزنید، در هر ساعتی:
         ☎ 112 Ambulance (به زبان انگلیسی)
         خوب است که این را می‌گویید. لطفاً الان تنها نمانید: پیش کسی بروید.
         من یک برنامهٔ کامپیوتری هستم. نمی‌توانم کمک خبر کنم، و کسی این پیام‌ها را فوری نمی‌خواند.
         اینجا کسی هست که در چنین مواردی کمک می‌کند. فقط او نوشتهٔ شما را می‌خواند. \
         [🤝 لطفاً به من بنویسید]
    you: [🤝 لطفاً به من بنویسید]
    bot: ممنون. شمارهٔ پیام شما ۱ است.
         تا سه‌شنبه ۱۰ آذر ۱۴۰۵ (۱ دسامبر) جواب می‌دهیم.
         برای دیدن وضعیت آن «پیام های من» را بنویسید. [☰ منو]
"""


def with_a_focal_point(talk: Talk) -> None:
    """Maja reads of danger, and nobody else does."""
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.MODERATOR, "Maja", [Duty.FOCAL])


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_the_numbers_come_first_and_one_press_is_enough(
    talk: Talk, language: str, transcript: str
) -> None:
    """No word of theirs is kept, and the one who helps is called at once."""
    with_a_focal_point(talk)

    talk("", language, transcript)

    [matter] = talk.world.matters.of(BEN)
    assert (matter.subject, matter.words) == (Subject.DANGER, "")
    [(person, _say)] = talk.world.posts.alarms
    assert person == ANNA


BOOKING = """
    you: I need a lawyer
    bot: [topics of advice]
    you: work permit
    bot: [three times]
    you: police at my door
    bot: Please call now, at any hour:
         ☎ 112 Ambulance
         You may ask for an interpreter and a lawyer. Sign nothing that you do not understand.
         I am a program. I cannot call for help, and nobody reads this at once.
         ☎ +386 1 200 00 00 Maja

         Which time suits you? [Wed 2 December, 10:00 | Wed 2 December, 11:00 | \
         Thu 3 December, 09:00 | 🌐 Another language | ⬅ Back]
    you: 1
    bot: Booked. …
"""


def test_a_booking_goes_on_where_it_was(talk: Talk) -> None:
    """Where nobody may read of danger, nothing is offered, and the question stands below."""
    with_slots(talk.world)

    talk("", "en", BOOKING)


WRITING = """
    you: /message
    bot: What do you want to write about? …
    you: 1
    bot: Write it here, in any language. …
    you: In my old flat my uncle threatened to kill us
    bot: Please call now, at any hour:
         ☎ 112 Ambulance
         Nobody has the right to hurt you. If you can, go where other people are.
         I am a program. I cannot call for help, and nobody reads this at once.
         Somebody here helps in such cases. Only they would read what you write. \
         [🤝 Please write to me | ↩ It was my answer | ⬅ Back]
    you: [↩ It was my answer]
    bot: Thank you. Your message has the number 1.
         We answer by Thursday 3 December 2026.
         To see where it stands, write “my messages”.
         You can write more here. [✔ That is all]
"""


def test_what_was_an_answer_goes_on_as_one(talk: Talk) -> None:
    """With one press, to whom they were writing."""
    with_a_focal_point(talk)

    talk("", "en", WRITING)

    [matter] = talk.world.matters.of(BEN)
    assert matter.subject is Subject.QUESTION
    assert matter.words == "In my old flat my uncle threatened to kill us"


IN_THEIR_OWN_WORDS = """
    you: Someone follows me and threatens me
    bot: Please call now, at any hour: …
    you: He has a knife.
    bot: Shall we send what you wrote to the person who helps in such cases?
         For that we keep it, and your language, until you write “delete my data”. \
         [Yes | No | ⬅ Back]
    you: He waits at the bus stop.
    bot: Shall we send what you wrote to the person who helps in such cases?
         For that we keep it, and your language, until you write “delete my data”. \
         [Yes | No | ⬅ Back]
    you: yes
    bot: Thank you. Your message has the number 1.
         We answer by Tuesday 1 December 2026.
         To see where it stands, write “my messages”. [☰ Menu]
"""


def test_the_yes_to_keep_it_comes_after_the_numbers(talk: Talk) -> None:
    """In one short question; all that they wrote since goes together."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN, "en", frozenset())

    talk("", "en", IN_THEIR_OWN_WORDS)

    [matter] = talk.world.matters.of(BEN)
    assert matter.words == "He has a knife.\nHe waits at the bus stop."
    assert talk.world.people.get(BEN).takes_part


def test_a_no_sends_and_keeps_nothing(talk: Talk) -> None:
    """And is a good answer."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN, "en", frozenset())

    for words in ("he hits me", "[🤝 Please write to me]", "no"):
        talk.you(words)

    assert "Good. Nothing was sent." in talk.log[-1]
    assert talk.world.matters.rows == {}
    assert not talk.world.people.get(BEN).takes_part


STRANGER = """
    you: kocam beni dövüyor
    bot: Lütfen hemen arayın, her saatte: 112. Ben bir programım, sizin yerinize arayamam.
         Please call now, at any hour:
         ☎ 112 Ambulance
         Nobody has the right to hurt you. If you can, go where other people are.
         ☎ +386 1 200 00 00 Maja

         🌐 Please choose your language. …
    you: tamam ama ben sadece türkçe biliyorum
    bot: Henüz Türkçe konuşmuyorum. Konuştuğum diller: English, Slovenščina, العربية, فارسی, \
         Français, Русский.

         🌐 Please choose your language. …
    you: dur lütfen
    bot: Durduruldu. Size artık yazmayacağız.

         We will not write to you any more. You can write to us at any time. \
         [🔒 My data | ☰ Menu]
"""


def test_whoever_has_no_language_reads_their_own(talk: Talk) -> None:
    """Whom to call, that we do not speak it, and that we have stopped."""
    talk("", "", STRANGER)

    assert talk.world.people.get(BEN).stopped


def test_the_danger_page_of_a_stranger_leads_to_somebody(talk: Talk) -> None:
    """Who has not chosen a language, nor said any yes."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN, "", frozenset(), None)

    for words in ("mio marito mi picchia", "[🤝 Please write to me]", "yes"):
        talk.you(words)

    assert [each.subject for each in talk.world.matters.of(BEN)] == [Subject.DANGER]


def test_danger_in_a_survey_takes_no_answer_away(talk: Talk) -> None:
    """The question stands, and is answered by one press."""
    with_survey(talk.world)
    talk.world.add_person(BEN)
    for words in ("/survey", "1", "ok", "[Lunch]", "dinner"):
        talk.you(words)
    before = talk.place.frames

    talk.you("I want to die")

    assert "It is good that you say it." in "".join(talk.log)
    assert talk.place.frames == before


def test_what_stands_on_the_screen_is_chosen(talk: Talk) -> None:
    """Whoever types the label of a button has pressed it."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN)
    talk.you("/message")

    talk.you("somebody is hurt or in danger")

    assert "Only the person here who helps in such cases reads this." in talk.log[-1]


def test_under_18_reaches_whoever_reads_of_danger(talk: Talk) -> None:
    """Whatever else is closed to them."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)

    talk.you("i am 15 and alone at the station")
    talk.you("[🤝 Please write to me]")

    [matter] = talk.world.matters.of(BEN)
    assert matter.young


def test_the_page_fits_on_a_small_screen(talk: Talk) -> None:
    """Six lines and three buttons at most, the first line neutral, gone again after two days."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN)
    for words in ("/message", "1"):
        talk.you(words)

    turn = talk.hear(talk.incoming(Kind.WORDS, "police are here now"))

    page = talk.log[-1].partition(" [")[0]
    assert len(page.splitlines()) <= 6
    assert len(turn.says[-1].options) <= 3
    assert turn.says[-1].sensitive


@pytest.mark.parametrize("danger", [each for each in Danger if each is not Danger.ANY])
def test_each_kind_of_danger_has_a_sentence(danger: Danger) -> None:
    """And, but for the police themselves, knows which number is the first."""
    assert ADVICE[danger]
    assert danger in FIRST or danger is Danger.TAKEN
