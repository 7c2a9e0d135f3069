"""Somebody writes to the team, beside the desk that runs."""

from functools import partial
from itertools import count

from nacl.pwhash import argon2id

from bot.clock import system_clock
from domain.matters.matter import LeaveMatter, MatterId, Subject
from domain.outcome import Done
from domain.people.person import ChooseLanguage, PersonId
from domain.rules import perform
from domain.staff.member import AcceptInvitation, Duty, Entrust, GiveKey, ProveKey, Role, StaffId
from storage.sealing import boxes
from tests.console.running_desk import RunningDesk
from tests.storage.samples import person

_addresses = count(50_000)
PASSPHRASE = "seven geese walk over Sava"
quick_pair = partial(boxes.new_pair, opslimit=1, memlimit=argon2id.MEMLIMIT_MIN)


def somebody(desk: RunningDesk, language: str = "en") -> PersonId:
    """Who has never been here before."""
    new = person(desk.store, str(next(_addresses)))
    desk.store.write(lambda tx: perform(ChooseLanguage(language), tx.work(new, system_clock())))
    return new


def leave(
    desk: RunningDesk,
    words: str,
    subject: Subject = Subject.QUESTION,
    language: str = "en",
    about: StaffId | None = None,
) -> MatterId:
    """A message of somebody new."""
    who, left = somebody(desk, language), LeaveMatter(subject, words, about)
    done = desk.store.write(lambda tx: perform(left, tx.work(who, system_clock())))
    assert isinstance(done, Done), done
    return done.value


def focal_point(desk: RunningDesk, name: str) -> StaffId:
    """Who reads what is sealed, with a key of their own under PASSPHRASE; the same each time."""
    known = [each for each in desk.store.read(lambda tx: tx.staff.all()) if each.name == name]
    if known:
        return known[0].id
    code, phone = desk.invitation(name, Role.ADVISER), somebody(desk)
    took = AcceptInvitation(code)
    desk.store.write(lambda tx: perform(took, tx.work(phone, system_clock())))
    member = desk.member(name, Role.ADVISER)
    pair = quick_pair(PASSPHRASE)
    desk.office.perform(Entrust(member, Duty.FOCAL, given=True))
    desk.office.perform(GiveKey(member, pair.public, pair.wrapped))
    desk.office.perform(ProveKey(member, pair.public))
    return member
