"""What a coordinator does at the command line while the program runs."""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.clock import system_clock
from bot.office.office import Office
from console.documents.files import read_event, read_slots
from domain.campaigns.campaign import Announce, CampaignId, Counts, Missing
from domain.events.rsvp import Come
from domain.people.audience import Audience
from domain.people.person import Purpose
from domain.rules import perform
from domain.speech.text import Content
from storage.store import Transaction
from tests.platforms.telegram import State, User
from tests.storage.workbooks.books import CHOICES, SETTINGS, SURVEY, book
from tests.survival.lipa_process import PATIENCE, Program

Json = dict[str, Any]
FOOTBALL = {"en": "Football on Sunday", "sl": "Nogomet v nedeljo", "ar": "كرة القدم يوم الأحد"}
PICNIC = "Gathering 0"
COUNTS = (
    "waiting",
    "sent",
    "failed",
    "unreachable",
    "uncertain",
    "skipped",
    "expired",
    "cancelled",
)


def hour(days: int, hours: int = 0) -> datetime:
    """A full hour some days from now."""
    now = system_clock().replace(minute=0, second=0, microsecond=0)
    return now + timedelta(days=days, hours=hours)


def football() -> Json:
    """An event in three days, with a car from the main gate."""
    leaves = hour(3, -1).isoformat()
    return {
        "title": FOOTBALL,
        "place": {"en": "Livada school"},
        "starts": hour(3).isoformat(),
        "capacity": 20,
        "transport": {"seats": 8, "from": {"en": "Main gate"}, "leaves": leaves},
    }


def times(many: int = 2) -> Json:
    """Times of an adviser who speaks English, in two days, an hour each."""
    slots = [{"starts": hour(2, more).isoformat(), "minutes": 45} for more in range(many)]
    return {
        "adviser": "Ana",
        "languages": ["en"],
        "topics": ["interview"],
        "place": {"en": "Poljanska 12"},
        "slots": slots,
    }


def prepare_town(lipa: Program) -> None:
    """Football and two times for advice, without the command line, which takes a while."""
    office = lipa.office
    event, slots = json.dumps(football()).encode(), json.dumps(times()).encode()
    office.perform(read_event(event, office.now, office.settings.time_zone))
    office.perform(read_slots(slots, office.now, office.settings.time_zone))


def residents(lipa: Program, many: int, first: int = 50_000) -> list[User]:
    """People who have been here for long, said yes to everything, and only read."""
    numbers, now = range(first, first + many), lipa.office.now

    def act(tx: Transaction) -> None:
        for known in tx.conversations.of([("telegram", str(each)) for each in numbers], now):
            tx.people.set_language(known.person.id, "en")
            for purpose in Purpose:
                tx.people.set_consent(known.person.id, purpose, given=True, at=now)

    lipa.office.store.write(act)
    return [lipa.api.user(number, state=State.OPEN) for number in numbers]


def picnic(lipa: Program, guests: Sequence[User], seconds: float) -> None:
    """All of them come to something tomorrow, of which they are reminded in so many seconds.

    All say so in one instant: on a slow machine the last ones would be too late for a reminder.
    """
    office, now = lipa.office, lipa.office.now
    starts = now + timedelta(days=1, seconds=seconds)
    event = football() | {"title": {"en": PICNIC}, "starts": starts.isoformat()}
    del event["transport"], event["capacity"]
    add = read_event(json.dumps(event).encode(), now, office.settings.time_zone)
    number = office.perform(add)

    def act(tx: Transaction) -> None:
        for known in tx.conversations.of([("telegram", str(g.id)) for g in guests], now):
            perform(Come(number, 1, lift=False), tx.work(known.person.id, now))

    office.store.write(act)


def write_letter(office: Office, words: str, later: float = 0, **more: str) -> CampaignId:
    """Tell everybody something, now or so many seconds later; the campaign."""
    due = office.now + timedelta(seconds=later)
    letter = Announce(Content({"en": words, **more}), Audience(), Missing.FALLBACK, due, again=True)
    campaign = office.perform(letter)
    assert campaign is not None
    return campaign


def letter_counts(office: Office, campaign: CampaignId) -> Counts:
    """Where a letter's messages are."""
    found = office.read(lambda tx: tx.campaigns.show(campaign))
    assert found is not None
    assert found.counts.recipients == found.recipients
    return found.counts


async def add_event(lipa: Program) -> str:
    """Football; its id."""
    file = lipa.write("event.json", football())
    return str((await lipa.tell("event", "add", file, "--json")).json["id"])


async def add_advice(lipa: Program) -> list[str]:
    """Two times for advice; their ids."""
    file = lipa.write("slots.json", times())
    return list((await lipa.tell("slots", "add", file, "--json")).json["ids"])


async def add_survey(lipa: Program) -> str:
    """A short survey from a workbook; its id."""
    workbook = book(survey=SURVEY, choices=CHOICES, settings=SETTINGS)
    (lipa.folder / "party.xlsx").write_bytes(workbook)
    return str((await lipa.tell("survey", "add", "party.xlsx", "--json")).json["id"])


async def counts(lipa: Program, campaign: str) -> dict[str, int]:
    """How many of a campaign's messages came to what, without the zeros.

    A message is on the phone a moment before it is noted as sent: whatever waits is waited for.
    """
    async with asyncio.timeout(PATIENCE):
        while (shown := (await lipa.tell("campaign", "show", campaign, "--json")).json)["waiting"]:
            pass
    assert sum(shown[name] for name in COUNTS) == shown["recipients"]
    return {name: shown[name] for name in COUNTS if shown[name]}


async def export(lipa: Program, *what: str) -> list[dict[str, Any]]:
    """The rows of an export."""
    file = f"{what[0]}.json"
    told = await lipa.tell("export", *what, "--format", "json", "--output", file)
    assert told.code == 0, told.err
    return list(json.loads((lipa.folder / file).read_text()))
