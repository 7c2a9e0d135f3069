"""Trouble of every kind, and the real program in the middle of it.

What the platform, the disk, people's phones and operators do; nothing of it loses a message, ends
in a trace, or shows a secret.
"""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Meaning, Rates
from bot.running.lock import only_one
from storage.sealing.crypto import new_key
from tests.bot.sending.sender_world import World
from tests.platforms.telegram import State
from tests.survival.health_pages import page_of, ready
from tests.survival.lipa_process import Program, running, until
from tests.survival.newcomers import Newcomer, seen
from tests.survival.town import letter_counts, residents, write_letter

MENU = "What would you like to do?"
UNKNOWN_TOKEN = "4200000042:AAnobodyKnowsThisToken_0123456789abc"
SOON = 0.3
GIGANTIC = 30 * 1024 * 1024


async def test_a_broken_network_loses_nothing(lipa: Program) -> None:
    """A failed answer comes later; one whose fate nobody knows comes once more."""
    ann, ben, eve, zoe = residents(lipa, 4)
    for user, code, after in ((ann, 500, False), (ben, "reset", False), (eve, "reset", True)):
        lipa.api.fault(code, method="sendMessage", chat_id=user.id, after=after)
    lipa.api.fault("reset", method="getUpdates")
    lipa.api.fault(502, method="getUpdates")

    async with running(lipa):
        for user in (ann, ben, eve, zoe):
            user.say("/menu")
        for user in (zoe, eve, ann, ben, eve):
            assert MENU in seen(await user.next_message(20))
        await until(lambda: not lipa.waiting(), "all is recorded")

    assert [len(user.bubbles) for user in (ann, ben, eve, zoe)] == [1, 1, 2, 1]


async def test_whatever_people_send_is_answered_once(lipa: Program) -> None:
    """Odd, huge, repeated, swapped, from the future: one calm answer each."""
    people = residents(lipa, 9)
    sticker, huge, empty, long, future, wordless, again, *swapped = people
    async with running(lipa):
        sticker.send_sticker()
        huge.send_file("document", GIGANTIC, "film.mkv")
        empty.send({"text": ""})
        long.say("a" * 5000)
        future.send({"text": "/menu", "date": 2_000_000_000})
        wordless.send({"venue": {"location": {"latitude": 1.0, "longitude": 1.0}} | ADDRESS})
        lipa.api.poison()
        again.say("/menu")
        lipa.api.redeliver()
        with lipa.api.world.updates.swapped():
            for user in swapped:
                user.say("/menu")
        for user in people:
            await user.next_message(20)
        again.say("/menu")
        await again.next_message(20)
        await until(lambda: not lipa.waiting(), "all is recorded")

    assert [len(user.bubbles) for user in people] == [1, 1, 1, 1, 1, 1, 2, 1, 1]
    assert "Set aside" in lipa.words
    assert "Traceback" not in lipa.words


async def test_letters_find_out_who_is_gone_and_what_is_wrong(lipa: Program) -> None:
    """The unreachable are counted and come back; wrong content stops at the first person."""
    people = residents(lipa, 20)
    lipa.settings["LIPA_TELEGRAM_RATE"] = "25"
    for user in people[:3]:
        user.chat.state = State.BLOCKED
    async with running(lipa):
        first = write_letter(lipa.office, "First letter.")
        await until(lambda: not lipa.waiting(), "the first letter is out")
        assert letter_counts(lipa.office, first).unreachable == 3
        assert letter_counts(lipa.office, first).sent == 17

        people[0].unblock()
        people[0].say("/menu")
        await until(lambda: bool(people[0].bubbles), "who came back is answered")
        second = write_letter(lipa.office, "Second letter.")
        await until(lambda: not lipa.waiting(), "the second letter is out")
        assert letter_counts(lipa.office, second).sent == 18

        lipa.api.fault(400, 1000, containing="Third", description="Bad Request: can't parse it")
        third = write_letter(lipa.office, "Third letter.")
        await until(lambda: not lipa.waiting(), "the third letter is given up")
    counts = letter_counts(lipa.office, third)
    assert (counts.sent, counts.failed + counts.cancelled) == (0, 18)
    assert 1 <= counts.failed <= 4  # the first, and what was on its way with it


async def test_an_odd_refusal_of_one_phone_stops_no_letter(lipa: Program) -> None:
    """Whatever it says; all others get theirs."""
    people = residents(lipa, 6)
    lipa.api.fault(400, chat_id=people[2].id, description="USER_ID_INVALID")
    async with running(lipa):
        letter = write_letter(lipa.office, "A letter.")
        await until(lambda: not lipa.waiting(), "the letter is out")

    counts = letter_counts(lipa.office, letter)
    assert (counts.sent, counts.failed, counts.cancelled) == (5, 1, 0)


async def test_a_pause_is_obeyed_also_after_a_crash(lipa: Program) -> None:
    """When two chats heard it all are silent; answers wait, in the language they were in."""
    residents(lipa, 10)
    cilka = Newcomer(lipa.api, 1001, "sl")
    lipa.settings["LIPA_TELEGRAM_RATE"] = "25"
    lipa.api.fault(429, 2, method="sendMessage", retry_after=4)
    async with running(lipa):
        write_letter(lipa.office, "A letter.")
        await until(lambda: lipa.api.counters.get("fault 429") == 2, "it is asked to pause")
        asked = lipa.api.clock.now()
        await until(lambda: rows(lipa, "pauses") == 1, "the pause is known")
        assert "wants nothing" in (await page_of(lipa, "ready"))["channels"]["telegram"]["warning"]
        assert await ready(lipa) == 200
        before = len(lipa.api.sent)
        cilka.says("/start")
        await until(lambda: rows(lipa, "inbox") == 1, "she is heard")
        await lipa.kill()
    async with running(lipa):
        await until(lambda: not lipa.waiting(), "the letter is out")

    later = [call.at for call in lipa.api.sent][before:]
    assert len(later) == 11 - before
    assert min(later) >= asked + 4 - SOON
    await cilka.hears("🌐 Please choose your language.")


async def test_one_chat_that_is_limited_is_silent_alone_also_after_a_crash(lipa: Program) -> None:
    """The others get the letter meanwhile, and health is well."""
    residents(lipa, 10)
    lipa.settings["LIPA_TELEGRAM_RATE"] = "25"
    lipa.api.fault(429, method="sendMessage", retry_after=6)
    async with running(lipa):
        write_letter(lipa.office, "A letter.")
        await until(lambda: lipa.api.counters.get("fault 429") == 1, "one chat is limited")
        asked = lipa.api.clock.now()
        await until(lambda: len(lipa.api.sent) == 9 and not lipa.waiting(), "the others have it")
        assert await ready(lipa) == 200
        await lipa.kill()
    async with running(lipa):
        await until(lambda: len(lipa.api.sent) == 10, "the letter is out")

    assert rows(lipa, "pauses") == 0
    assert lipa.api.sent[8].at < asked + 6 - SOON
    assert lipa.api.sent[9].at >= asked + 6 - SOON


def rows(lipa: Program, table: str) -> int:
    """How many rows a table has."""
    with closing(sqlite3.connect(lipa.folder / "lipa.db")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


async def test_a_wrong_token_is_said_and_never_shown(lipa: Program) -> None:
    """`check` fails with a sentence; `run` waits, unready, until the token is right."""
    lipa.settings["LIPA_TELEGRAM_TOKEN"] = UNKNOWN_TOKEN
    checked, _ = await asyncio.gather(lipa.tell("check"), lipa.start(polls=False))
    await until(lambda: "refuses the token" in lipa.words, "the alarm is raised")

    assert checked.code == 1
    assert "Traceback" not in checked.out + checked.err + lipa.words
    assert await ready(lipa) == 503
    for secret in (UNKNOWN_TOKEN, UNKNOWN_TOKEN.partition(":")[2]):
        assert secret not in checked.out + checked.err + lipa.words
    assert await lipa.stop() == 0


async def test_operators_mistakes_end_in_one_sentence(lipa: Program, tmp_path: Path) -> None:
    """A second program, other or no keys, a newer database, a folder that cannot be written."""
    newer, locked = copied(lipa, tmp_path / "newer"), copied(lipa, tmp_path / "locked")
    with closing(sqlite3.connect(newer.folder / "lipa.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    (locked.folder / "lipa.db").chmod(0o444)
    locked.folder.chmod(0o555)
    file = lipa.write("letter.json", {"text": {"en": "A letter."}})
    with only_one(lipa.folder / "lipa.db"):
        told = await asyncio.gather(
            lipa.tell("run"),
            lipa.tell("event", "list", LIPA_SECRET_KEYS=new_key()),
            newer.tell("event", "list", LIPA_SECRET_KEYS=""),
            newer.tell("run"),
            locked.tell("announce", str(lipa.folder / file), before=as_anybody()),
        )
    locked.folder.chmod(0o700)

    assert [each.err for each in told if not each.is_one_sentence] == []
    for each, words in zip(told, SENTENCES, strict=True):
        assert words in each.err


def as_anybody() -> tuple[str, ...]:
    """Root may write everywhere; without that power a locked folder is locked for it, too."""
    if os.geteuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root cannot be locked out here")
    return ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")


def copied(lipa: Program, folder: Path) -> Program:
    """Another program, with a copy of the database."""
    database = {"LIPA_DATABASE_URL": f"sqlite:///{folder}/lipa.db"}
    other = Program(folder, lipa.api, **(lipa.settings | database))
    shutil.copy(lipa.folder / "lipa.db", other.folder / "lipa.db")
    return other


def test_ten_minutes_without_the_platform(tmp_path: Path) -> None:
    """All that is still of use arrives afterwards, in order, none of it twice, 429s or not."""
    world = World(tmp_path, Rates(25.0))
    people = [f"{number}" for number in range(30)]
    persons = world.invite(*people)
    world.channel.trouble = lambda _address, _text: (
        DeliveryError(Meaning.NETWORK, "down") if world.loop.time() < 600 else None
    )
    for person, address in zip(persons, people, strict=True):
        world.reply(person, address, "one", "two", leased=False)

    world.run(600)
    assert world.channel.sent == []
    world.run(90)

    assert all(world.channel.texts(address) == ["one", "two"] for address in people)
    world.close()


ADDRESS = {"title": "a", "address": "b"}
SENTENCES = (
    "runs already",
    "LIPA_SECRET_KEYS",
    "LIPA_SECRET_KEYS",
    "newer than this program",
    "read-only",
)
