"""What is asked of one person costs the same, however much was ever sent to them.

Counted in steps of SQLite's machine, which are the same on every computer.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from domain.people.person import PersonId
from storage.outbox import prompts
from storage.outbox.tables import outbox
from storage.store import Store, Transaction
from tests.storage.outbox.posting import CHANNEL, LEASE, NOON, Posting

Ask = Callable[[Transaction, PersonId], object]

LONG_AGO = NOON - timedelta(days=30)
SHORT, LONG = 10, 1000
DEARER = 1.2  # at most, of a history a hundred times as long

ASKED: dict[str, Ask] = {
    "the open question": lambda tx, who: prompts.open_of(tx, [who], NOON),
    "the newest message, quoted": lambda tx, who: prompts.quoted(tx, who, CHANNEL, "7"),
    "an unknown message, quoted": lambda tx, who: prompts.quoted(tx, who, CHANNEL, "987654"),
    "a long message's last part, quoted": lambda tx, who: prompts.quoted(tx, who, CHANNEL, "-2"),
    "what is due": lambda tx, _who: tx.outbox.claim(CHANNEL, NOON, 100, LEASE),
    "a receipt": lambda tx, _who: tx.outbox.delivered(CHANNEL, "1", ["77"], NOON),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_it_costs_the_same_after_a_thousand_messages(ask: Ask, sqlite_store: Store) -> None:
    """At ten, and at a thousand."""
    posting = Posting(sqlite_store)
    [who] = posting.invite("1")
    posting.reply(who, "1", "What is due", leased=False)
    posting.write(lambda tx: _send(tx, who, 0, SHORT))
    few = posting.write(lambda tx: _steps(tx, lambda: ask(tx, who)))
    posting.write(lambda tx: _send(tx, who, SHORT, LONG))

    many = posting.write(lambda tx: _steps(tx, lambda: ask(tx, who)))

    assert 0 < many <= DEARER * few


def _send(tx: Transaction, who: PersonId, first: int, last: int) -> None:
    """Answers, and questions that nobody has answered; one message came in two parts."""
    base = {"person_id": who, "channel": CHANNEL, "priority": 0, "state": "sent"}
    rows = [
        base
        | {
            "kind": "reminder" if number % 2 else "say",
            "asks": bool(number % 2),
            "prompt": "" if number % 2 else str(number),
            "due_at": LONG_AGO,
            "sent_at": LONG_AGO,
            "message": str(number) if number else "-1,-2",
        }
        for number in range(first, last)
    ]
    tx.connection.execute(insert(outbox), rows)


def _steps(tx: Transaction, act: Callable[[], object]) -> int:
    """How many steps it takes; the second time, when all is compiled."""
    counted = 0

    def step() -> int:
        nonlocal counted
        counted += 1
        return 0

    with tx.connection.begin_nested() as undone:
        act()
        undone.rollback()
    driver: Any = tx.connection.connection.driver_connection
    driver.set_progress_handler(step, 1)
    act()
    driver.set_progress_handler(None, 1)
    return counted
