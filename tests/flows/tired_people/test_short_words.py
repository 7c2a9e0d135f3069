"""Short and kind words, STOP, second taps, edits: none of them does what nobody wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.advice.appointment import AppointmentState, CancelAppointment, OfferTimes, SeekTime
from domain.advice.slot import Topic
from domain.events.rsvp import Come, RsvpState, WaitForPlace
from domain.speech.messages import Kind
from tests.fakes.world import ANNA, BEN
from tests.flows.advice.test_seeking import nothing_free
from tests.flows.scenery import (
    COOKING,
    DANIEL,
    FOOTBALL,
    in_persian,
    with_events,
    with_slots,
)
from tests.flows.talk import Talk

NODS = [
    ("en", "alright"),
    ("en", "👌"),
    ("ar", "تمام"),
    ("ar", "👍"),
    ("fa", "باشه"),
    ("fa", "ok مرسی"),
]


@pytest.mark.parametrize(("language", "word"), NODS)
def test_an_ok_gives_up_no_waiting(talk: Talk, language: str, word: str) -> None:
    """For a place at an event, or for a time."""
    with_events(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.add_person(ANNA)
    talk.world.do(Come(FOOTBALL.id, 4, lift=False), ANNA)
    talk.world.do(WaitForPlace(FOOTBALL.id, 1), BEN)
    talk.world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    for way in (("/events", "1"), ("/legal", "4")):
        for words in (*way, word):
            talk.you(words)

    rsvp = talk.world.events.rsvp(FOOTBALL.id, BEN)
    assert rsvp is not None
    assert rsvp.state is RsvpState.WAITING
    assert talk.world.appointments.seeks(BEN, Topic.FAMILY)


@pytest.mark.parametrize(("language", "word"), NODS)
def test_an_ok_to_an_event_is_no_promise_to_come(talk: Talk, language: str, word: str) -> None:
    """The page asks nothing."""
    with_events(talk.world)
    talk.world.add_person(BEN, language)
    for words in ("/events", "2"):
        talk.you(words)

    talk.you(word)

    assert talk.world.events.rsvp(COOKING.id, BEN) is None


@pytest.mark.parametrize(
    ("language", "between", "word"),
    [
        ("en", "what should I bring", "yes please"),
        ("ar", "وين المكتب", "اي نعم"),
        ("fa", "دفتر کجاست", "آره"),
    ],
)
def test_an_offered_time_waits_for_a_yes(
    talk: Talk, language: str, between: str, word: str
) -> None:
    """Whatever is asked before."""
    offered(talk, language)
    talk.you(between)

    talk.you(word)

    newest = max(talk.world.appointments.rows)
    assert talk.world.appointments.rows[newest].state is AppointmentState.OPEN


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_who_says_nothing_to_an_offer_hears_it_and_waits_on(talk: Talk, language: str) -> None:
    """When its time is over."""
    offered(talk, language)
    told = len(talk.world.posts.letters)
    talk.world.now += timedelta(hours=3)

    talk.world.do(OfferTimes())

    assert talk.world.appointments.seeks(BEN, Topic.FAMILY)
    assert len(talk.world.posts.letters) > told


def offered(talk: Talk, language: str) -> None:
    """Ben waits, Daniel cancels, and Ben is asked."""
    nothing_free(talk.world)
    talk.world.add_person(BEN, language)
    for words in ("/legal", "4", "1"):
        talk.you(words)
    if not talk.world.appointments.seeks(BEN, Topic.FAMILY):
        talk.world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    [booked] = talk.world.appointments.rows
    talk.world.do(CancelAppointment(booked), DANIEL)
    talk.world.do(OfferTimes())
    talk.outside = [say for _who, say in talk.world.posts.letters]
    talk("", language, "reminder: …")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["fine", "thx a lot", "👍🏽", "yep"]),
        ("ar", ["تسلم", "يعطيك العافية", "اي", "👍"]),
        ("fa", ["دستت درد نکنه", "باشه مرسی", "بله"]),
    ],
)
def test_thanks_and_yes_to_nothing_are_no_misunderstanding(
    talk: Talk, language: str, words: list[str]
) -> None:
    """Silence, or a kind word."""
    talk.world.add_person(BEN, language)
    for word in ("/language", "1", *words):
        talk.you(word)

        assert talk.place.misses == 0


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "please stop, thank you very much"),
        ("en", "BASTA grazie"),
        ("en", "STOPP!!"),
        ("ar", "وقف لو سمحت شكرا"),
        ("ar", "stop all"),
        ("fa", "لطفا دیگه پیام نده مرسی"),
        ("fa", "стоп пожалуйста"),
    ],
)
def test_stop_stops_in_any_language_and_with_politeness(
    talk: Talk, language: str, word: str
) -> None:
    """In the middle of a question, too."""
    with_slots(talk.world)
    talk.world.add_person(BEN, language)
    talk.you("/legal")

    talk.you(word)

    assert talk.world.people.rows[BEN].stopped


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_a_second_tap_is_silent(language: str) -> None:
    """Nor does it undo what the first one did."""
    talk = Talk()
    with_events(talk.world)
    talk.world.add_person(BEN, language)
    for words in ("/events", "2"):
        talk.you(words)
    press = talk.chosen(talk.screen[-1].buttons[0][1], oldest=False)
    talk.hear(press)
    said = list(talk.log)

    talk.hear(replace(press, key="once more", at=press.at + timedelta(seconds=1)))

    assert talk.log == said
    rsvp = talk.world.events.rsvp(COOKING.id, BEN)
    assert rsvp is not None
    assert rsvp.state is RsvpState.COMING


@pytest.mark.parametrize(("language", "second"), [("en", "3"), ("ar", "٣"), ("fa", "۳")])
@pytest.mark.parametrize("sent", [False, True])
def test_an_edited_message_is_never_met_with_silence(
    language: str, second: str, sent: bool
) -> None:
    """It is another answer while its question stands; later they hear why not."""
    talk = Talk()
    with_events(talk.world)
    talk.world.add_person(BEN, language)
    talk.you("/events")
    first = replace(talk.incoming(Kind.WORDS, words="2" if sent else "zzz"), name="mine")
    talk.hear(first)
    said = len(talk.log)

    talk.hear(replace(talk.incoming(Kind.EDITED, words=second), quoted=first.called))

    assert len(talk.log) > said


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "events please"),
        ("en", "what events do you have"),
        ("ar", "شو في فعاليات"),
        ("fa", "برنامه‌ها"),
    ],
)
def test_the_word_for_the_events_shows_the_events(talk: Talk, language: str, word: str) -> None:
    """Where they stand already; it proposes none."""
    with_events(talk.world)
    in_persian_events(talk)
    talk.world.add_person(BEN, language)
    talk.you("/events")
    shown = talk.screen[-1].buttons

    talk.you(word)

    assert [label for _at, label in talk.screen[-1].buttons][:2] == [label for _at, label in shown][
        :2
    ]
    assert talk.place.frames[-1].flow == "events"


def in_persian_events(talk: Talk) -> None:
    """With Persian titles."""
    with_slots(talk.world)
    in_persian(talk.world)
