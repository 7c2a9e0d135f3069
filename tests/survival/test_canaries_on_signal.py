"""Nothing that people on Signal write or are is in any log, nor readable in any file; then gone.

Every field of an event that a person can fill has a string in it that was never heard before.
"""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

import tests
from tests.platforms.signal import Bubble, File, Person, SignalCli
from tests.platforms.signal.reading import plain
from tests.platforms.telegram import BotApi
from tests.survival.canaries import FAREWELL, every_byte, found, sealed
from tests.survival.canaries import Canary as TelegramCanary
from tests.survival.lipa_process import LIVELY, Program, running, until
from tests.survival.newcomers import PATIENCE, UNSEEN, said
from tests.survival.test_canaries import is_forgotten as forgets_on_telegram
from tests.survival.test_canaries import is_welcomed, leaves_a_message
from tests.survival.test_joining_killed import CODE
from tests.survival.town import FOOTBALL, prepare_town

ROOT = str(Path(tests.__file__).parent.parent)
CLUMSY = (sys.executable, "-m", "tests.survival.clumsy")
NUMBER = "+447700900739"
CALM = "Sorry, something went wrong on our side. Please try again."
MOST_TRIES = 12


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program on Signal, which logs all it can; not running yet."""
    loud = {"LIPA_LOG_LEVEL": "debug", "PYTHONPATH": ROOT}
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY, **loud).prepare()
        prepare_town(program)
        yield program


class Canary:
    """Sings into everything that Signal carries. `sung` are all its strings."""

    def __init__(self, signal: SignalCli) -> None:
        self._random = Random(NUMBER)
        self.sung = [NUMBER]
        self.person: Person = signal.person(739126480, self.sing(), NUMBER)
        self.sung.append(self.person.uuid)

    def sing(self) -> str:
        """A string that was never heard before."""
        self.sung.append(f"kanarcek{self._random.getrandbits(64):016x}")
        return self.sung[-1]

    async def asks(self, words: str) -> Bubble:
        """Write, and hear the answer; once more when something went wrong on their side."""
        for _try in range(MOST_TRIES):
            self.person.say(words)
            bubble = await self.hears()
            if said(CALM, "en") not in bubble.text:
                return bubble
        raise AssertionError("something goes wrong again and again")

    async def hears(self) -> Bubble:
        """The next message that asks something, or is the last one."""
        try:
            while True:
                bubble = await self.person.next_message(PATIENCE)
                ends = any(said(words, "en") in plain(bubble.text) for words in (CALM, FAREWELL))
                if bubble.choices or ends or "•" in bubble.text:
                    return bubble
        except TimeoutError:
            raise AssertionError(self.person.transcript[-4:]) from None

    async def goes_through(self, *labels: str) -> Bubble:
        """At each question mumble first, then write the number of this answer."""
        for label in labels:
            await self.asks(self.sing())
            _bubble, choice = self.person.choice(label)
            bubble = await self.asks(choice.number)
        return bubble


async def test_the_forgotten_on_signal_are_gone(lipa: Program) -> None:
    """Strings that were never heard before go in everywhere; what is kept of them is destroyed."""
    async with running(lipa):
        canary = Canary(on_signal(lipa))
        await shows_everything(canary)
        await canary.asks("1")
        secrets = sealed(lipa.folder / "lipa.db")
        nothing_is_found(canary, lipa)

        await is_forgotten(canary, lipa)
        assert await lipa.stop() == 0

    kept = every_byte(lipa.folder)
    nothing_is_found(canary, lipa)
    assert [each for each in secrets if each in kept] == []
    assert len(canary.sung) >= 20


async def test_nobody_on_signal_can_be_read_when_everything_goes_wrong(lipa: Program) -> None:
    """Every handler fails the first time it is called, quoting all it was given."""
    lipa.command = CLUMSY
    async with running(lipa):
        canary = Canary(on_signal(lipa))
        await shows_everything(canary)
        await canary.goes_through("English")
        await canary.asks("/events")
        await canary.goes_through(FOOTBALL["en"], "I'm coming", "Yes")
        assert await lipa.stop() == 0

    nothing_is_found(canary, lipa)
    assert "ClumsyError" in lipa.words


async def test_the_forgotten_on_two_phones_are_gone(lipa: Program) -> None:
    """Joined by a code that no file remembers; each phone is emptied, and then all of it."""
    async with running(lipa):
        first, second = TelegramCanary(lipa.api), Canary(on_signal(lipa))
        await first.asks("/start")
        await is_welcomed(first)
        await leaves_a_message(first)
        await first.asks("/link")
        code = CODE.search((await first.chooses("Show a code")).text.translate(UNSEEN))
        assert code is not None
        digits = code[1].replace(" ", "").strip()
        await second.asks(f"/link {digits}")
        joined = await second.asks("1")
        assert "This phone is now joined" in plain(joined.text)
        await second.asks("/message")
        await second.asks("1")
        await second.asks(second.sing())
        secrets = sealed(lipa.folder / "lipa.db")
        sung = [*first.sung, *second.sung, digits]
        assert found(sung, every_byte(lipa.folder), lipa.words.encode()) == []

        await is_forgotten(second, lipa)
        await forgets_on_telegram(first, lipa)
        assert await lipa.stop() == 0

    kept = every_byte(lipa.folder)
    assert found(sung, kept, lipa.words.encode()) == []
    assert [each for each in secrets if each in kept] == []


def nothing_is_found(canary: Canary, lipa: Program) -> None:
    """Not in a file, not in the log."""
    assert found(canary.sung, every_byte(lipa.folder), lipa.words.encode()) == []


def on_signal(lipa: Program) -> SignalCli:
    """The Signal that it talks on."""
    assert lipa.signal_cli is not None
    return lipa.signal_cli


async def shows_everything(canary: Canary) -> None:
    """Text, quote, edit, caption, file name, group, and whatever else there is."""
    person, sing = canary.person, canary.sing
    bubble = await canary.asks(f"/start {sing()}")
    person.quote(bubble, sing())
    await canary.hears()
    stamp = person.say(sing())
    await canary.hears()
    person.edit(stamp, sing())
    await canary.hears()
    person.delete(stamp)
    person.send(File("image/jpeg", b"picture", f"{sing()}.jpg", sing()), sing())
    await canary.hears()
    person.send_file(f"{sing()}.pdf", sing().encode(), sing())
    await canary.hears()
    person.send_voice()
    await canary.hears()
    person.react(bubble, sing())
    person.say_in_group(sing(), name=sing())
    person.say(sing(), mentions=[{"uuid": person.uuid, "name": sing(), "start": 0, "length": 1}])
    await canary.hears()
    person.say(sing(), contacts=[{"name": {"display": sing()}, "phone": [{"value": NUMBER}]}])
    await canary.hears()


async def is_forgotten(canary: Canary, lipa: Program) -> None:
    """Asked once more, then everything goes, here and on the phone."""
    await canary.asks("/forget")
    await until(lambda: not lipa.waiting(), "what was sent is recorded")
    _bubble, choice = canary.person.choice("Yes, erase everything")
    farewell = await canary.asks(choice.number)
    assert said(FAREWELL, "en") in plain(farewell.text)
    await until(lambda: not lipa.waiting(), "the farewell is recorded")
    assert canary.person.bubbles == [farewell]
