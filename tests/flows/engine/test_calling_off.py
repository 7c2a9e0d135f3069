"""Words like "cancel": they act on what stands on the screen, and say what they have done."""

import pytest

from domain.advice.appointment import AppointmentState, BookSlot, SeekTime
from domain.advice.notices import of_appointment
from domain.advice.slot import Topic
from domain.events.notices import of_event
from domain.events.rsvp import Come, RsvpState, WaitForPlace
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOTBALL, only_slot, with_events, with_slots, with_survey
from tests.flows.talk import Talk

UNDOING = [
    ("en", "cancel"),
    ("en", "I want to cancel it"),
    ("fr", "je veux annuler"),
    ("ar", "إلغاء"),
    ("fa", "لغو کن"),
    ("ru", "хочу отменить"),
    ("sl", "prekliči"),
    ("en", "I can't come"),
    ("en", "cancel my appointment"),
]


def booked(talk: Talk, language: str = "en") -> None:
    """Ben has an appointment."""
    slot = only_slot(talk.world)
    talk.world.add_person(BEN, language)
    talk.world.do(BookSlot(slot.id, Topic.OTHER, "en"), BEN)


def state(talk: Talk) -> AppointmentState:
    """What became of it."""
    [appointment] = talk.world.appointments.rows.values()
    return appointment.state


@pytest.mark.parametrize(("language", "word"), UNDOING)
def test_on_an_appointment_it_asks_whether_to_cancel_it(
    talk: Talk, language: str, word: str
) -> None:
    """And nothing is lost before the yes."""
    booked(talk, language)
    talk.you("/appointments")
    talk.you("1")

    talk.you(word)

    assert state(talk) is AppointmentState.OPEN
    assert talk.place.frames[-1].step == "cancel"
    talk.you("2")
    assert state(talk) is AppointmentState.OPEN
    talk.you(word)
    talk.you("1")
    assert state(talk) is AppointmentState.CANCELLED


SAID = """
    you: /appointments
    bot: Your appointments: [Wed 2 December, 10:00]
    you: cancel
    bot: Shall we cancel Wednesday 2 December 2026, 10:00? [Yes, cancel it | No, keep it | \
         🔁 Another time | ⬅ Back]
    you: ok
    bot: Shall we cancel Wednesday 2 December 2026, 10:00? [Yes, cancel it | No, keep it | \
         🔁 Another time | ⬅ Back]
    you: 👍
    bot: Shall we cancel Wednesday 2 December 2026, 10:00? [Yes, cancel it | No, keep it | \
         🔁 Another time | ⬅ Back]
    you: cancel it
    bot: Cancelled. Thank you for telling us: somebody else can come. \
         [💬 Book free advice | ☰ Menu]
    you: cancel
    bot: Nothing was changed. [☰ Menu]
"""


def test_the_only_one_in_the_list_is_asked_about_at_once(talk: Talk) -> None:
    """An ok is no yes to losing something; the word itself is one to its own question."""
    booked(talk)

    talk("", "en", SAID)

    assert state(talk) is AppointmentState.CANCELLED


@pytest.mark.parametrize("word", ["cancel it", "je veux annuler", "Abbrechen? cancel", "no"])
def test_on_an_event_it_asks_whether_they_do_not_come(talk: Talk, word: str) -> None:
    """The button itself stays one press."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(Come(FOOTBALL.id, 2, lift=False), BEN)
    talk.you("/events")
    talk.you("1")

    talk.you(word.removeprefix("Abbrechen? "))

    assert talk.log[-1].startswith("bot: Shall we note that you are not coming to Football?")
    assert coming(talk) is RsvpState.COMING
    talk.you("no")
    assert coming(talk) is RsvpState.COMING
    talk.you("cancel")
    talk.you("yes")
    assert coming(talk) is RsvpState.NOT_COMING
    assert "You are not on the list any more." in "\n".join(talk.log[-2:])


def coming(talk: Talk) -> RsvpState:
    """What became of their yes."""
    rsvp = talk.world.events.rsvp(FOOTBALL.id, BEN)
    assert rsvp is not None
    return rsvp.state


@pytest.mark.parametrize("word", ["stop waiting", "cancel", "ne bom več čakal"])
def test_whoever_waits_for_a_place_is_asked(talk: Talk, word: str) -> None:
    """To stop waiting is not to stop us."""
    with_events(talk.world)
    talk.world.add_person(ANNA)
    talk.world.do(Come(FOOTBALL.id, 4, lift=False), ANNA)
    talk.world.add_person(BEN)
    talk.world.do(WaitForPlace(FOOTBALL.id, 1), BEN)
    talk.you("/events")
    talk.you("1")

    talk.you(word)

    assert "Shall we take you off the list of Football?" in talk.log[-1]
    assert coming(talk) is RsvpState.WAITING
    talk.you("yes")
    assert coming(talk) is RsvpState.NOT_COMING
    assert not talk.world.people.rows[BEN].stopped


@pytest.mark.parametrize("word", ["stop waiting", "cancel", "ne želim več čakati", "لغو"])
def test_whoever_waits_for_a_time_is_asked(talk: Talk, word: str) -> None:
    """And is said to wait no more once they do not."""
    talk.world.add_person(BEN)
    talk.world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    talk.you("/legal")
    talk.you("[Family]")

    talk.you(word)
    assert "Shall we stop looking for a time for you?" in talk.log[-1]
    talk.you("👍")
    assert talk.world.appointments.seeks(BEN, Topic.FAMILY)
    talk.you("yes")

    assert not talk.world.appointments.seeks(BEN, Topic.FAMILY)
    assert "You are not waiting for a time any more." in talk.log[-1]


HALF_DONE = [
    (("/legal", "[Family]"), "Nothing was booked."),
    (("/message", "[a question or a wish]"), "Nothing was sent."),
    (("/events", "[💡 Propose an event]", "A walk"), "Nothing was sent."),
    (("/survey", "1", "1"), "Nothing was sent."),
    (("/menu",), "Nothing was changed."),
    (("/language",), "Nothing was changed."),
    (("/privacy", "[🗑 Erase everything about me]"), "Nothing was changed."),
]


@pytest.mark.parametrize(("ways", "said"), HALF_DONE)
def test_what_is_half_done_is_said_not_to_be_done(
    talk: Talk, ways: tuple[str, ...], said: str
) -> None:
    """And never that something was cancelled."""
    for furnish in (with_slots, with_events, with_survey):
        furnish(talk.world)
    talk.world.add_person(BEN)
    for way in ways:
        talk.you(way)

    talk.you("cancel")

    assert talk.log[-1].startswith(f"bot: {said}")
    assert "ancelled" not in talk.log[-1]


def test_moving_an_appointment_is_left_with_the_appointment(talk: Talk) -> None:
    """Nothing was changed, and it says so."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    slot = next(iter(talk.world.appointments.slots))
    talk.world.do(BookSlot(slot, Topic.FAMILY, "en"), BEN)
    for way in ("/appointments", "1", "[🔁 Another time]", "cancel"):
        talk.you(way)

    assert "Your appointment stays as it is." in talk.log[-1]
    assert state(talk) is AppointmentState.OPEN


def test_under_a_reminder_it_asks_about_what_it_reminds_of(talk: Talk) -> None:
    """That is what stands on the screen; the question before it stands again afterwards."""
    booked(talk)
    [appointment] = talk.world.appointments.rows.values()
    talk.outside = [of_appointment(appointment, appointment.topic.bring)]
    talk.you("/language")
    talk._play("reminder", "")

    talk.you("cancel")

    assert talk.log[-1].startswith("bot: Shall we cancel Wednesday 2 December 2026, 10:00?")
    talk.you("no")
    assert state(talk) is AppointmentState.OPEN


def test_under_a_reminder_of_an_event_one_does_not_come_to_nothing_is_changed(talk: Talk) -> None:
    """There is nothing to undo, and nothing is said to be undone."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.outside = [of_event(FOOTBALL, lift=False)]
    talk.you("/menu")
    talk._play("reminder", "")

    talk.you("cancel")

    assert "Nothing was changed." in talk.log[-1]
