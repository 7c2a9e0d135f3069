"""A backup is brought back, and what was said after it was made holds all the same."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from domain.outcome import Command, Done, Outcome
from domain.people.person import DecideConsent, Person, PersonId, Purpose
from domain.people.rights import Forget, Return, Stop
from domain.phones.phone import Join, MakeCode
from domain.rules import perform
from domain.staff.audit import Why
from domain.staff.member import (
    AcceptInvitation,
    AddMember,
    Duty,
    Entrust,
    Member,
    RemoveMember,
    Role,
    StaffId,
)
from storage.backups import backup
from storage.people.tables import consents
from storage.sealing.crypto import Keyring
from storage.sealing.journal import Journal
from storage.staff.tables import audit
from storage.store import Rollback, Store, Transaction
from tests.storage.backups.databases import Make, make
from tests.storage.samples import HOUR, NOW, ZONE, person

__all__ = ["make"]
OPERATOR = PersonId(0)
V = TypeVar("V")
YES = DecideConsent(Purpose.BE_WRITTEN, given=True)
NO = DecideConsent(Purpose.BE_WRITTEN, given=False)


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

    def do(self, who: PersonId, command: Command[V]) -> Outcome[V]:
        """A command, an hour and some microseconds after the one before."""
        self.hours += 1
        now = NOW + self.hours * HOUR + timedelta(microseconds=123_456)
        return self.store.write(lambda tx: perform(command, tx.work(who, now)))

    def keep(self) -> None:
        """A backup."""
        backup.make(self.url, self.folder / "kept", NOW)

    def bring_back(self) -> None:
        """The backup, and a start."""
        self.store.close()
        backup.restore(self.url, self.folder / "kept", self.ring, replace=True)
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


@pytest.mark.parametrize(
    ("before", "after", "stopped"),
    [
        ([], [Stop()], True),
        ([Stop()], [Return()], False),
        ([], [Stop(), Return()], False),
        ([Stop()], [Return(), Stop()], True),
        ([Stop()], [YES], True),
    ],
)
def test_the_newest_stop_holds(
    town: Town, before: list[Command[None]], after: list[Command[None]], stopped: bool
) -> None:
    """Said before the backup or after it, and however often the program starts."""
    anna = person(town.store)
    for command in before:
        town.do(anna, command)
    town.keep()
    for command in after:
        town.do(anna, command)

    town.bring_back()
    assert town.person(anna).stopped is stopped
    town.start_again()
    assert town.person(anna).stopped is stopped


@pytest.mark.parametrize(
    ("before", "after", "given"),
    [
        ([YES], [NO], False),
        ([YES], [NO, YES], True),
        ([YES, NO], [YES], True),
        ([], [YES], True),
        ([], [YES, NO], False),
        ([YES], [], True),
        ([YES, Stop()], [NO, Return()], False),
    ],
)
def test_the_newest_consent_holds(
    town: Town, before: list[Command[None]], after: list[Command[None]], given: bool
) -> None:
    """With the instant at which it was given, and once."""
    anna = person(town.store)
    for command in before:
        town.do(anna, command)
    town.keep()
    for command in after:
        town.do(anna, command)
    last = town.store.read(lambda tx: tx.connection.scalar(select(func.max(consents.c.at))))

    town.bring_back()
    town.start_again()

    assert (Purpose.BE_WRITTEN in town.person(anna).consents) is given
    at = town.store.read(lambda tx: tx.connection.scalars(select(consents.c.at)).all())
    assert max(at, default=None) == last
    assert len(at) == len(set(at))


def test_a_word_said_after_the_restore_is_the_newest(town: Town) -> None:
    """A STOP from before must not come again at every start."""
    anna = person(town.store)
    town.do(anna, YES)
    town.keep()
    town.do(anna, Stop())
    town.do(anna, NO)
    town.bring_back()

    town.do(anna, Return())
    town.do(anna, YES)
    town.start_again()

    assert not town.person(anna).stopped
    assert Purpose.BE_WRITTEN in town.person(anna).consents


def test_what_somebody_said_is_nothing_to_who_comes_after_their_erasure(town: Town) -> None:
    """The same phone, and a stranger; also where the machine that erased kept the line itself."""
    anna = person(town.store)
    town.do(anna, YES)
    town.do(anna, Stop())
    elsewhere = town.journal.read_text()
    town.do(anna, Forget())
    later = NOW + (town.hours + 1) * HOUR
    [back] = town.store.write(lambda tx: tx.conversations.of([("telegram", "1001")], later))

    for lines in (town.journal.read_text(), elsewhere):
        town.journal.write_text(lines)
        town.start_again()

        assert not town.person(back.person.id).stopped
        assert not town.person(back.person.id).consents


def test_a_word_of_before_joining_does_not_reach_the_owner(town: Town) -> None:
    """Each phone brought its own; since then one word is for both."""
    anna, ben = person(town.store), person(town.store, "sig", "signal")
    town.do(anna, YES)
    town.do(ben, NO)
    town.do(anna, Stop())
    town.do(ben, Return())
    code = town.do(anna, MakeCode())
    assert isinstance(code, Done)
    town.do(ben, Join(code.value))
    before = town.person(anna)

    town.start_again()
    assert town.person(anna) == before
    town.keep()
    town.do(anna, Return())
    town.bring_back()

    assert not town.person(anna).stopped


def test_a_removed_member_does_not_come_back(town: Town) -> None:
    """Whose number another one has taken meanwhile stays; the audit says what was done."""
    anna, ben, carla = (person(town.store, str(1000 + n)) for n in range(3))
    town.employ(anna, Role.ADMIN, Duty.FOCAL)
    maja = town.employ(ben, Role.ADMIN, Duty.FOCAL)
    town.keep()
    town.do(OPERATOR, RemoveMember(maja))

    town.bring_back()

    assert [each.person for each in town.staff()] == [anna]
    noted = select(audit.c.why).order_by(audit.c.id.desc()).limit(1)
    assert town.store.read(lambda tx: tx.connection.scalar(noted)) == Why.REMOVED
    new = town.employ(carla)
    town.start_again()
    assert new in [each.id for each in town.staff()]
    town.employ(ben)
    town.start_again()
    assert [each.person for each in town.staff()] == [anna, carla, ben]


def test_a_new_member_with_the_number_of_a_removed_one_stays(town: Town) -> None:
    """After a backup from before both the numbers begin anew."""
    anna = person(town.store)
    town.keep()
    maja = town.employ(anna)
    town.do(OPERATOR, RemoveMember(maja))
    town.bring_back()

    again = town.employ(anna)
    town.start_again()

    assert again == maja
    assert [each.id for each in town.staff()] == [again]


def test_a_member_who_was_forgotten_is_no_invited_one_either(town: Town) -> None:
    """The backup knew only their invitation."""
    anna = person(town.store)
    invited = town.do(OPERATOR, AddMember("Maja", Role.ADMIN))
    assert isinstance(invited, Done)
    town.keep()
    town.do(anna, AcceptInvitation(invited.value))
    town.do(anna, Forget())

    town.bring_back()

    assert town.staff() == []


@pytest.mark.parametrize(
    ("after", "duties"),
    [
        ([False], {Duty.CHILDREN}),
        ([False, True], {Duty.CHILDREN, Duty.FOCAL}),
        ([False, True, False], {Duty.CHILDREN}),
    ],
)
def test_a_duty_that_was_taken_away_stays_so(
    town: Town, after: list[bool], duties: set[Duty]
) -> None:
    """The newest word about each duty holds; the other one is left alone, and the seal fits."""
    anna = person(town.store)
    maja = town.employ(anna, Role.ADMIN, Duty.FOCAL, Duty.CHILDREN)
    town.keep()
    for given in after:
        town.do(OPERATOR, Entrust(maja, Duty.FOCAL, given=given))

    town.bring_back()
    assert [each.duties for each in town.staff()] == [duties]
    town.do(OPERATOR, Entrust(maja, Duty.FOCAL, given=True))
    town.start_again()

    assert [each.duties for each in town.staff()] == [{Duty.FOCAL, Duty.CHILDREN}]
    assert town.store.read(lambda tx: tx.staff.forged()) == []


def test_a_file_gives_nobody_a_duty(town: Town) -> None:
    """It only takes: whoever can write to it must not become a focal point."""
    anna = person(town.store)
    maja = town.employ(anna)
    town.keep()
    town.do(OPERATOR, Entrust(maja, Duty.FOCAL, given=True))

    town.bring_back()

    assert [each.duties for each in town.staff()] == [frozenset()]


def test_several_processes_that_start_at_once_do_it_once(town: Town) -> None:
    """Each of them reads the journal."""
    anna = person(town.store)
    town.do(anna, YES)
    lines = []
    town.keep()
    town.do(anna, NO)
    lines.append(town.journal.read_text())
    town.store.close()
    backup.restore(town.url, town.folder / "kept", town.ring, replace=True)

    with ThreadPoolExecutor(4) as threads:
        opened = list(
            threads.map(
                lambda _n: Store.open(town.url, town.ring, ZONE, journal=town.journal), range(4)
            )
        )
    for each in opened:
        each.close()
    town.open()

    given = select(consents.c.given).order_by(consents.c.id)
    assert town.store.read(lambda tx: tx.connection.scalars(given).all()) == [True, False]
    assert [town.journal.read_text()] == lines


def test_what_was_rolled_back_was_never_said(town: Town) -> None:
    """Whether a part of the transaction, or all of it."""
    anna = person(town.store)

    def act(tx: Transaction) -> None:
        with tx.savepoint():
            tx.people.set_stopped(anna, stopped=True, at=NOW + HOUR)
            raise Rollback

    def fail(tx: Transaction) -> None:
        tx.people.set_stopped(anna, stopped=True, at=NOW + HOUR)
        raise RuntimeError

    town.store.write(act)
    with pytest.raises(RuntimeError):
        town.store.write(fail)

    assert list(Journal(town.journal).words()) == []


def test_the_journal_is_written_before_the_commit(town: Town) -> None:
    """When it cannot be written, nothing was said."""
    anna = person(town.store)
    town.journal.mkdir()

    with pytest.raises(OSError, match="directory"):
        town.do(anna, Stop())
    town.journal.rmdir()

    assert not town.person(anna).stopped


def test_the_journal_names_nobody(town: Town) -> None:
    """Fingerprints, instants and our own words."""
    anna = person(town.store, "canary-1001")
    maja = town.employ(anna, Role.ADMIN, Duty.FOCAL)
    for command in (YES, NO, Stop(), Return()):
        town.do(anna, command)
    town.do(OPERATOR, RemoveMember(maja))

    noted = town.journal.read_text()

    assert {word.about for word in Journal(town.journal).words()} == {
        "be_written",
        "messages",
        "focal",
        "staff",
    }
    assert not [each for each in ("canary", "Maja", str(anna)) if each in noted]
