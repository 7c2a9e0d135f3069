"""Languages, codes, consents and first steps of people who are tired."""

from dataclasses import replace

import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.people.person import AgeGroup
from domain.speech.text import Content
from tests.fakes.world import BEN
from tests.flows.scenery import COOKING, in_persian, only_slot, with_events, with_slots
from tests.flows.talk import Talk

MOST_TO_BOOK, MOST_TO_COME = 8, 7
OF_MEN = ("اكتب ", "اختر ", "تريد ", "عزيزي")


@pytest.mark.parametrize(
    ("language", "mark"), [("ar", "باللغة الإنجليزية"), ("fa", "به زبان انگلیسی")]
)
def test_a_page_keeps_its_reader_s_language(talk: Talk, language: str, mark: str) -> None:
    """What was written in another one stands apart in it, and is named."""
    with_events(talk.world)
    place = Content({"en": "Youth centre, 2nd floor"})
    talk.world.events.rows[COOKING.id] = replace(
        COOKING, place=place, title=Content({"en": "Chess"})
    )
    talk.world.add_person(BEN, language)

    for words in ("/events", "2"):
        talk.you(words)

    assert f"Youth centre, 2nd floor ({mark})" in talk.log[-1]
    assert not any("I'm coming" in label for _at, label in talk.screen[-1].buttons)


@pytest.mark.parametrize(
    ("language", "own"), [("en", "English"), ("ar", "العربية"), ("fa", "فارسی")]
)
def test_languages_of_advice_begin_with_their_own(talk: Talk, language: str, own: str) -> None:
    """Spoken by an adviser, or with an interpreter."""
    with_slots(talk.world)
    talk.world.add_person(BEN, language)
    for words in ("/legal", "1"):
        talk.you(words)
    if talk.place.frames[-1].step != "language":
        other = [label for _at, label in talk.screen[-1].buttons if label.startswith("🌐")]
        talk.you(f"[{other[0]}]")

    labels = [label for _at, label in talk.screen[-1].buttons]
    assert labels[0].startswith(own)


@pytest.mark.parametrize(
    ("language", "yes", "why"),
    [
        ("en", "I'm coming", "To keep your place we need your yes."),
        ("ar", "سأحضر", "لحجز مكانك نحتاج إلى موافقتك."),
        ("fa", "می‌آیم", "برای این که جای شما را نگه داریم، رضایت شما لازم است."),
    ],
)
def test_whoever_said_no_hears_why_a_yes_is_needed(
    talk: Talk, language: str, yes: str, why: str
) -> None:
    """Each time that something needs it."""
    with_events(talk.world)
    talk.world.add_person(BEN, language, frozenset())
    for _time in range(2):
        for words in ("/events", "2", f"[{yes}]"):
            talk.you(words)

        assert why in talk.log[-1]
        talk.you("2")


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_the_young_hear_who_can_help_where_nobody_may_advise_them(
    talk: Talk, language: str
) -> None:
    """Not that they shall look again in a few days."""
    with_slots(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.people.set_age_group(BEN, AgeGroup.UNDER_18, talk.world.now)

    for words in ("/legal", "4", "2"):
        talk.you(words)

    assert "☎" in talk.log[-1]
    assert talk.world.appointments.open_of(BEN, talk.world.now) == []


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("typed", ["EVENT–2", "« event-2 »", "/start event—2", "event -2"])
def test_a_typed_code_leads_where_it_should(talk: Talk, language: str, typed: str) -> None:
    """However a phone writes it."""
    with_events(talk.world)
    talk.world.add_person(BEN, language)

    talk.you(typed)

    assert talk.place.frames[-1].draft["event"] == COOKING.id


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "not valid any more"), ("ar", "لم يعد صالحًا"), ("fa", "معتبر نیست")],
)
def test_a_code_that_leads_nowhere_is_said_to(talk: Talk, language: str, said: str) -> None:
    """In words."""
    talk.world.add_person(BEN, language)

    talk.you("/start evnt–7")

    assert said in talk.log[-1]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("dari", "fa"),
        ("дари", "fa"),
        ("Kurmanji", ""),
        ("pashtu", ""),
        ("اللغة العربية", "ar"),
    ],
)
def test_a_language_is_named_in_any_language(talk: Talk, typed: str, chosen: str) -> None:
    """One that is not ready is told to be so, with those that are."""
    for words in ("/start", typed):
        talk.you(words)

    assert talk.world.people.rows[BEN].language == chosen
    assert chosen or talk.screen[-1].buttons


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "how do I find you", "Example Street 12"),
        ("ar", "وين مكانكم", "Example Street 12"),
        ("fa", "آدرس شما کجاست", "Example Street 12"),
        ("en", "do I need to bring my papers", "Please bring"),
        ("ar", "شو لازم جيب معي", "بطاقتك"),
        ("fa", "چی با خودم بیارم", "کارتتان"),
        ("en", "I'm running late", "this to the team"),
        ("ar", "رح اتأخر شوي", "إلى الفريق"),
        ("fa", "دیر میرسم", "برای تیم"),
    ],
)
def test_what_people_often_ask_is_answered(
    talk: Talk, language: str, asked: str, answer: str
) -> None:
    """From the operator's texts and from what is booked."""
    booked(talk, language)

    talk.you(asked)

    assert answer in talk.log[-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "please cancel my appointment on wednesday"),
        ("ar", "بدي الغي موعدي"),
        ("fa", "قرارمو لغو کن"),
    ],
)
def test_cancelling_the_only_appointment_is_one_question(
    talk: Talk, language: str, words: str
) -> None:
    """From anywhere."""
    booked(talk, language)

    talk.you(words)

    assert talk.place.frames[-1].step == "cancel"


def booked(talk: Talk, language: str) -> None:
    """Ben has an appointment."""
    slot = only_slot(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)


@pytest.mark.parametrize(
    ("language", "words", "offer"),
    [("en", "وين الفعاليات", "🌐 العربية؟"), ("ar", "what events are there", "🌐 English?")],
)
def test_another_language_is_offered_once(
    talk: Talk, language: str, words: str, offer: str
) -> None:
    """And never again to whoever does not take it."""
    with_events(talk.world)
    talk.world.add_person(BEN, language)

    talk.you(words)
    first = offer in talk.log[-1]
    talk.you("/menu")
    talk.you(words)

    assert first
    assert offer not in talk.log[-1]


@pytest.mark.parametrize("own", ["English", "العربية", "فارسی"])
def test_from_start_to_coming_in_a_few_messages(talk: Talk, own: str) -> None:
    """And to a booked time."""
    with_events(talk.world)
    with_slots(talk.world)
    in_persian(talk.world)
    talk.world.add_person(BEN, "", frozenset(), None)

    ways = ("/start", f"[{own}]", "1", "2", "1", "1")
    for words in ways:
        talk.you(words)

    assert talk.world.events.rsvp(COOKING.id, BEN) is not None
    assert len(ways) <= MOST_TO_COME


@pytest.mark.parametrize(("own", "most"), [("English", 0), ("العربية", 1), ("فارسی", 1)])
def test_from_start_to_a_booked_time_in_a_few_messages(talk: Talk, own: str, most: int) -> None:
    """With one more where a language of the talk has to be asked."""
    with_slots(talk.world)
    talk.world.add_person(BEN, "", frozenset(), None)

    said = ["/start", f"[{own}]", "2", "1", "3", "1", "1", *["1"] * most]
    for words in said:
        talk.you(words)

    assert len(talk.world.appointments.open_of(BEN, talk.world.now)) == 1
    assert len(said) <= MOST_TO_BOOK


def test_no_page_takes_its_reader_for_a_man(talk: Talk) -> None:
    """On the way through the main pages in Arabic."""
    with_events(talk.world)
    with_slots(talk.world)
    talk.world.add_person(BEN, "ar")
    for words in ("/menu", "/events", "1", "/legal", "1", "/message", "/privacy", "/help", "zzz"):
        talk.you(words)

    said = "\n".join(talk.log)
    assert [word for word in OF_MEN if f" {word}" in said or f"\n{word}" in said] == []
