"""A database whose backup is made and brought back, for tests of what must hold all the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from domain.outcome import Command, Done, Outcome
from domain.people.person import Person, PersonId
from domain.rules import perform
from domain.staff.member import (
    AcceptInvitation,
    AddMember,
    Duty,
    Entrust,
    Member,
    Role,
    StaffId,
)
from storage.backups import backup
from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.backups.databases import Make, make
from tests.storage.samples import HOUR, NOW, ZONE

__all__ = ["make"]
OPERATOR = PersonId(0)
V = TypeVar("V")


@dataclass
class Town:
    """A database whose backup can be made and brought back, with a clock that goes on."""

    url: str
    ring: Keyring
    folder: Path
    hours: int = 0
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """The program starts."""
        self.store = Store.open(self.url, self.ring, ZONE, journal=self.journal)

    @property
    def journal(self) -> Path:
        """Apart from the database."""
        return self.folder / "journal"

    def do(self, who: PersonId, command: Command[V], channel: str = "") -> Outcome[V]:
        """A command, an hour and some microseconds after the one before."""
        self.hours += 1
        now = NOW + self.hours * HOUR + timedelta(microseconds=123_456)
        return self.store.write(lambda tx: perform(command, tx.work(who, now, channel)))

    def keep(self) -> None:
        """A backup."""
        backup.make(self.url, self.folder / "kept", NOW)

    def bring_back(self) -> None:
        """The backup, and a start."""
        self.store.close()
        backup.restore(self.url, self.folder / "kept", self.ring, NOW, replace=True)
        self.open()

    def start_again(self) -> None:
        """Without a backup."""
        self.store.close()
        self.open()

    def person(self, who: PersonId) -> Person:
        """As they are now."""
        return self.store.read(lambda tx: tx.people.get(who))

    def staff(self) -> list[Member]:
        """Everybody who works here."""
        return list(self.store.read(lambda tx: tx.staff.all()))

    def employ(self, who: PersonId, role: Role = Role.ADMIN, *duties: Duty) -> StaffId:
        """Somebody new at the desk."""
        invited = self.do(OPERATOR, AddMember(f"Maja {who}", role))
        assert isinstance(invited, Done)
        member = self.do(who, AcceptInvitation(invited.value))
        assert isinstance(member, Done)
        for duty in duties:
            self.do(OPERATOR, Entrust(member.value, duty, given=True))
        return member.value


@pytest.fixture
def town(make: Make, ring: Keyring, tmp_path: Path) -> Iterator[Town]:
    """Of either kind."""
    made = Town(make(), ring, tmp_path)
    yield made
    made.store.close()
