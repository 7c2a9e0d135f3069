"""Somebody takes the disk, the environment and the secret keys: what can they read?

What people wrote about danger and about staff stays shut, and so does what was answered, from the
moment it was sent. The passphrase of a reader opens both; without it, all keys do not.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from nacl.pwhash import argon2id
from sqlalchemy import Row, Select, Table, select

from bot.running.jobs import Jobs
from domain.matters.box import AnswerSealed, EraseAnswer
from domain.matters.matter import MatterId
from domain.outcome import Command, Done
from domain.people.person import PersonId
from domain.people.pin import SetPin
from domain.rules import perform
from domain.staff.member import (
    AcceptInvitation,
    AddMember,
    Duty,
    Entrust,
    GiveKey,
    ProveKey,
    Role,
    StaffId,
)
from storage.matters.packing import box_place
from storage.matters.tables import matters
from storage.outbox.tables import outbox
from storage.people.tables import people
from storage.sealing import boxes, crypto
from storage.sealing.crypto import Keyring, SealError
from storage.sealing.keys import Vault, owner_of
from storage.store import Transaction
from storage.subjects import metadata
from tests.bot.conversing.chatting import Chat, opened
from tests.storage.samples import KEY, NOW, ZONE, person
from tests.survival.canaries import every_byte, found

PASSPHRASE = "seven geese walk over Sava"
DANGER, COMPLAINT, TOLD, KEPT = (f"kanarcek-{n}-{'ab9' * 5}" for n in range(4))
OPEN = f"kanarcek-4-{'ab9' * 5}"  # in an ordinary message: the thief is able
COORDINATOR = PersonId(0)
HIDDEN = [DANGER, COMPLAINT, TOLD, KEPT]


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Ben writes; Eva and Al are administrators, Eva reads about danger; both have proved keys."""
    chat = opened(tmp_path)
    for number, name in enumerate(("Eva", "Al")):
        phone = person(chat.store, f"900{number}")
        invite = give(chat, AddMember(name, Role.ADMIN))
        give(chat, AcceptInvitation(invite), phone)
    give(chat, Entrust(StaffId(1), Duty.FOCAL, given=True))
    for member in (1, 2):
        pair = boxes.new_pair(PASSPHRASE, 1, argon2id.MEMLIMIT_MIN)
        give(chat, GiveKey(StaffId(member), pair.public, pair.wrapped))
        give(chat, ProveKey(StaffId(member), pair.public))
    yield chat
    chat.store.close()


def give(
    chat: Chat,
    command: Command[Any],
    who: PersonId = COORDINATOR,
    signed_in: StaffId | None = None,
) -> Any:
    """A command that is obeyed; what it came to."""
    done = chat.store.write(lambda tx: perform(command, tx.work(who, NOW, signed_in=signed_in)))
    assert isinstance(done, Done), done
    return done.value


async def says(chat: Chat, *words: str) -> None:
    """One after the other; every answer arrives."""
    for each in words:
        await chat(each)
        arrive(chat)


def arrive(chat: Chat) -> None:
    """All that waits is sent."""
    claimed = chat.store.write(lambda tx: tx.outbox.claim("telegram", NOW, 50, NOW))
    for number, row in enumerate([*chat.tray.rows, *claimed]):
        chat.arrive(row, f"{chat.written}-{number}")
    chat.tray.rows.clear()


async def test_without_a_passphrase_all_keys_open_no_word(chat: Chat, tmp_path: Path) -> None:
    """Neither in the files nor in anything that is sealed in the tables."""
    await says(chat, "/message", "1", OPEN)
    danger, first = await in_danger(chat)
    complaint, second = await complains(chat)
    there = every_byte(tmp_path)
    assert all(each in there for each in [*first, *second])
    give(chat, EraseAnswer(complaint), person(chat.store))
    arrive(chat)
    await Jobs(chat.store, lambda: None, lambda: NOW, ZONE, 90).expire()

    stolen = every_byte(tmp_path)
    inside = chat.store.read(lambda tx: b"\n".join(thief(tx)))
    assert not any(each in stolen for each in [*first, *second])  # neither in a page nor in the log
    assert found(HIDDEN, stolen, inside) == []
    assert found([OPEN], stolen) == []
    assert found([OPEN], inside) == [OPEN]
    assert b'"danger"' in inside

    assert [read(chat, danger, 1), read(chat, complaint, 1)] == [(DANGER, TOLD), (COMPLAINT, KEPT)]
    for matter in (danger, complaint):
        with pytest.raises(SealError):
            read(chat, matter, 2)


async def in_danger(chat: Chat) -> tuple[MatterId, list[bytes]]:
    """Ben writes and is answered; what of it waits to be sent."""
    danger = await written(chat, "4", DANGER)
    give(chat, AnswerSealed(danger, TOLD), signed_in=StaffId(1))
    return danger, ciphertexts(chat, select(outbox.c.content_sealed))


async def complains(chat: Chat) -> tuple[MatterId, list[bytes]]:
    """Ben writes about Al; with a number, the answer waits to be read."""
    complaint = await written(chat, "3", "Al", COMPLAINT)
    give(chat, SetPin("48261937"), person(chat.store))
    give(chat, AnswerSealed(complaint, KEPT), signed_in=StaffId(1))
    mine = matters.c.id == complaint
    return complaint, ciphertexts(chat, select(matters.c.answer_sealed).where(mine))


def ciphertexts(chat: Chat, chosen: Select[Any]) -> list[bytes]:
    """The beginnings of what is sealed there now, which no key can make again."""
    values = chat.store.read(lambda tx: tx.connection.scalars(chosen).all())
    return [value[:40] for value in values if value]


async def written(chat: Chat, *words: str) -> MatterId:
    """A message of Ben's; its number."""
    ben = person(chat.store)
    before = {each.id for each in chat.store.read(lambda tx: tx.matters.of(ben))}
    await says(chat, "/message", "✍ Write a new message", *words)
    [new] = {each.id for each in chat.store.read(lambda tx: tx.matters.of(ben))} - before
    return new


def read(chat: Chat, matter: MatterId, member: int) -> tuple[str, str]:
    """What a reader sees, with the passphrase."""
    pair = chat.store.read(lambda tx: tx.staff.pair(StaffId(member)))
    stored = chat.store.read(lambda tx: tx.matters.get(matter))
    assert pair is not None
    assert stored is not None
    private = boxes.unlock(pair, PASSPHRASE)
    pairs = (("words", stored.box), ("answer", stored.answer_box))
    words, answer = (boxes.open(private, box_place(w, matter), b).decode() for w, b in pairs)
    return words, answer


def thief(tx: Transaction) -> Iterator[bytes]:
    """Everything that opens, at any place, with the secret keys and every key that they wrap."""
    ring = Keyring.parse(KEY)
    vault = Vault.of(tx.connection, ring)
    rows = tx.connection.execute(select(people.c.id, people.c.key_wrapped)).all()
    keys = [vault.house, *(ring.unwrap(row.key_wrapped, owner_of(row.id)) for row in rows)]
    for table in metadata.sorted_tables:
        for row in tx.connection.execute(select(table)).all():
            for name, value in row._mapping.items():
                yield str(value).encode()
                if isinstance(value, bytes):
                    yield value
                    yield from opens(keys, places(table, name, row), value)


def places(table: Table, name: str, row: Row[Any]) -> list[str]:
    """Wherever it may have been sealed for."""
    numbers = [v.hex() if isinstance(v, bytes) else v for v in row._mapping.values()]
    return [f"{table.name}.{name}.{number}" for number in numbers]


def opens(keys: list[bytes], where: list[str], value: bytes) -> Iterator[bytes]:
    """With any key at any place."""
    for key, place in product(keys, where):
        try:
            yield crypto.open(key, place, value)
        except SealError:
            continue
