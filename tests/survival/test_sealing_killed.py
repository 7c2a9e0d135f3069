"""What is sealed to its readers stays whole, whenever the commands around it are killed."""

import asyncio
import json
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from domain.matters.matter import LeaveMatter, MatterId, Subject
from domain.outcome import Command, Refused
from domain.rules import perform
from domain.staff.member import AcceptInvitation, AddMember, Duty, Entrust, Role, StaffId
from storage.matters.key_at_hand import Reader
from storage.sealing import boxes
from storage.store import Transaction
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import LIPA, LIVELY, PATIENCE, Program

SAID = "seven geese walk over Sava\n"
MESSAGES = 30
READERS = ("Eva", "Ida")
NEAR_THE_END = (0.85, 0.95)  # of the time that a command takes: there it writes


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """Eva reads about danger, and Ida will; the program does not run."""
    async with BotApi() as api:
        program = Program(tmp_path / "lipa", api, **LIVELY).prepare()
        for number, name in enumerate(READERS, 1):
            code = program.office.perform(AddMember(name, Role.ADVISER))
            says(program, f"900{number}", AcceptInvitation(code))
        program.office.perform(Entrust(StaffId(1), Duty.FOCAL, given=True))
        yield program
        program.close()


def says(lipa: Program, address: str, command: Command[Any]) -> None:
    """Somebody on a phone does this."""

    def act(tx: Transaction) -> None:
        [known] = tx.conversations.of([("telegram", address)], lipa.office.now)
        done = perform(command, tx.work(known.person.id, lipa.office.now))
        assert not isinstance(done, Refused), done

    lipa.office.store.write(act)


async def told(lipa: Program, *words: str, before: Sequence[str] = ()) -> tuple[int, str]:
    """What a command says that is told the passphrase, as often as it asks; perhaps killed."""
    process = await asyncio.create_subprocess_exec(
        *before, LIPA, *words, cwd=lipa.folder, env=lipa.settings, stdin=PIPE, stdout=PIPE
    )
    out, _err = await asyncio.wait_for(process.communicate(2 * SAID.encode()), PATIENCE)
    return process.returncode or 0, out.decode()


def opened_by(lipa: Program, member: StaffId, number: MatterId) -> str:
    """The words of a message, as this reader's key opens them."""

    def act(tx: Transaction) -> str:
        pair, reader, matter = tx.staff.pair(member), tx.staff.get(member), tx.matters.get(number)
        assert pair is not None
        assert reader is not None
        assert matter is not None
        return Reader(reader, boxes.unlock(pair, SAID.strip())).words(matter) or ""

    return lipa.office.store.read(act)


async def killed_near_its_end(lipa: Program, takes: float, *words: str) -> None:
    """Begun again and again; a process pulls the plug each time, and waits for it to be dead."""
    for share in NEAR_THE_END:
        before = ("timeout", "--signal=KILL", f"{takes * share:.2f}")
        await told(lipa, *words, before=before)


async def test_a_new_reader_comes_to_everything_under_kills(lipa: Program) -> None:
    """A key is there or not; what is shared with them they have whole, and once."""
    begun = time.monotonic()
    assert (await told(lipa, "staff", "key", "1"))[0] == 0
    takes = time.monotonic() - begun
    assert (await told(lipa, "staff", "prove", "1"))[0] == 0
    for each in range(MESSAGES):
        says(lipa, f"70{each:02d}", LeaveMatter(Subject.DANGER, f"danger {each}"))
    lipa.office.perform(Entrust(StaffId(2), Duty.FOCAL, given=True))
    await killed_near_its_end(lipa, takes, "staff", "key", "2")
    assert (await told(lipa, "staff", "key", "2", "--yes"))[0] == 0
    assert (await told(lipa, "staff", "prove", "2"))[0] == 0
    await killed_near_its_end(lipa, takes, "matters", "share", "2", "--as", "1")
    assert (await told(lipa, "matters", "share", "2", "--as", "1"))[0] == 0

    for reader in ("1", "2"):
        code, out = await told(lipa, "matters", "list", "--as", reader, "--json")
        assert (code, len(json.loads(out))) == (0, MESSAGES)
    assert "danger" in opened_by(lipa, StaffId(2), MatterId(json.loads(out)[0]["number"]))
    assert f"sealed to {len(READERS)} who read them" in (await lipa.tell("check")).out
