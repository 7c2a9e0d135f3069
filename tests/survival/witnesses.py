"""Whoever a failed check may be about, and everything that there is to know of them.

All of it is made up: nothing here may be used where people are real.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, select

from storage.advice.tables import appointments
from storage.conversations.tables import arrivals
from storage.events.tables import rsvps
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.store import Store, Transaction
from tests.survival.texters import TextWalker
from tests.survival.walkers import Walker

MOST = 6  # walkers are told of
ROWS = (
    *("id", "kind", "priority", "state", "prompt", "asks", "message", "campaign_id"),
    *("due_at", "lease_until", "attempts", "sent_at", "answered_at", "error"),
)


@contextmanager
def heard(store: Store, walkers: Sequence[Walker], kept: Any = None) -> Iterator[None]:
    """A failure inside also says what stands on the phones it may be about, and in their rows.

    `kept` are the answers in the survey's sheet.
    """
    try:
        yield
    except AssertionError as error:
        error.add_note(store.read(lambda tx: _testimony(tx, walkers, kept)))
        raise


def _testimony(tx: Transaction, walkers: Sequence[Walker], kept: Any) -> str:
    answers = kept if kept is not None else ()
    odd = [each for each in walkers if _is_odd(tx, each, answers)]
    lines = [f"{len(odd)} walkers whose rows are not what they were told"]
    for walker in odd[:MOST]:
        lines += _of(tx, walker)
    waiting = tx.connection.execute(select(arrivals.c.id, arrivals.c.at)).all()
    return "\n".join([*lines, f"arrivals: {[tuple(row) for row in waiting]}"])


def _is_odd(tx: Transaction, walker: Walker, answers: Any) -> bool:
    told, person = walker.told, _person(tx, walker)
    if walker.surprises or walker.open:
        return True
    booked = len(_rows(tx, appointments, person, ("slot_id",)))
    coming = sorted(many for _event, many in _rows(tx, rsvps, person, ("event_id", "people")))
    unsent = bool(answers) and told.answered is not None and told.answered not in answers
    return unsent or booked != told.booked or coming != sorted(told.coming.values())


def _person(tx: Transaction, walker: Walker) -> int | None:
    signal = isinstance(walker, TextWalker)
    address = walker.user.person.uuid if signal else str(walker.user.id)  # type: ignore[attr-defined]  # of two platforms
    blind = tx.keys.blind("address", "signal" if signal else "telegram", address)
    found = select(addresses.c.person_id).where(addresses.c.blind == blind)
    return tx.connection.scalar(found)


def _rows(tx: Transaction, table: Table, person: int | None, names: Sequence[str]) -> list[Any]:
    wanted = select(*(table.c[name] for name in names)).where(table.c.person_id == person)
    return [tuple(row) for row in tx.connection.execute(wanted)]


def _of(tx: Transaction, walker: Walker) -> list[str]:
    person = _person(tx, walker)
    rows = (" | ".join(map(_word, row)) for row in _rows(tx, outbox, person, ROWS))
    return [
        f"==== person {person} ({walker.language}): told {walker.told}, wrote {walker.wrote}",
        f"open {walker.open}, surprises {walker.surprises}",
        f"appointments {_rows(tx, appointments, person, ('slot_id', 'state'))}",
        f"coming {_rows(tx, rsvps, person, ('event_id', 'people', 'state'))}",
        "---- on the phone",
        *_transcript(walker),
        f"---- outbox: {' | '.join(ROWS)}",
        *rows,
    ]


def _word(value: Any) -> str:
    return value.isoformat(timespec="milliseconds") if hasattr(value, "isoformat") else str(value)


def _transcript(walker: Walker) -> list[str]:
    if not isinstance(walker, TextWalker):
        return list(walker.user.transcript)
    screen = walker.user.person.screen  # type: ignore[attr-defined]  # a phone with Signal on it
    return [f"{b.timestamp} {f'(to {b.quote}) ' if b.quote else ''}{b}" for b in screen]
