"""The anchor: what was cut from the audit is found, also when its marks were put back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, update

from domain.staff.audit import Why
from storage.sealing.anchor import Kind
from storage.sealing.tables import marks
from storage.staff.tables import audit
from storage.staff.verdict import Damage, Verdict
from storage.store import Store
from tests.storage.samples import HOUR, NOW
from tests.storage.staff.anchoring import accept, change, found, judge, look, put_back, saved, wipe


def test_what_was_noted_is_anchored(store: Store, path: Path) -> None:
    """The beginning, and each look; only its owner may read the file, and nobody is in it."""
    look(store, 1, 2)

    assert judge(store) == Verdict(None, 0, 2, NOW + 2 * HOUR)
    points = store._anchor.read() or ()
    assert [(each.kind, each.number) for each in points] == [
        (Kind.BEGUN, 1),
        (Kind.NOTED, 1),
        (Kind.NOTED, 2),
    ]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_last_rows_with_the_mark_put_back(store: Store) -> None:
    """It looks as if an older backup had been restored; so the check says both."""
    look(store, 1, 2)
    before = saved(store)
    look(store, 3, 4)

    put_back(store, before)

    assert store.read(lambda tx: tx.audit.broken()) is None  # nothing in the database says so
    assert judge(store) == Verdict(Damage.OLDER, 3, 4, NOW + 4 * HOUR)


def test_the_last_rows_alone(store: Store) -> None:
    """The mark knows; and the next look does not heal it."""
    look(store, 1, 2, 3)
    change(store, lambda on: on.execute(delete(audit).where(audit.c.id == 3)))
    assert found(store) == (Damage.CUT, 3)

    look(store, 4, 5)

    assert found(store) == (Damage.CHANGED, 3)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_everything_with_the_mark(store: Store, after: int) -> None:
    """Whether or not somebody looks again."""
    look(store, 1, 2)
    wipe(store)
    look(store, *range(after))

    assert found(store) == ((Damage.REPLACED, 1) if after else (Damage.GONE, 1))


def test_an_older_state_that_went_on(store: Store) -> None:
    """As many rows as before, or more: they are others."""
    look(store, 1)
    before = saved(store)
    look(store, 2, 3)
    put_back(store, before)
    look(store, 7, 8, 9)

    assert found(store) == (Damage.REPLACED, 2)


@pytest.mark.parametrize("content", [None, "", "noted 1\n"], ids=["gone", "empty", "torn"])
def test_an_anchor_that_was_taken_away_stays_away(
    store: Store, path: Path, reopened: Callable[[], Store], content: str | None
) -> None:
    """Neither the next look nor the next start makes a new one."""
    look(store, 1)
    path.unlink()
    if content is not None:
        path.write_text(content)

    look(store, 2)

    assert found(store) == (Damage.NO_ANCHOR, 0)
    assert found(reopened()) == (Damage.NO_ANCHOR, 0)


def test_taking_away_everything_and_the_anchor_is_found(
    store: Store, path: Path, reopened: Callable[[], Store]
) -> None:
    """It is not as if nobody had ever looked."""
    look(store, 1)
    wipe(store)
    path.unlink()

    assert found(reopened()) == (Damage.NO_ANCHOR, 0)


def test_an_audit_in_which_nobody_has_looked_has_no_anchor_yet(
    store: Store, path: Path, reopened: Callable[[], Store]
) -> None:
    """So a database may be moved before it is used; the first row begins the anchor."""
    assert found(reopened()) == (None, 0)
    assert not path.exists()

    look(store, 1)

    assert judge(reopened()).anchored == 1


def test_an_audit_from_before_there_were_anchors_is_anchored_at_the_start(
    store: Store, path: Path, reopened: Callable[[], Store]
) -> None:
    """With the rows that it has; a crash before that, or after, does no harm."""
    waits = {"name": "audit to anchor", "content": b""}
    look(store, 1, 2)
    path.unlink()  # as if an older version had noted them
    change(store, lambda on: on.execute(insert(marks), waits))

    assert judge(reopened()) == Verdict(None, 0, 2, NOW + 2 * HOUR)
    assert [each["name"] for each in saved(store)[1]] == ["audit"]
    change(store, lambda on: on.execute(insert(marks), waits))
    assert judge(reopened()) == Verdict(None, 0, 2, NOW + 2 * HOUR)


def test_a_mark_that_asks_for_a_new_beginning_gets_none(
    store: Store, reopened: Callable[[], Store]
) -> None:
    """Whoever can only write tables cannot make the anchor begin anew."""
    look(store, 1, 2)
    wipe(store)
    waits = {"name": "audit to anchor", "content": b""}
    change(store, lambda on: on.execute(insert(marks), waits))

    assert found(reopened()) == (Damage.GONE, 1)


def damage_row(store: Store) -> None:
    """One row says something else."""
    change(store, lambda on: on.execute(update(audit).values(why="list").where(audit.c.id == 2)))


def cut_end(store: Store) -> None:
    """The last row is missing."""
    change(store, lambda on: on.execute(delete(audit).where(audit.c.id == 3)))


def lose_anchor(store: Store) -> None:
    """The file is missing."""
    assert store._anchor.path is not None
    store._anchor.path.unlink()


@pytest.mark.parametrize("harm", [damage_row, cut_end, wipe, lose_anchor])
def test_what_was_looked_into_is_noted_and_counts_from_there(
    store: Store, reopened: Callable[[], Store], harm: Callable[[Store], None]
) -> None:
    """Otherwise a check that is always red would hide the next harm."""
    look(store, 1, 2, 3)
    harm(store)
    assert judge(store).damage is not None

    accept(store)

    assert found(store) == (None, 0)
    before = saved(store)
    look(store, 5)
    assert found(reopened()) == (None, 0)
    assert Why.ACCEPTED in [each.why for each in store.read(lambda tx: tx.audit.all())]
    put_back(store, before)
    assert judge(store).damage is Damage.OLDER


def test_a_line_that_was_changed_is_found(store: Store, path: Path) -> None:
    """A fingerprint cannot be made without the keys."""
    look(store, 1, 2)
    points = list(store._anchor.read() or ())
    points[1] = replace(points[1], number=2)
    path.write_text("".join(each.line() for each in points))

    assert found(store) == (Damage.REPLACED, 2)


@pytest.mark.parametrize("harm", [lose_anchor, wipe])
def test_accepting_what_the_anchor_says_forgives_no_row(
    store: Store, harm: Callable[[Store], None]
) -> None:
    """Only where the chain itself was broken, nothing more can be said of what stands before."""
    look(store, 1, 2, 3)
    harm(store)
    look(store, 4, 5)
    accept(store)
    assert found(store) == (None, 0)

    damage_row(store)

    assert found(store) == (Damage.CHANGED, 2)
