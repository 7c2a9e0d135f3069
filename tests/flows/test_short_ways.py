"""How many messages it takes: counted on a phone with buttons and on one without."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.advice.slot import NewSlots, Topic
from domain.events.notices import invitation
from domain.events.rsvp import RsvpState
from domain.people.person import AgeGroup
from tests.fakes.world import BEN
from tests.flows.scenery import ANA, COOKING, FOOTBALL, at, with_events, with_slots
from tests.flows.talk import Talk

MOST_TO_BOOK, MOST_TO_COME = 8, 7
MANY_TIMES = 20


def presses(talk: Talk, *answers: str) -> int:
    """A stranger says hello and takes these answers, one message each; how many these are."""
    talk.world.add_person(BEN, "", frozenset(), None)
    talk.you("/start")
    for each in answers:
        talk.you(f"[{each}]")
    return 1 + len(answers)


@pytest.mark.parametrize("times", [3, MANY_TIMES])
def test_from_hello_to_a_booked_appointment(talk: Talk, times: int) -> None:
    """With few times and with many."""
    with_slots(talk.world)
    if times > len(ANA.times):
        talk.world.appointments.add_slots(many_times())
    to_a_time = ("Wednesday 2 December 2026", "10:00") if times > 3 else ("Wed 2 December, 10:00",)

    said = presses(talk, "English", "💬 Book free advice", "Yes", "Work permit", "Yes", *to_a_time)

    assert "Booked." in "\n".join(talk.log)
    assert said <= MOST_TO_BOOK
    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.language, booked.topic) == ("en", Topic.WORK_PERMIT)
    assert talk.world.people.rows[BEN].age_group is AgeGroup.GROWN


def many_times() -> NewSlots:
    """Another adviser, with a time on each of twenty days."""
    starts = [at(10, 9) + timedelta(days=n) for n in range(MANY_TIMES)]
    times = tuple((each, each + timedelta(minutes=45)) for each in starts)
    return replace(ANA, adviser="Eva", times=times)


def test_in_another_language_it_is_one_more_question(talk: Talk) -> None:
    """Whose own no adviser speaks chooses the interpreter for it at once."""
    with_slots(talk.world)

    said = presses(talk, "Русский", "💬 Бесплатная консультация", "Да", "Разрешение на работу")
    for each in ("[Да]", "[Русский, с переводчиком]", "1"):
        talk.you(each)

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.language, booked.interpreted) == ("ru", True)
    assert said + 3 <= MOST_TO_BOOK


@pytest.mark.parametrize(
    ("come", "rides"), [("I'm coming", False), ("🚗 I'm coming, I need a lift", True)]
)
@pytest.mark.parametrize("ages", [frozenset(), frozenset({AgeGroup.ADULT, AgeGroup.YOUNG})])
def test_from_hello_to_coming(
    talk: Talk, come: str, rides: bool, ages: frozenset[AgeGroup]
) -> None:
    """With a lift and without; also where an event is for adults."""
    with_events(talk.world)
    audience = replace(FOOTBALL.audience, age_groups=ages)
    talk.world.events.rows[FOOTBALL.id] = replace(FOOTBALL, audience=audience)
    asked = ("Yes", "Yes") if ages else ("Yes",)

    said = presses(talk, "English", "📅 Events", "Sun 6 December: Football", come, *asked)

    rsvp = talk.world.events.rsvps[FOOTBALL.id, BEN]
    assert (rsvp.state, rsvp.people, rsvp.lift) == (RsvpState.COMING, 1, rides)
    assert said <= MOST_TO_COME


def test_from_a_link_to_coming(talk: Talk) -> None:
    """A poster leads to its event: a language, I'm coming, yes."""
    with_events(talk.world)
    talk.world.add_person(BEN, "", frozenset(), None)

    for each in ("/start event-2", "[English]", "[I'm coming]", "[Yes]"):
        talk.you(each)

    assert talk.world.events.rsvps[COOKING.id, BEN].state is RsvpState.COMING


@pytest.mark.parametrize("answer", ["[I'm coming]", "i'm coming", "1"])
@pytest.mark.parametrize("before", ["/menu", "/events", "/help"])
def test_an_invitation_takes_one_message(talk: Talk, before: str, answer: str) -> None:
    """Of whoever takes part; then they stand at the event, where they can change it."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.you(before)
    talk.outside = [invitation(FOOTBALL)]
    talk._arrive()

    talk.you(answer)

    assert talk.world.events.rsvps[FOOTBALL.id, BEN].state is RsvpState.COMING
    assert "[I can't come | 👥 Change how many | 🚗 Lifts" in talk.log[-1]


def test_an_invitation_said_yes_to_twice_changes_nothing(talk: Talk) -> None:
    """Whoever comes with others already does not come alone by a second press."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.outside = [invitation(FOOTBALL)]
    talk._arrive()
    for each in ("[I'm coming]", "[👥 Change how many]", "3", "no"):
        talk.you(each)

    talk("", "en", "press old: [I'm coming]\nbot: See you there! …\nbot: **Football** …")

    assert talk.world.events.rsvps[FOOTBALL.id, BEN].people == 3
