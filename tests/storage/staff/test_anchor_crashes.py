"""The anchor after crashes, on a full disk, and with many who look at once."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from domain.staff.audit import OPERATOR, Looked, View, Why
from storage.session import Rollback
from storage.staff.tables import audit
from storage.staff.verdict import Damage, Verdict
from storage.store import StorageError, Store
from tests.storage.samples import HOUR, KEY, NOW
from tests.storage.staff.anchoring import (
    change,
    found,
    judge,
    look,
    put_back,
    saved,
)

LOOKING = """
import sys
from pathlib import Path
from storage.sealing.crypto import Keyring
from storage.store import Store
from domain.staff.audit import Looked, OPERATOR, View, Why
from tests.storage.samples import NOW, ZONE

url, path, key = sys.argv[1:]
store = Store.open(url, Keyring.parse(key), ZONE, anchor=Path(path))
looked = Looked(NOW, OPERATOR, View.COMING, "1", Why.DESK)
store.write(lambda tx: tx.audit.note(looked))
print("looking", flush=True)
for _each in range(100_000):
    store.write(lambda tx: tx.audit.note(looked))
"""


def test_a_crash_between_the_commit_and_the_anchor_is_no_damage(
    store: Store, reopened: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row stands without an anchor until the next start, which makes up for it."""
    look(store, 1)
    monkeypatch.setattr(store._anchor, "append", lambda _points: None)  # killed
    look(store, 2)
    assert found(store) == (None, 0)

    again = reopened()
    before = saved(again)
    change(again, lambda on: on.execute(delete(audit).where(audit.c.id == 2)))

    assert judge(again).anchored == 2
    assert found(again) == (Damage.CUT, 2)
    put_back(again, before)
    assert found(again) == (None, 0)


def test_killed_programs_leave_an_audit_that_fits(
    store: Store, url: str, path: Path, reopened: Callable[[], Store]
) -> None:
    """Wherever it hits them; what they had anchored is still there."""
    for wait in (0.0, 0.03, 0.11):
        looking = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", LOOKING, url, str(path), KEY], stdout=subprocess.PIPE
        )
        assert looking.stdout is not None
        assert looking.stdout.readline() == b"looking\n"
        with suppress(subprocess.TimeoutExpired):
            looking.wait(wait)
        looking.kill()
        looking.communicate()

        assert found(store) == (None, 0)
        verdict = judge(reopened())
        assert verdict.damage is None
        assert verdict.anchored == len(store.read(lambda tx: tx.audit.all())) > 0


def test_a_line_cut_short_by_a_crash_is_no_damage(
    store: Store, path: Path, reopened: Callable[[], Store]
) -> None:
    """It spoils no other line, and is made up for."""
    look(store, 1, 2)
    path.write_bytes(path.read_bytes()[:-20])

    assert found(store) == (None, 0)
    again = reopened()
    look(again, 3)
    assert judge(again) == Verdict(None, 0, 3, NOW + 3 * HOUR)
    assert [each.number for each in again._anchor.read() or ()] == [1, 1, 2, 3]


def test_a_full_disk_is_told_and_loses_no_row(
    store: Store, monkeypatch: pytest.MonkeyPatch, reopened: Callable[[], Store]
) -> None:
    """The look is committed; whoever asked for it does not see anything."""

    def full(_points: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store._anchor, "append", full)
        with pytest.raises(StorageError, match="No space left"):
            look(store, 1)

    assert len(store.read(lambda tx: tx.audit.all())) == 1
    assert judge(reopened()).anchored == 1


def test_a_look_that_was_undone_is_not_anchored(store: Store) -> None:
    """Neither in a savepoint nor in a whole transaction."""
    looked = Looked(NOW, OPERATOR, View.COMING, "1", Why.DESK)

    def undone(tx: Any) -> None:
        with tx.savepoint():
            tx.audit.note(looked)
            raise Rollback

    def failed(tx: Any) -> None:
        tx.audit.note(looked)
        raise ZeroDivisionError

    store.write(undone)
    with pytest.raises(ZeroDivisionError):
        store.write(failed)
    look(store, 2)

    assert judge(store) == Verdict(None, 0, 1, NOW + 2 * HOUR)


def test_many_at_once_make_one_chain_that_is_anchored(
    store: Store, reopened: Callable[[], Store]
) -> None:
    """Two programs, each with threads; lines may stand in another order than the rows."""
    stores = (store, reopened())

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: look(stores[n % 2], n), range(24)))
        checked = list(threads.map(lambda n: found(stores[n % 2]), range(4)))

    assert checked == [(None, 0)] * 4
    numbers = [each.number for each in store._anchor.read() or ()]
    assert sorted(set(numbers)) == list(range(1, 25))


def test_a_check_beside_looks_raises_no_alarm(store: Store, reopened: Callable[[], Store]) -> None:
    """What is anchored while it reads is no news that the database lacks."""
    other = reopened()

    with ThreadPoolExecutor(2) as threads:
        looks = threads.submit(look, other, *range(60))
        verdicts = []
        while not looks.done():
            verdicts.append(found(store))
        looks.result()

    assert set(verdicts) <= {(None, 0)}
