"""The counts of a campaign add up, whatever happens in whatever order."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from domain.campaigns.campaign import Counts, NewCampaign, Recipients
from domain.people.audience import Audience
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Due, Settled, State
from storage.outbox.tables import campaigns, outbox
from storage.people.tables import people
from storage.store import Store, Transaction
from tests.storage.outbox.posting import CHANNEL, NOON, Posting

SECOND = timedelta(seconds=1)
QUESTION = Say(Verbatim("?"))


class Counting(RuleBasedStateMachine):
    """Whatever happens in whatever order, a campaign's counts add up to its recipients."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.world = Posting(store)
        self.world.write(_clear)
        self.people = self.world.invite(*map(str, range(6)))
        self.now = NOON
        self.held: list[Due] = []
        campaign = NewCampaign("x", QUESTION, Recipients(Audience()), NOON, NOON + SECOND * 50)
        self.campaign = self.world.write(lambda tx: tx.campaigns.add(campaign, NOON))

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        """Some are leased for a while."""
        lease = self.now + SECOND * 5
        self.held += self.world.write(lambda tx: tx.outbox.claim(CHANNEL, self.now, limit, lease))

    @rule(states=st.lists(st.sampled_from(State), min_size=1, max_size=4), at=st.integers(0, 5))
    def settle(self, states: list[State], at: int) -> None:
        """Some of them come to something, and are written together."""
        results = [
            Settled(row, state, self.now, due=self.now + SECOND, attempts=1, error="x")
            for state in states[: len(self.held)]
            for row in [self.held.pop(at % len(self.held))]
        ]
        self.world.write(lambda tx: tx.outbox.settle(results))

    @rule(seconds=st.integers(1, 20))
    def wait(self, seconds: int) -> None:
        """Time passes, and late rows are given up."""
        self.now += SECOND * seconds
        self.world.write(lambda tx: tx.outbox.expire(self.now))

    @rule(person=st.integers(0, 5))
    def stop(self, person: int) -> None:
        """Somebody wants nothing more."""
        self.world.write(lambda tx: tx.outbox.drop_started(self.people[person]))

    @rule()
    def crash(self) -> None:
        """The process is killed and starts again."""
        self.held.clear()
        self.world.write(lambda tx: tx.outbox.release_leases(self.now))

    @rule(failed=st.booleans())
    def end(self, failed: bool) -> None:
        """A coordinator, or a platform, stops all of it."""
        if failed:
            self.world.write(lambda tx: tx.campaigns.fail(self.campaign, "too long"))
        else:
            self.world.write(lambda tx: tx.campaigns.stop(self.campaign))

    @invariant()
    def adds_up(self) -> None:
        """Six were meant; six are counted."""
        counts: Counts = self.world.write(lambda tx: tx.campaigns.counts(self.campaign))
        assert counts.recipients == 6
        assert self.world.write(lambda tx: tx.campaigns.recipients(self.campaign)) == 6


def _clear(tx: Transaction) -> None:
    for table in (outbox, campaigns, people):
        tx.connection.execute(table.delete())


@pytest.mark.hypothesis
@pytest.mark.parametrize("state", State)
def test_several_come_to_the_same_together(store: Store, state: State) -> None:
    """A group of outcomes is written at once, whatever they are, and however many."""
    world = Posting(store)
    world.invite(*map(str, range(3)))
    campaign = NewCampaign("x", QUESTION, Recipients(Audience()), NOON)
    world.write(lambda tx: tx.campaigns.expand(tx.campaigns.add(campaign, NOON), NOON))
    rows = world.write(lambda tx: tx.outbox.claim(CHANNEL, NOON, 9, NOON + SECOND))
    results = [Settled(row, state, NOON, due=NOON + SECOND, attempts=1, error="x") for row in rows]

    world.write(lambda tx: tx.outbox.settle(results))

    found = world.write(
        lambda tx: tx.connection.scalars(outbox.select().with_only_columns(outbox.c.state)).all()
    )
    assert list(found) == [state.value] * 3


def test_counts_add_up(store: Store) -> None:
    """In many orders."""

    class OnStore(Counting):
        """On the database of this test."""

        def __init__(self) -> None:
            super().__init__(store)

    run_state_machine_as_test(
        OnStore,
        settings=settings(
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
