"""The queue in the tables: turns, places kept, and nothing counted twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select

from domain.events.event import EventId
from domain.events.rsvp import Come, PassOn, RsvpState, StayAway, TakeOffer, WaitForPlace
from domain.outcome import Done
from domain.people.person import ChooseLanguage, PersonId
from domain.people.rights import Forget
from domain.reminders.offers import LASTS
from storage.outbox.tables import outbox
from storage.store import Store
from tests.storage.acting import TELEGRAM, claim, do, join, places_add_up, two
from tests.storage.samples import DAY, NOW, an_event, new_event, people

NOBODY = PersonId(0)
MINUTE = timedelta(minutes=1)


def a_full_event(store: Store, guest: PersonId, places: int = 1) -> EventId:
    """In three days, and this guest has all places."""
    event = an_event(store, new_event(capacity=places, starts=NOW + 3 * DAY))
    assert isinstance(do(store, guest, Come(event, places, lift=False)), Done)
    return event


def wait(store: Store, event: EventId, *persons: PersonId) -> None:
    """One after the other."""
    for minute, person in enumerate(persons):
        do(store, person, ChooseLanguage("en"))
        assert isinstance(do(store, person, WaitForPlace(event, 1), minute), Done)


def states(store: Store, event: EventId, *persons: PersonId) -> list[str]:
    """What became of each."""
    found = [store.read(lambda tx, p=p: tx.events.rsvp(event, p)) for p in persons]  # type: ignore[misc]  # the loop's own
    return [rsvp.state.value if rsvp else "nothing" for rsvp in found]


def taken(store: Store, event: EventId) -> int:
    """How many places are gone or kept."""
    found = store.read(lambda tx: tx.events.get(event))
    assert found is not None
    return found.taken


def test_a_place_is_kept_for_whoever_is_next(store: Store) -> None:
    """Asked once, by day, until the offer ends."""
    anna, ben, carla = people(store, 3)
    event = a_full_event(store, anna)
    wait(store, event, ben, carla)

    do(store, anna, StayAway(event), 5)
    for minute in (6, 7):
        do(store, NOBODY, PassOn(), minute)

    assert states(store, event, ben, carla) == ["offered", "waiting"]
    assert taken(store, event) == 1
    [row] = [each for each in claim(store, TELEGRAM, 8) if each.asks]
    assert row.person == ben
    assert row.not_after == NOW + 6 * MINUTE + LASTS


def test_taken_late_or_left_the_places_add_up(store: Store) -> None:
    """Whatever happens to an offer."""
    anna, ben, carla, dan = people(store, 4)
    event = a_full_event(store, anna)
    wait(store, event, ben, carla, dan)
    do(store, anna, StayAway(event), 5)
    do(store, NOBODY, PassOn(), 5)

    do(store, NOBODY, PassOn(), 5 + 121)
    assert states(store, event, ben, carla, dan) == ["waiting", "offered", "waiting"]
    do(store, carla, Forget(), 130)
    do(store, NOBODY, PassOn(), 131)
    assert states(store, event, dan) == ["offered"]
    assert isinstance(do(store, dan, TakeOffer(event), 132), Done)

    assert states(store, event, dan) == ["coming"]
    assert taken(store, event) == 1
    places_add_up(store)
    assert states(store, event, ben) == ["waiting"]
    assert store.read(lambda tx: tx.events.queues()) == [event]


def test_waiting_again_keeps_the_turn(store: Store) -> None:
    """The one who waited first is asked first."""
    anna, ben, carla = people(store, 3)
    event = a_full_event(store, anna)
    wait(store, event, ben, carla, ben)

    do(store, anna, StayAway(event), 5)
    do(store, NOBODY, PassOn(), 5)

    assert states(store, event, ben, carla) == ["offered", "waiting"]


def test_whoever_joins_phones_waits_once(store: Store) -> None:
    """An offer to the phone that joins is not lost to nobody."""
    anna, ben = two(store)
    guest = people(store, 1)[0]
    event = a_full_event(store, guest)
    wait(store, event, ben, anna)
    do(store, guest, StayAway(event), 5)
    do(store, NOBODY, PassOn(), 5)
    assert states(store, event, ben, anna) == ["offered", "waiting"]

    join(store, anna, ben)
    do(store, NOBODY, PassOn(), 6)

    assert states(store, event, anna) == ["offered"]
    assert taken(store, event) == 1


def test_two_who_pass_on_at_once_ask_once(store: Store) -> None:
    """Should two processes ever believe that they lead."""
    anna, *waiting = people(store, 6)
    event = a_full_event(store, anna, places=2)
    wait(store, event, *waiting)
    do(store, anna, StayAway(event), 10)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _n: do(store, NOBODY, PassOn(), 11), range(4)))

    assert states(store, event, *waiting) == ["offered"] * 2 + ["waiting"] * 3
    asked = select(outbox.c.person_id).where(outbox.c.kind == "say")
    assert sorted(store.read(lambda tx: tx.connection.scalars(asked).all())) == sorted(waiting[:2])
    assert taken(store, event) == 2


def test_an_offer_holds_places_like_a_yes(store: Store) -> None:
    """Nobody comes in between."""
    anna, ben, carla = people(store, 3)
    event = a_full_event(store, anna)
    wait(store, event, ben)
    do(store, anna, StayAway(event), 5)
    do(store, NOBODY, PassOn(), 5)

    assert not isinstance(do(store, carla, Come(event, 1, lift=False), 6), Done)
    rsvp = store.read(lambda tx: tx.events.rsvp(event, ben))
    assert rsvp is not None
    assert (rsvp.state, rsvp.holds) == (RsvpState.OFFERED, True)
