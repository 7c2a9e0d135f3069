"""An ok, a thumb, a thank you: a yes where we asked whether to do something, and else only kind."""

import pytest

from domain.advice.appointment import AppointmentState, OfferTimes, SeekTime
from domain.advice.slot import Topic
from tests.fakes.world import BEN
from tests.flows.scenery import only_slot, with_slots
from tests.flows.talk import READER, Talk

NODS = [
    "ok",
    "👍",
    "👍🏾",
    "✅",
    "ok thanks",
    "حاضر",
    "تمام شكرا",
    "باشه",
    "хорошо",
    "v redu",
    "d'accord",
]


@pytest.mark.parametrize("word", [*NODS, "great", "super", "понятно", "فهمت"])
def test_they_are_known_in_every_language(word: str) -> None:
    """Also with politeness beside them."""
    assert READER.nods(word)


@pytest.mark.parametrize(
    "word", ["yes", "نعم", "oui", "да", "ok yes", "ok, I will come", "no", "help"]
)
def test_what_is_clear_is_more_than_that(word: str) -> None:
    """A clear yes stays one."""
    assert not READER.nods(word)


@pytest.mark.parametrize("word", [*NODS, "yes", "no"])
def test_where_nothing_was_asked_nothing_is_answered(talk: Talk, word: str) -> None:
    """At the menu and after last words; it is no miss, so that nobody is sent to a person."""
    talk.world.add_person(BEN)
    talk.you("/language")
    talk.you("[English]")
    for way in ("", "/menu"):
        if way:
            talk.you(way)
        before, place = len(talk.screen), talk.place
        for _time in range(4):
            talk.you(word)

        assert len(talk.screen) == before
        assert talk.place == place


@pytest.mark.parametrize("word", NODS)
def test_where_one_of_many_is_asked_for_it_is_asked_again(talk: Talk, word: str) -> None:
    """Without a sorry, and without counting."""
    with_slots(talk.world)
    talk.world.add_person(BEN)
    talk.you("/legal")
    question = talk.log[-1]

    for _time in range(4):
        talk.you(word)

    assert talk.log[-1] == question
    assert talk.place.misses == 0


@pytest.mark.parametrize("word", NODS)
def test_it_stops_nobody_waiting(talk: Talk, word: str) -> None:
    """Though that is the only answer there."""
    talk.world.add_person(BEN)
    talk.world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    talk.you("/legal")
    talk.you("[Family]")

    talk.you(word)

    assert talk.world.appointments.seeks(BEN, Topic.FAMILY)


@pytest.mark.parametrize("word", NODS)
@pytest.mark.parametrize(
    "way", ["[🔕 Do not write to me any more]", "[🗑 Erase everything about me]"]
)
def test_it_stops_and_erases_nobody(talk: Talk, way: str, word: str) -> None:
    """A clear yes, the button or its number does."""
    talk.world.add_person(BEN)
    talk.you("/privacy")
    talk.you(way)
    question = talk.log[-1]

    talk.you(word)

    assert talk.log[-1] == question
    assert not talk.world.people.rows[BEN].stopped
    talk.you("yes")
    assert BEN not in talk.world.people.rows or talk.world.people.rows[BEN].stopped


@pytest.mark.parametrize("word", ["ok", "👍", "حاضر", "باشه", "v redu", "yes"])
def test_it_takes_what_is_offered(talk: Talk, word: str) -> None:
    """The newest question asks whether to do something."""
    offered(talk)

    talk.you(word)

    assert talk.log[-1].startswith("bot: Booked.")


def offered(talk: Talk) -> None:
    """A time is kept for Ben, who looks at the menu."""
    slot = only_slot(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(SeekTime(Topic.FAMILY, "en"), BEN)
    talk.world.do(OfferTimes())
    [(_ben, say)] = talk.world.posts.letters
    talk.outside = [say]
    assert say.offer
    assert slot
    talk.you("/menu")
    talk._play("reminder", "")


BETWEEN = [("/help",), ("/language", "[English]"), ("what's on",), ("/help", "/menu", "qwertz")]


@pytest.mark.parametrize("ways", BETWEEN, ids=" ".join)
def test_what_is_offered_stays_open_to_a_yes(talk: Talk, ways: tuple[str, ...]) -> None:
    """However much was said in between, as long as nothing newer asks for a yes."""
    offered(talk)
    for way in ways:
        talk.you(way)

    talk.you("yes")

    assert state(talk) is AppointmentState.OPEN


def test_what_is_offered_stays_open_to_a_no_and_to_its_name(talk: Talk) -> None:
    """A word of its button is as good as the button."""
    offered(talk)
    talk.you("/help")

    talk.you("I take it")

    assert state(talk) is AppointmentState.OPEN


@pytest.mark.parametrize("word", ["no", "no thank you"])
def test_a_no_declines_it(talk: Talk, word: str) -> None:
    """Somebody else can come."""
    offered(talk)
    talk.you("/help")

    talk.you(word)

    assert state(talk) is AppointmentState.CANCELLED


def test_a_newer_question_gets_the_yes(talk: Talk) -> None:
    """Nobody books a time by saying yes to something else."""
    offered(talk)
    talk.you("/privacy")
    talk.you("[🔕 Do not write to me any more]")

    talk.you("yes")

    assert talk.world.people.rows[BEN].stopped
    assert state(talk) is not AppointmentState.OPEN


def test_cancel_under_an_offer_declines_it(talk: Talk) -> None:
    """It is a no, and says so."""
    offered(talk)

    talk.you("cancel")

    assert state(talk) is AppointmentState.CANCELLED
    assert "Somebody else can come." in talk.log[-1]


def state(talk: Talk) -> AppointmentState:
    """What became of the offer."""
    return talk.world.appointments.rows[max(talk.world.appointments.rows)].state
