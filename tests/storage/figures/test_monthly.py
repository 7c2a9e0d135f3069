"""What a funder asks for: whole fives, by month, and nobody known by a number."""

from datetime import date
from functools import partial

import pytest

from storage.figures.monthly import figures
from storage.store import Store
from tests.storage.samples import DAY, HOUR, NOW, an_event, new_event, people


@pytest.mark.parametrize(("many", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (12, 10)])
def test_counts_are_whole_fives(store: Store, many: int, shown: int) -> None:
    """Four are not told from none; one more tells of nobody."""
    people(store, many)

    found = store.read(lambda tx: figures(tx, NOW))

    assert found.active == shown
    assert dict(found.channels) == ({"telegram": shown} if many else {})


def test_who_wrote_long_ago_is_not_counted(store: Store) -> None:
    """Thirty days."""
    people(store, 6)

    assert store.read(lambda tx: figures(tx, NOW + 29 * DAY)).active == 5
    assert store.read(lambda tx: figures(tx, NOW + 31 * DAY)).active == 0


def test_who_comes_counts_in_the_month_of_the_event(store: Store) -> None:
    """Once it has begun, and with whom they bring; a month that is over stays for a year."""
    event = an_event(store, new_event(capacity=None, starts=NOW + DAY))
    for person in people(store, 3):
        store.write(partial(lambda who, tx: tx.events.take(event, who, 2, lift=False), person))

    before = store.read(lambda tx: figures(tx, NOW))
    after = store.read(lambda tx: figures(tx, NOW + DAY + HOUR))
    later = store.read(lambda tx: figures(tx, NOW + 70 * DAY))

    december = date(2026, 12, 1)
    assert before.coming[december] == 0
    assert after.coming[december] == later.coming[december] == 5
    assert len(after.coming) == 12
    assert list(after.coming)[-1] == december
