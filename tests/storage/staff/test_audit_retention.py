"""What is old in the audit is let go, and the rest still holds."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.operator.policy import LONGEST_AUDIT, SHORTEST_AUDIT, Policy
from storage.lives.retention import retain
from storage.sealing.crypto import Keyring
from storage.staff.tables import audit
from storage.staff.verdict import Damage
from storage.store import Store
from tests.storage.samples import HOUR, NOW, ZONE
from tests.storage.staff.anchoring import accept, change, found, look, put_back, saved


def purge(store: Store, days: int) -> int:
    """What retention lets go of, so many days later."""
    return store.write(lambda tx: retain(tx, NOW + timedelta(days=days), 90)).looks


def test_what_is_old_is_let_go_and_the_rest_still_holds(
    store: Store, reopened: Callable[[], Store]
) -> None:
    """The default is two years; a row that was there then is still known to be the same."""
    look(store, 1, 2)
    look(store, 24 * 100)
    assert purge(store, 729) == 0

    assert purge(store, 731) == 2
    assert purge(store, 731) == 0

    assert found(store) == (None, 0)
    look(store, 24 * 101)
    assert found(reopened()) == (None, 0)
    assert [each.about for each in store.read(lambda tx: tx.audit.all())] == ["2400", "2424"]
    change(store, lambda on: on.execute(update(audit).values(why="list").where(audit.c.id == 3)))
    assert found(store) == (Damage.CHANGED, 3)


def test_a_crash_before_the_commit_of_retention_is_no_damage(
    store: Store, reopened: Callable[[], Store]
) -> None:
    """It was anchored that rows go, and they stay until the next night."""
    look(store, 1, 2)
    look(store, 24 * 700)
    state = saved(store)
    assert purge(store, 735) == 2
    put_back(store, state)  # as if it had never been committed

    assert found(store) == (None, 0)
    again = reopened()
    look(again, 24 * 701)
    assert found(again) == (None, 0)
    assert purge(again, 735) == 2
    assert found(again) == (None, 0)


def test_an_audit_that_was_let_go_whole_goes_on(store: Store) -> None:
    """Numbers go on, and the cut of a later row is found."""
    look(store, 1, 2)
    assert purge(store, 800) == 2
    assert found(store) == (None, 0)
    before = saved(store)

    look(store, 24 * 801)

    assert [row["id"] for row in saved(store)[0]] == [3]
    assert found(store) == (None, 0)
    put_back(store, before)
    assert found(store) == (Damage.OLDER, 3)


@pytest.mark.parametrize(
    ("asked", "kept"), [(1, SHORTEST_AUDIT), (400, 400), (100_000, LONGEST_AUDIT)]
)
def test_the_time_for_the_audit_has_bounds(store: Store, asked: int, kept: int) -> None:
    """However it was set."""
    look(store, 1)
    store._policy = Policy(audit_days=asked)

    assert purge(store, kept) == 0
    assert purge(store, kept + 1) == 1


def test_rows_that_do_not_fit_are_not_let_go(store: Store) -> None:
    """A date that was put back would hide a look by the next night."""
    look(store, 1, 2)
    look(store, 24 * 700)
    change(store, lambda on: on.execute(update(audit).values(at=NOW).where(audit.c.id == 3)))

    assert purge(store, 735) == 0

    assert found(store) == (Damage.CHANGED, 3)


def test_young_rows_let_go_with_the_keys_are_found(store: Store) -> None:
    """Also somebody who can make fingerprints cannot say that retention did it."""
    look(store, 1, 2, 3)
    points = store._anchor.read()
    store.write(lambda tx: tx.audit.let_go(NOW + 3 * HOUR))
    assert store._anchor.path is not None
    store._anchor.path.write_text("".join(each.line() for each in points or ()))

    assert found(store) == (Damage.LET_GO, 1)
    assert store.judge_audit(NOW + timedelta(days=SHORTEST_AUDIT + 1)).damage is None


def test_another_machine_knows_nothing_of_retention_and_raises_no_alarm(
    store: Store, url: str, ring: Keyring, tmp_path: Path
) -> None:
    """Each has an anchor of its own; only one of them lets go."""
    look(store, 1)
    other = Store.open(url, ring, ZONE, anchor=tmp_path / "elsewhere")
    assert found(other) == (Damage.NO_ANCHOR, 0)  # of a new machine the operator must know
    accept(other)
    look(other, 2)
    look(store, 24 * 700)

    assert purge(store, 735) == 3

    assert store.judge_audit(NOW + timedelta(days=735)).damage is None
    assert other.judge_audit(NOW + timedelta(days=735)).damage is None
    other.close()
