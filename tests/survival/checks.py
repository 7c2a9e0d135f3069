"""What must be true when everything has settled, whatever happened on the way."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import func, select, update

from bot.clock import system_clock
from domain.events.car import Car, CarId
from domain.events.event import EventId
from domain.people.person import PersonId
from domain.surveys.survey import SurveyId
from storage.advice.tables import appointments
from storage.conversations.tables import arrivals, inbox
from storage.exports.tabulating import export_appointments, export_responses, export_rsvps
from storage.outbox.backlog import backlog
from storage.outbox.tables import campaigns, outbox
from storage.store import Store, Transaction
from tests.survival.texters import TextWalker
from tests.survival.town import PICNIC
from tests.survival.walkers import Walker

Told = Counter[Any]


def agree(kept: Told, told: Told) -> None:
    """What is kept is what people were told."""
    assert kept == told, f"only kept: {kept - told}; only told: {told - kept}"


def nothing_is_unanswered(store: Store, walkers: Sequence[Walker]) -> None:
    """Every message was handled once, and answered with an answer that fits."""
    assert [walker.surprises for walker in walkers if walker.surprises] == []
    assert [walker.open for walker in walkers if walker.open] == []
    assert _handled(store, "telegram") == sum(
        walker.updates for walker in walkers if not isinstance(walker, TextWalker)
    )


def lost_on_the_way(store: Store, walkers: Sequence[TextWalker]) -> int:
    """How many messages Signal gave to a process that was killed; people wrote them again."""
    said = sum(each.updates for each in walkers)
    again = sum(each.again for each in walkers)
    lost = said - _handled(store, "signal")
    assert 0 <= lost <= again, (lost, again)
    return lost


def _handled(store: Store, channel: str) -> int:
    """How many messages were handled once; none was set aside."""
    kinds = select(inbox.c.error, func.count()).where(inbox.c.channel == channel)
    by_end = kinds.group_by(inbox.c.error)
    found = store.read(lambda tx: [tuple(row) for row in tx.connection.execute(by_end)])
    assert [error for error, _many in found if error is not None] == []
    return sum(many for _error, many in found)


def bookings_are_single(store: Store, walkers: Sequence[Walker], times: int) -> None:
    """Each time has one person, and everybody who was told so has one."""
    told = sum(walker.told.booked for walker in walkers)
    rows = store.read(lambda tx: list(export_appointments(tx).rows))
    slots = store.read(lambda tx: tx.connection.scalars(select(appointments.c.slot_id)).all())
    persons = store.read(lambda tx: tx.connection.scalars(select(appointments.c.person_id)).all())
    assert len(rows) == len(slots) == len(set(slots)) == len(set(persons)) == told
    assert len({(row[1], row[3]) for row in rows}) == told  # by their start and adviser, too
    assert told <= times


def answers_are_kept_once(store: Store, walkers: Sequence[Walker], survey: str) -> None:
    """What people sent stands there, each answer exactly once.

    Only where signal-cli died with our thanks in its hands, somebody does not know it.
    """
    kept = sheet(store, survey)
    told = Counter(walker.told.answered for walker in walkers if walker.told.answered)
    untold = Counter(w.wrote for w in walkers if isinstance(w, TextWalker) and not w.told.answered)
    agree(kept - untold, told)
    assert max(kept.values()) == 1


def sheet(store: Store, survey: str) -> Told:
    """The answers that stand in the survey's sheet."""
    return Counter(store.read(lambda tx: _responses(tx, survey)))


def _responses(tx: Transaction, survey: str) -> list[tuple[Any, Any]]:
    found = export_responses(tx, SurveyId(survey))
    times, better = found.header.index("times"), found.header.index("better")
    return [(row[times], row[better]) for row in found.rows]


def places_are_right(store: Store, walkers: Sequence[Walker], guests: int) -> None:
    """Everybody who was told so is coming, with as many as they said; no gathering is too full.

    Only where signal-cli died with a question in its hands, somebody does not know which gathering
    it was about, or with how many they come.
    """
    rows = store.read(lambda tx: list(export_rsvps(tx).rows))
    kept = Counter((title, many) for _id, title, _state, many, _lift in rows)
    told = Counter((name, many) for walker in walkers for name, many in walker.told.coming.items())
    told[PICNIC, 1] += guests
    texters = [walker for walker in walkers if isinstance(walker, TextWalker)]
    half = [said for each in texters for said in each.told.coming.items() if not all(said)]
    agree(*_without(half, kept, told))
    for event in store.read(lambda tx: tx.events.all()):
        coming = sum(int(row[3] or 0) for row in rows if row[0] == str(event.id))
        assert event.taken == coming
        assert event.capacity is None or coming <= event.capacity


def _without(half: Sequence[tuple[str, int]], kept: Told, told: Told) -> tuple[Told, Told]:
    """Both, without what somebody knows by half; each such thing must be kept, too."""
    kept, told = Counter(kept), told - Counter(half)
    for name, many in half:
        fits = [row for row in (kept - told) if name in ("", row[0]) and many in (0, row[1])]
        assert fits, f"nothing that is kept can be {name or '?'} with {many or '?'}"
        kept[fits[0]] -= 1
    return +kept, told


def lifts_are_right(store: Store, walkers: Sequence[Walker]) -> None:
    """Whoever was told so has a lift or gives one; no seat is given twice."""
    cars = [c for e in store.read(lambda tx: tx.events.all()) for c in _cars(store, e.id)]
    riders = {car.id: store.read(partial(_riders, car.id)) for car in cars}
    for car in cars:
        assert car.taken == sum(many for _person, many in riders[car.id]) <= car.seats
    told = sum(len(walker.told.lifts) for walker in walkers)
    untold = sum(len(walker.looked) for walker in walkers if isinstance(walker, TextWalker))
    kept = len(cars) + sum(map(len, riders.values()))
    assert 0 < told <= kept <= told + untold  # an answer may be lost with signal-cli


def _cars(store: Store, event: EventId) -> Sequence[Car]:
    return store.read(lambda tx: tx.cars.at(event))


def _riders(car: CarId, tx: Transaction) -> Sequence[tuple[PersonId, int]]:
    return tx.cars.riders(car)


def nothing_waits(store: Store) -> bool:
    """Whether all that is due has left, and nothing on Telegram is to be tried again later.

    On Signal what may have arrived is tried again after three minutes: see `let_pauses_pass`.
    """
    now = system_clock()
    found = store.read(lambda tx: backlog(tx, now))
    planned = select(func.count()).where(campaigns.c.state == "planned")
    tried = (outbox.c.state == "waiting", outbox.c.error.is_not(None))
    again = select(func.count()).where(outbox.c.channel == "telegram", *tried)
    more = store.read(lambda tx: [tx.connection.scalar(each) for each in (planned, again)])
    return not any(more) and not any(each.waiting for each in found.values())


def nothing_is_kept_back(store: Store) -> bool:
    """Whether everything that a platform will not give us again was handled."""
    many = select(func.count()).select_from(arrivals)
    return not store.read(lambda tx: tx.connection.scalar(many))


def let_pauses_pass(store: Store) -> None:
    """What waits three minutes for a phone to say that it arrived is tried now."""
    now = system_clock()
    paused = (outbox.c.state == "waiting", outbox.c.error.is_not(None), outbox.c.due_at > now)
    again = update(outbox).where(*paused).values(due_at=now)
    store.write(lambda tx: tx.connection.execute(again))


def left(store: Store) -> list[Any]:
    """What still waits, and why."""
    what = (outbox.c.channel, outbox.c.kind, outbox.c.state, outbox.c.due_at, outbox.c.error)
    due = outbox.c.due_at <= system_clock()
    rows = select(*what).where(outbox.c.state == "waiting", due)
    many = select(arrivals.c.channel, func.count()).group_by(arrivals.c.channel)
    both = (rows, many)
    return store.read(lambda tx: [[*map(tuple, tx.connection.execute(q))] for q in both])
