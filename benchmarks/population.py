"""A database with many people in it, and an announcement to all of them that is due."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import update

from benchmarks.lipa import open_store
from bot.clock import system_clock
from domain.campaigns.campaign import Announce, CampaignId, Counts, Missing
from domain.outcome import Done
from domain.people.audience import Audience
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.text import Content
from storage.people.tables import people
from storage.store import Transaction

FIRST = 1_000_000  # the fake server numbers its users from here
AT_ONCE = 2000  # people in one transaction: a server has room for so many locks, not for all
COORDINATOR = PersonId(0)
WORDS = Content({"en": "Football on Sunday at three. Come along!"})


Address = Callable[[int], str]


def announce_to(
    path: Path, many: int, channel: str = "telegram", address: Address = str
) -> CampaignId:
    """Make the people through the repository that meets strangers, then announce to them.

    That all of them said yes to being written to is set at once, without a row for each consent.
    """
    store = open_store(path)
    now = system_clock()
    try:
        known = [(channel, address(FIRST + number)) for number in range(many)]
        store.write(partial(_meet, known=known, now=now))
        store.write(_agree)
        return store.write(partial(announce, now=now))
    finally:
        store.close()


def people_in(path: Path, many: int, first: int = FIRST, url: str = "") -> None:
    """Add so many people, who all said yes, to a database; it is made if there is none."""
    store = open_store(path, url)
    try:
        for begin in range(first, first + many, AT_ONCE):
            end = min(begin + AT_ONCE, first + many)
            known = [("telegram", str(number)) for number in range(begin, end)]
            store.write(partial(_meet, known=known, now=system_clock()))
        store.write(_agree)
    finally:
        store.close()


def counts(path: Path, campaign: CampaignId) -> Counts:
    """Where the messages are."""
    store = open_store(path)
    try:
        return store.read(lambda work: work.campaigns.counts(campaign))
    finally:
        store.close()


def _meet(work: Transaction, known: Sequence[tuple[str, str]], now: datetime) -> None:
    work.conversations.of(known, now)


def _agree(work: Transaction) -> None:
    work.connection.execute(
        update(people).values(language="en", takes_part=True, may_be_written=True)
    )


def announce(work: Transaction, now: datetime) -> CampaignId:
    """To everybody, now."""
    command = Announce(WORDS, Audience(), Missing.FALLBACK, None)
    outcome = perform(command, work.work(COORDINATOR, now))
    assert isinstance(outcome, Done)
    return outcome.value
