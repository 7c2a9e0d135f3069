"""A coordinator's week in chat, over real HTTP, with the real program: from the invitation to the
desk until guests have heard what is different; and a phone with new keys on Signal.
"""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.survival.canaries import every_byte, found
from tests.survival.lipa_process import LIVELY, Program, running
from tests.survival.newcomers import Newcomer, hears_on_signal, seen

NAME = "kanarcek Maja"
ROLE = "Your role here: {role}. What would you like to do?"
DESK = "🗂 Desk"
NUMBER = "482719"
CHOOSE = "Write a number that you can remember: 4 to 8 digits. Then delete your message here."
AGAIN = "Please write the same number once more."


@pytest.fixture
async def lipa(tmp_path: Path) -> AsyncIterator[Program]:
    """The program on both channels, which logs all it can."""
    loud = {"LIPA_LOG_LEVEL": "debug"}
    async with BotApi() as api, SignalCli() as signal:
        program = Program(tmp_path / "lipa", api, signal, **LIVELY, **loud).prepare()
        async with running(program):
            yield program
        assert api.violations == []


async def invited(lipa: Program, role: str) -> str:
    """An invitation, as the operator copies it from the command line."""
    told = await lipa.tell("staff", "add", NAME, "--role", role, "--json")
    invite: str = told.json["invite"]
    return invite


async def test_a_coordinator_plans_and_guests_hear_of_it(lipa: Program) -> None:
    """Everything from two phones; what the coordinator is called stands in no byte."""
    maja, ben = Newcomer(lipa.api, 3001, "en"), Newcomer(lipa.api, 3002, "en")
    invite = await invited(lipa, "coordinator")
    await asyncio.gather(comes_to_the_desk(maja, invite), ben.arrives("English"))

    await adds_a_picnic(maja)
    await invites(maja)
    await says_that_he_comes(ben)
    await moves_it(maja)
    heard = await ben.hears("🔔 Something has changed.", "I can't come")
    assert "16:30" in seen(heard)
    ben.presses("I can't come", heard)
    await ben.hears("Thank you for telling us. Your place is free for others now.")
    await writes_to_everybody(maja)
    await ben.hears("Tea at five.")
    await looks_are_noted(maja, lipa)
    number = await asks_the_team(ben)
    await answers_him(maja)
    await ben.hears(f"🔔 There is an answer to your message {number}.", "In the library.")
    await is_in_danger(ben, maja, lipa)

    kept = every_byte(lipa.folder)
    assert found([NAME, invite, NUMBER], kept, lipa.words.encode()) == []


async def comes_to_the_desk(maja: Newcomer, invite: str) -> None:
    """Through the welcome, without a yes to anything, to where the link leads."""
    await maja.arrives("English", code=invite, takes_part=False)
    await maja.hears("You are invited to work at the desk with this phone. Is it yours alone?")
    maja.presses("Yes")
    for words in (CHOOSE, AGAIN):
        await maja.hears(words)
        maja.says(NUMBER)
    await maja.hears(DESK)


async def adds_a_picnic(maja: Newcomer) -> None:
    """In seven short answers."""
    maja.presses("🗓 Plan events")
    await maja.hears("Which event?")
    maja.presses("➕ A new event")
    await maja.hears("In which language do you write?")
    maja.presses("English")
    for question, answer in (
        ("What is the event called, in this language: ", "Picnic"),
        ("On which day? For example: 6 December", "tomorrow"),
        ("At what time does it begin? For example: 15:00", "15:00"),
        ("At what time does it end? For example: 17:00", "17:00"),
        ("Write the place as everybody can find it.", "Tivoli"),
        ("How many people can come? Write a number.", "20"),
    ):
        bubble = await maja.user.next_message()
        assert question in seen(bubble)
        maja.says(answer)
    await maja.hears("👉 Picnic", "20 places are left.")
    maja.presses("Add it")
    await maja.hears("Picnic", "0 people come.")


async def invites(maja: Newcomer) -> None:
    """The number of people stands on the button."""
    maja.presses("📣 Invite people")
    await maja.hears("1 person will be invited now.")
    maja.presses("Invite 1 person")
    await maja.hears("The invitations are on their way.", "📣 Sent: 0 of 1")
    maja.presses("🗂 Desk")
    await maja.hears(DESK)
    maja.presses("🗓 Plan events")
    await maja.hears("Which event?")
    maja.presses("Picnic")
    await maja.hears("Picnic")


async def says_that_he_comes(ben: Newcomer) -> None:
    """By the button of the invitation."""
    await ben.hears("Picnic", "I'm coming")
    ben.presses("I'm coming")
    await ben.hears("See you there!")


async def moves_it(maja: Newcomer) -> None:
    """By an hour and a half."""
    maja.presses("🕒 Another time")
    await maja.hears("On which day? For example: 6 December")
    maja.says("tomorrow")
    await maja.hears("At what time does it begin? For example: 15:00")
    maja.says("16:30")
    await maja.hears("1 person who comes will be told now.")
    maja.presses("Yes, change it")
    await maja.hears("It is changed. Everybody who comes is being told.")
    await maja.hears("Picnic")


async def writes_to_everybody(maja: Newcomer) -> None:
    """And watches it arrive."""
    maja.says("/desk")
    await maja.hears(DESK)
    maja.presses("📣 Tell everybody something")
    await maja.hears("In which language do you write?")
    maja.presses("English")
    await maja.hears("Write what you want to tell, in this language: ")
    maja.says("Tea at five.")
    await maja.hears("Go on")
    maja.presses("Go on")
    await maja.hears("Who is it for?")
    maja.presses("Everybody")
    await maja.hears("1 person will get this message now.")
    maja.presses("Send it to 1 person")
    await maja.hears("📣 Sent: ")


async def asks_the_team(ben: Newcomer) -> str:
    """From the menu; the number of his message."""
    ben.says("/menu")
    await ben.hears("What would you like to do?")
    ben.presses("✉ Write to us")
    await ben.hears("What do you want to write about?")
    ben.presses("a question or a wish")
    await ben.hears("Write it here, in any language.")
    ben.says("Where can I learn Slovene?")
    heard = await ben.hears("We answer by ")
    [number] = re.findall(r"\d{6}", seen(heard))
    return str(number)


async def is_in_danger(ben: Newcomer, maja: Newcomer, lipa: Program) -> None:
    """Nobody reads it until the operator has named somebody, who then hears of it at once."""
    for named in (False, True):
        ben.says("/message")
        ben.presses("✍ Write a new message", await ben.hears("Your messages to us:"))
        await ben.hears("What do you want to write about?")
        ben.presses("somebody is hurt or in danger")
        if named:
            break
        await ben.hears("At the moment nobody here may read such a message.", "112")
        assert (await lipa.tell("staff", "entrust", "1", "focal")).code == 0
    await ben.hears("You do not have to tell anything.", "112")
    ben.presses("🤝 Please write to me")
    await ben.hears("Your message has the number")
    await maja.hears("🔔 Something waits for you alone. Please open /desk now.")


async def answers_him(maja: Newcomer) -> None:
    """From the list, in her own words."""
    maja.says("/desk")
    await maja.hears(DESK)
    maja.presses("✉ Messages")
    await maja.hears("Messages, the oldest first:")
    maja.says("1")
    await maja.hears("Where can I learn Slovene?")
    await maja.hears("✍ Answer")
    maja.presses("✍ Answer")
    await maja.hears("Write the answer. It is sent as you write it.")
    maja.says("In the library.")
    await maja.hears("The answer is on its way.")


async def looks_are_noted(maja: Newcomer, lipa: Program) -> None:
    """Her invitation, one look at a day, and this reading; the audit is whole."""
    maja.says("/desk")
    await maja.hears(DESK)
    maja.presses("📆 Tomorrow")
    await maja.hears("Nothing is booked.")
    await maja.hears(DESK)
    rows = (await lipa.tell("audit", "list", "--json")).json
    assert [(each["who"], each["view"], each["why"]) for each in rows] == [
        ("command line", "staff", "added"),
        (NAME, "staff", "linked"),
        (NAME, "appointments", "desk"),
        ("command line", "audit", "list"),
    ]
    checks = (await lipa.tell("check", "--json")).json["checks"]
    assert [each["state"] for each in checks if each["name"] == "audit"] == ["well"]


async def test_new_keys_on_signal_close_the_desk(lipa: Program) -> None:
    """Until the operator has confirmed that it is still her."""
    signal = lipa.signal_cli
    assert signal is not None
    maja = signal.person(name="Maja")
    invite = await invited(lipa, "admin")
    maja.say(f"/start {invite}")
    await hears_on_signal(maja, "English")
    maja.answer("English")
    await hears_on_signal(maja, "Is it yours alone?")
    maja.answer("Yes")
    for words in (CHOOSE, AGAIN):
        await hears_on_signal(maja, words)
        maja.say(NUMBER)
    await hears_on_signal(maja, "Your role here: administrator.")

    maja.change_phone()
    maja.say("/desk")
    await hears_on_signal(maja, "Please ask an administrator to confirm that it is you.")
    [listed] = (await lipa.tell("staff", "list", "--json")).json
    assert listed["state"] == "to be confirmed"
    assert (await lipa.tell("staff", "confirm", listed["id"])).code == 0
    maja.say("/desk")
    await hears_on_signal(maja, "Your role here: administrator.")
    with closing(sqlite3.connect(lipa.folder / "lipa.db")) as database:
        assert database.execute("SELECT changed_at FROM addresses").fetchall() == [(None,)]
