"""A backup is brought back, and what people said after it was made holds all the same."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from domain.outcome import Command, Done
from domain.people.person import DecideConsent, Purpose
from domain.people.rights import Forget, Return, Stop
from domain.phones.phone import Join, MakeCode
from domain.staff.member import (
    Duty,
    RemoveMember,
    Role,
)
from storage.backups import backup
from storage.people.tables import consents
from storage.sealing.journal import Journal
from storage.store import Rollback, Store, Transaction
from tests.storage.backups.databases import on_both
from tests.storage.bringing_back import OPERATOR, Town, make, town
from tests.storage.samples import HOUR, NOW, ZONE, person

__all__ = ["make", "town"]
YES = DecideConsent(Purpose.BE_WRITTEN, given=True)
NO = DecideConsent(Purpose.BE_WRITTEN, given=False)


@pytest.mark.parametrize(
    ("make", "before", "after", "stopped"),
    on_both(
        [
            ([], [Stop()], True),
            ([Stop()], [Return()], False),
            ([], [Stop(), Return()], False),
            ([Stop()], [Return(), Stop()], True),
            ([Stop()], [YES], True),
        ]
    ),
    indirect=["make"],
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
    ("make", "before", "after", "given"),
    on_both(
        [
            ([YES], [NO], False),
            ([YES], [NO, YES], True),
            ([YES, NO], [YES], True),
            ([], [YES], True),
            ([], [YES, NO], False),
            ([YES], [], True),
            ([YES, Stop()], [NO, Return()], False),
        ]
    ),
    indirect=["make"],
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


def test_several_processes_that_start_at_once_do_it_once(town: Town) -> None:
    """Each of them reads the journal."""
    anna = person(town.store)
    town.do(anna, YES)
    lines = []
    town.keep()
    town.do(anna, NO)
    lines.append(town.journal.read_text())
    town.store.close()
    backup.restore(town.url, town.folder / "kept", town.ring, NOW, replace=True)

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
