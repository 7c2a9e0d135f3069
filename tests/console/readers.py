"""People who may be written to, put into the database beside the program."""

from collections.abc import Mapping
from itertools import count

from bot.clock import system_clock
from domain.people.person import Purpose
from storage.transaction import Transaction
from tests.console.running_desk import RunningDesk

_numbers = count(5001)


def readers(desk: RunningDesk, many: Mapping[str, int]) -> None:
    """So many of each language."""
    now = system_clock()
    phones = {
        ("telegram", str(next(_numbers))): tag for tag, n in many.items() for _each in range(n)
    }

    def act(tx: Transaction) -> None:
        for known, tag in zip(tx.conversations.of(list(phones), now), phones.values(), strict=True):
            tx.people.set_language(known.person.id, tag)
            tx.people.set_consent(known.person.id, Purpose.BE_WRITTEN, given=True, at=now)

    desk.store.write(act)
