"""Looking, checking, and harming the audit as somebody does who can write the tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from domain.staff.audit import OPERATOR, Looked, View, Why
from storage.sealing.tables import marks
from storage.staff.tables import audit
from storage.staff.verdict import Damage, Verdict
from storage.store import Store
from tests.storage.samples import HOUR, NOW

DAY = timedelta(days=1)
Change = Callable[[Connection], object]
Saved = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def look(store: Store, *numbers: int) -> None:
    """Looks, each in a transaction of its own."""
    for number in numbers:
        looked = Looked(NOW + number * HOUR, OPERATOR, View.COMING, str(number), Why.DESK)
        store.write(lambda tx, looked=looked: tx.audit.note(looked))  # type: ignore[misc]  # the loop's own look


def judge(store: Store) -> Verdict:
    """What the check finds, a day later."""
    return store.judge_audit(NOW + DAY)


def found(store: Store) -> tuple[Damage | None, int]:
    """What it finds, and where."""
    verdict = judge(store)
    return verdict.damage, verdict.row


def change(store: Store, act: Change) -> None:
    """Somebody who can write the tables."""
    store.write(lambda tx: act(tx.connection))


def saved(store: Store) -> Saved:
    """The audit with its marks, as somebody copies them, or a backup has them."""

    def rows(on: Connection) -> Saved:
        found = [[dict(row) for row in on.execute(select(t)).mappings()] for t in (audit, marks)]
        return found[0], [each for each in found[1] if each["name"].startswith("audit")]

    return store.read(lambda tx: rows(tx.connection))


def put_back(store: Store, state: Saved) -> None:
    """Rows and marks as they were, and nothing else."""
    wipe(store)
    rows, kept = state
    change(store, lambda on: [on.execute(insert(audit), rows or [{}])] if rows else None)
    change(store, lambda on: on.execute(insert(marks), kept) if kept else None)


def wipe(store: Store) -> None:
    """Every row and every mark."""
    change(store, lambda on: on.execute(delete(audit)))
    change(store, lambda on: on.execute(delete(marks).where(marks.c.name.startswith("audit"))))


def accept(store: Store) -> None:
    """An operator has looked into it."""
    looked = Looked(NOW, OPERATOR, View.AUDIT, "older 3", Why.ACCEPTED)
    store.write(lambda tx: tx.audit.accept(looked))
