"""Times, numbers and cancel words of people who are tired: what they mean, and nothing else."""

import pytest

from domain.advice.appointment import AppointmentState, BookSlot
from domain.advice.slot import Topic
from domain.events.rsvp import Come, RsvpState
from tests.fakes.world import BEN, LJUBLJANA
from tests.flows.scenery import (
    COOKING,
    DANIEL,
    FOOTBALL,
    in_persian,
    only_slot,
    with_events,
    with_slots,
)
from tests.flows.talk import Talk

OURS = str.maketrans("۰۱", "01")


def at_the_times(talk: Talk, language: str) -> None:
    """Where Ben is offered Wednesday 10:00 and 11:00, and Thursday 9:00."""
    with_events(talk.world)
    with_slots(talk.world)
    in_persian(talk.world)
    talk.world.add_person(BEN, language)
    for words in ("/legal", "3", *(() if language == "en" else ("[English]",))):
        talk.you(words)


def booked(talk: Talk) -> list[str]:
    """The times that Ben has."""
    own = talk.world.appointments.open_of(BEN, talk.world.now)
    return [f"{each.slot.starts.astimezone(LJUBLJANA):%d %H:%M}" for each in own]


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "please cancel this"), ("ar", "الغيه"), ("fa", "کنسلش کن"), ("fa", "لغوش کن")],
)
def test_a_cancel_word_on_an_appointment_asks_first(talk: Talk, language: str, word: str) -> None:
    """Nothing is cancelled before the yes to it, and nothing is said to be."""
    slot = only_slot(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)
    for words in ("/appointments", "1"):
        talk.you(words)

    talk.you(word)

    assert talk.place.frames[-1].step == "cancel"
    [appointment] = talk.world.appointments.rows.values()
    assert appointment.state is AppointmentState.OPEN


@pytest.mark.parametrize(
    ("language", "word"), [("en", "cancel that please"), ("ar", "مش رح اجي"), ("fa", "منصرف شدم")]
)
def test_a_cancel_word_on_an_event_asks_first(talk: Talk, language: str, word: str) -> None:
    """And a no leaves everything as it is."""
    with_events(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.do(Come(FOOTBALL.id, 2, lift=False), BEN)
    for words in ("/events", "1"):
        talk.you(words)

    talk.you(word)
    asked = talk.place.frames[-1].step
    talk.you("2")

    assert asked == "leaving"
    rsvp = talk.world.events.rsvp(FOOTBALL.id, BEN)
    assert rsvp is not None
    assert rsvp.state is RsvpState.COMING


@pytest.mark.parametrize(
    ("language", "word", "said"),
    [
        ("en", "never mind, cancel", "Nothing was changed."),
        ("ar", "الغيها", "لم يتغير شيء."),
        ("fa", "لغو", "چیزی عوض نشد."),
    ],
)
def test_a_cancel_word_elsewhere_says_that_nothing_has_changed(
    talk: Talk, language: str, word: str, said: str
) -> None:
    """It never says that something was cancelled."""
    talk.world.add_person(BEN, language)
    talk.you("/menu")

    talk.you(word)

    assert said in talk.log[-1]


@pytest.mark.parametrize(
    ("language", "typed", "time"),
    [
        ("en", "11.00", "02 11:00"),
        ("en", "9:00", "03 09:00"),
        ("ar", "١٠:٠٠", "02 10:00"),
        ("fa", "۰۹:۰۰", "03 09:00"),
    ],
)
def test_a_typed_time_books_that_time(talk: Talk, language: str, typed: str, time: str) -> None:
    """And no other one, whatever the digits."""
    at_the_times(talk, language)

    talk.you(typed)

    assert booked(talk) == [time]


@pytest.mark.parametrize(
    ("language", "typed", "named"),
    [
        ("en", "at noon", "12:00"),
        ("en", "10:30", "10:30"),
        ("ar", "١٣:٠٠", "13:00"),
        ("fa", "ساعت ۱۲", "۱۲:۰۰"),
    ],
)
def test_a_time_that_is_not_free_is_named_back(
    talk: Talk, language: str, typed: str, named: str
) -> None:
    """With those that are."""
    at_the_times(talk, language)

    talk.you(typed)

    assert booked(talk) == []
    assert talk.log[-1].startswith(f"bot: {named} ")
    assert len(talk.screen[-1].buttons) >= 3


@pytest.mark.parametrize(
    ("language", "typed", "time"),
    [
        ("en", "ten", "02 10:00"),
        ("ar", "الساعة عشرة", "02 10:00"),
        ("fa", "ساعت یازده", "02 11:00"),
    ],
)
def test_a_time_in_words_is_said_back_before_it_is_booked(
    talk: Talk, language: str, typed: str, time: str
) -> None:
    """A yes to that books it."""
    at_the_times(talk, language)

    talk.you(typed)
    before = booked(talk)
    talk.you("1")

    assert before == []
    assert booked(talk) == [time]


@pytest.mark.parametrize(
    ("language", "typed", "people"),
    [
        ("en", "my mother, my two sisters and me", 4),
        ("en", "one adult and three kids", 4),
        ("ar", "انا وجوزي وتلات ولاد", 5),
        ("fa", "هفت نفر", 7),
        ("fa", "من و زنم و سه تا بچه", 5),
    ],
)
def test_how_many_come_is_added_up(talk: Talk, language: str, typed: str, people: int) -> None:
    """As people say it."""
    at_how_many(talk, language)

    talk.you(typed)

    rsvp = talk.world.events.rsvp(COOKING.id, BEN)
    assert rsvp is not None
    assert rsvp.people == people


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("fa", "با ربات حرف نمیزنم یه نفر بیاد"),
        ("en", "bir bayan görevli var mı onunla konuşayım"),
        ("en", "ja"),
        ("ar", "ok"),
        ("ar", "في شخص واحد يحكي معي عن السكن والاوراق"),
    ],
)
def test_what_is_about_something_else_is_no_number_of_people(
    talk: Talk, language: str, typed: str
) -> None:
    """ "A person" is one in many languages, and "ja" is "me" in some."""
    at_how_many(talk, language)
    before = talk.world.events.rsvp(COOKING.id, BEN)

    talk.you(typed)

    assert talk.world.events.rsvp(COOKING.id, BEN) == before


def at_how_many(talk: Talk, language: str) -> None:
    """Where Ben, who comes with another, says how many they are."""
    with_events(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.do(Come(COOKING.id, 2, lift=False), BEN)
    for words in ("/events", "2", "2"):
        talk.you(words)


@pytest.mark.parametrize(("language", "hour"), [("en", "10:00"), ("ar", "10:00"), ("fa", "۱۰:۰۰")])
def test_when_a_time_was_just_taken_the_others_of_that_day_are_offered(
    talk: Talk, language: str, hour: str
) -> None:
    """Not the choice of a day once more."""
    at_the_times(talk, language)
    talk.world.add_person(DANIEL, "en")
    first = min(talk.world.appointments.slots)
    talk.world.do(BookSlot(first, Topic.WORK_PERMIT, "en"), DANIEL)

    talk.you("1")

    assert talk.place.frames[-1].step == "time"
    offered = [label for _data, label in talk.screen[-1].buttons]
    assert not any(hour in label for label in offered)
    assert "11:00" in offered[0].translate(OURS)
