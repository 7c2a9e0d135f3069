"""What several processes do at the same moment, each with a store of its own."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.synchronize import Barrier, Event
from typing import Any

from domain.advice.appointment import AppointmentId, BookSlot, MoveAppointment
from domain.advice.slot import AddSlots, SlotId, Topic
from domain.campaigns.campaign import Announce, CampaignId, Missing
from domain.events.change import AddEvent, AnnounceEvent
from domain.events.event import EventId
from domain.events.rsvp import Come
from domain.outcome import Command, Done
from domain.people.audience import Audience
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.messages import Incoming
from domain.speech.text import Content
from domain.surveys.survey import SubmitResponse, SurveyId
from storage.outbox.repository import Due, Settled, State
from storage.sealing.crypto import Keyring
from storage.store import Store, Transaction
from tests.storage.samples import KEY, NOW, ZONE, new_event, new_slots

MANY = 4
_start: list[Barrier] = []


def _get_ready(start: Barrier) -> None:
    _start.append(start)


class Racers:
    """So many processes that wait for each other before they begin."""

    def __init__(self) -> None:
        forked = multiprocessing.get_context("forkserver")
        forked.set_forkserver_preload([__name__])  # what all of them need is loaded once
        self._pool = ProcessPoolExecutor(
            MANY, mp_context=forked, initializer=_get_ready, initargs=(forked.Barrier(MANY),)
        )

    def race(self, act: Callable[..., Any], url: str, *arguments: Any) -> list[Any]:
        """Run `act(url, number, *arguments)` in all of them at once."""
        running = [self._pool.submit(act, url, n, *arguments) for n in range(MANY)]
        return [each.result(timeout=60) for each in running]

    def close(self) -> None:
        """End them."""
        self._pool.shutdown()


@contextmanager
def ready(url: str) -> Iterator[Store]:
    """A store of this process, at the moment when all have one."""
    store = Store.open(url, Keyring.parse(KEY), ZONE)
    _start[0].wait(30)
    try:
        yield store
    finally:
        store.close()


def obey(store: Store, who: PersonId, command: Command[Any]) -> bool:
    """Whether the rules allowed it."""
    return isinstance(store.write(lambda tx: perform(command, tx.work(who, NOW))), Done)


def book(url: str, number: int, people: Sequence[PersonId], slots: Sequence[SlotId]) -> int:
    """This process's share of the people want a time each; how many got one."""
    with ready(url) as store:
        return sum(
            obey(store, who, BookSlot(slots[n % len(slots)], Topic.FAMILY, "en"))
            for n, who in enumerate(people[number::MANY])
        )


def move(
    url: str, number: int, held: Sequence[tuple[PersonId, AppointmentId]], slots: Sequence[SlotId]
) -> int:
    """This process's share of those who have a time want one after the other; how many moved."""
    with ready(url) as store:
        return sum(
            obey(
                store, who, MoveAppointment(mine, slots[(n * MANY + number + further) % len(slots)])
            )
            for n, (who, mine) in enumerate(held[number::MANY])
            for further in (1, 2, len(slots) - 1)
        )


def come(url: str, number: int, people: Sequence[PersonId], event: EventId) -> int:
    """Each wants one place, and every second one a lift."""
    with ready(url) as store:
        return sum(
            obey(store, who, Come(event, 1, lift=n % 2 == 0))
            for n, who in enumerate(people[number::MANY])
        )


def change_mind(url: str, number: int, who: PersonId, event: EventId) -> None:
    """One person says something else again and again, on several phones."""
    with ready(url) as store:
        for people in range(1, 6):
            obey(store, who, Come(event, people + number % 2, lift=False))


def announce(url: str, number: int, event: EventId) -> bool:
    """Several coordinators think of the same event."""
    del number
    with ready(url) as store:
        return obey(store, PersonId(0), AnnounceEvent(event, None, again=False))


def tell(url: str, number: int, who: Sequence[PersonId]) -> bool:
    """Several tell the same, at the command line and at the desk."""
    with ready(url) as store:
        hello = Announce(Content({"en": "Hello"}), Audience(), Missing.FALLBACK, None, staff=True)
        return obey(store, [PersonId(0), *who][number % (1 + len(who))], hello)


def plan(url: str, number: int, who: Sequence[PersonId]) -> bool:
    """Several plan the same event, at the command line and at the desk."""
    with ready(url) as store:
        return obey(store, [PersonId(0), *who][number % (1 + len(who))], AddEvent(new_event()))


def offer(url: str, number: int) -> bool:
    """Several coordinators type the same hours."""
    del number
    with ready(url) as store:
        return obey(store, PersonId(0), AddSlots(new_slots(3)))


def answer(url: str, number: int, who: PersonId) -> bool:
    """One person ends the same survey on several phones."""
    del number
    given = SubmitResponse(SurveyId("stay"), "1", "", {"wish": "tea"})
    with ready(url) as store:
        return obey(store, who, given)


def answer_many(url: str, number: int) -> None:
    """Many people end the same survey, on several processes at once."""
    del number
    given = SubmitResponse(SurveyId("stay"), "1", "", {"wish": "tea"})
    with ready(url) as store:
        for _each in range(7):
            store.write(lambda tx: tx.surveys.keep(given, "en", NOW.date()))


def expand(url: str, number: int, campaign: CampaignId) -> bool:
    """Several processes see that a campaign is due."""
    del number
    with ready(url) as store:
        return store.write(lambda tx: tx.campaigns.expand(campaign, NOW + timedelta(days=2)))


def hear(url: str, number: int, addresses: Sequence[str]) -> int:
    """The same updates reach everybody, in another order; how many were handled here."""
    ordered = list(addresses if number % 2 else reversed(addresses))
    with ready(url) as store:
        return sum(
            store.write(lambda tx, batch=ordered[n : n + 5]: handle(tx, batch))  # type: ignore[misc]
            for n in range(0, len(ordered), 5)
        )


def handle(tx: Transaction, addresses: Sequence[str]) -> int:
    """What a conversation does with a batch: it counts how often each person has written."""
    messages = [Incoming("telegram", address, "1", NOW, words="x") for address in addresses]
    tx.conversations.hold([(m.channel, m.address) for m in messages])
    fresh = tx.inbox.unseen(messages, "lipa")
    known = tx.conversations.of([(m.channel, m.address) for m in fresh], NOW)
    places = {who.person.id: {"heard": (who.place or {"heard": 0})["heard"] + 1} for who in known}
    tx.conversations.keep(places, NOW)
    tx.inbox.accept(fresh, "lipa", NOW)
    return len(fresh)


def say_more(url: str, number: int, addresses: Sequence[str]) -> None:
    """Everybody writes a different message through each process."""
    with ready(url) as store:
        for address in addresses if number % 2 else reversed(addresses):
            store.write(lambda tx, to=address: count_up(tx, to))  # type: ignore[misc]


def count_up(tx: Transaction, address: str) -> None:
    """Go on from the place where somebody is."""
    tx.conversations.hold([("telegram", address)])
    [who] = tx.conversations.of([("telegram", address)], NOW)
    before = (who.place or {"heard": 0})["heard"]
    tx.conversations.keep({who.person.id: {"heard": before + 1}}, NOW)


def send(url: str, number: int) -> list[tuple[int, int, float, float]]:
    """Claim and settle until nothing is left: (row, person, when taken, when let go)."""
    del number
    sent: list[tuple[int, int, float, float]] = []
    empty = 0
    with ready(url) as store:
        while empty < 20:
            rows = store.write(
                lambda tx: tx.outbox.claim("telegram", NOW, 10, NOW + timedelta(minutes=2))
            )
            taken = time.monotonic()
            results = [settled(row) for row in rows]
            let_go = time.monotonic()
            store.write(lambda tx, done=results: tx.outbox.settle(done))  # type: ignore[misc]
            sent += [(row.id, row.person or 0, taken, let_go) for row in rows]
            empty = 0 if rows else empty + 1
    return sent


def settled(row: Due) -> Settled:
    """It arrived."""
    return Settled(row, State.SENT, NOW, message=f"m{row.id}")


def lead_for_ever(url: str, name: str, leading: Event) -> None:
    """Become the leader, and stay so until killed."""
    store = Store.open(url, Keyring.parse(KEY), ZONE)
    assert store.lead(name) is not None
    leading.set()
    multiprocessing.Event().wait()
