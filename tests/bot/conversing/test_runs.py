"""Many messages of one person in one transaction come to what they come to one by one."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import LargeBinary, select

from bot.conversing.rounds import MOST_OF_ONE
from domain.people.person import PersonId
from domain.speech.languages import Intent
from domain.speech.messages import Incoming, Kind, Prompt
from domain.work import Desk
from flows.engine.engine import CALM
from flows.engine.kit import Ask, Flow, Step, never
from flows.engine.registry import Entry, Registry
from storage.database.columns import metadata
from storage.outbox.leasing import content_place
from storage.outbox.tables import outbox
from storage.people.tables import addresses, people
from storage.store import Transaction
from tests.bot.conversing.chatting import Chat, Tray
from tests.bot.conversing.on_signal import ben_on_signal, remind
from tests.storage.database.postgres_for_tests import MakeUrl
from tests.storage.samples import DAY, NOW, an_event, new_event, some_slots

# Each example is two conversations of two people in databases of their own.
MANY = 10 if (usual := settings().max_examples) < 100 else usual
BEN, STRANGER = "1001", "2002"
DRAWN = re.compile(r"\d{4} \d{3} \d{3}|\b\d{5,9}\b|\b(?!179)\d{10}\b|\b\d{14,}\b")  # by chance
CODE = re.compile(r"\d{4} \d{3} \d{3}")
Said = tuple[str, Kind, str]  # by whom, of which kind, what

COMMANDS = (
    "/start", "/menu", "/legal", "/events", "/appointments", "/survey", "/stop", "/forget", "/link",
    "/mydata", "/privacy", "/hide", "/language", "/message", "/help", "/desk", "/back", "/cancel",
)  # fmt: skip
WORDS = (
    "1", "2", "3", "4", "5", "0", "yes", "no", "العربية", "stop", "thanks", "blah", "16", "👍",
    "I am in danger", "somebody hit me", "a lawyer, please", "Everything in a file", "cancel",
)  # fmt: skip
FACTS = (Kind.LEFT, Kind.RETURNED, Kind.TIMER, Kind.CHANGED)
BY = st.sampled_from([BEN, BEN, BEN, STRANGER])
SAID = st.one_of(
    st.tuples(BY, st.just(Kind.WORDS), st.sampled_from(COMMANDS)),
    st.tuples(BY, st.just(Kind.WORDS), st.sampled_from(WORDS)),
    st.tuples(BY, st.just(Kind.PRESS), st.sampled_from(["o:0", "o:1", "1:0"])),
    st.tuples(BY, st.just(Kind.REACTION), st.sampled_from(["👍", "2", "x"])),
    st.tuples(BY, st.just(Kind.EDITED), st.sampled_from(["yes", "2"])),
    st.tuples(BY, st.sampled_from(FACTS), st.just("3600")),
)


def words(*said: str) -> list[Said]:
    """Ben writes all that."""
    return [(BEN, Kind.WORDS, each) for each in said]


BOOKING = words("/legal", "1", "1", "1", "1", "/appointments", "1", "2", "yes", "/legal", "2", "1")
COMING = words("/events", "1", "1", "2", "1", "/events", "1", "3", "1", "/mydata", "4", "1", "2")
GOING = words("blah", "/forget", "yes", "hello", "/start", "English", "/stop", "stop", "/menu")
DANGER = words("/message", "1", "I am in danger", "he hits me", "1", "yes", "/menu", "/privacy")
PHONES = words("/link", "1", "/menu", "/link", "1", "/hide", "/hide", "yes", "/back", "/cancel")
MINE = words("/legal", "1", "/mydata", "📎 All of it as a file", "2", "/mydata", "6", "2")
ASKED = [(BEN, Kind.PRESS, "o:0"), *words("yes", "yes", "1", "no"), (BEN, Kind.REACTION, "👍")]
TOLD = [*words("/menu"), (BEN, Kind.CHANGED, ""), *words("1"), (BEN, Kind.LEFT, ""), *words("2")]
NOBODY = [
    (STRANGER, Kind.REACTION, "👍"),
    (STRANGER, Kind.WORDS, "hello"),
    (STRANGER, Kind.REACTION, "👍"),
    *words("/stop"),
    (STRANGER, Kind.WORDS, "English"),
    (STRANGER, Kind.WORDS, "1"),
]


@dataclass(frozen=True)
class Blank:
    """A draft without fields."""


@contextmanager
def home(url: str = "") -> Iterator[tuple[Chat, int]]:
    """Ben has said yes to everything, and there is much to choose; the row of his reminder."""
    with TemporaryDirectory() as folder:
        for chat in ben_on_signal(Path(folder), url):
            remind(chat, "900")
            some_slots(chat.store, 3, NOW + 4 * DAY)
            an_event(chat.store, new_event(seats=2, starts=NOW + 5 * DAY))
            [row] = chat.store.read(lambda tx: tx.connection.scalars(select(outbox.c.id)).all())
            yield chat, row


def messages(chat: Chat, row: int, said: Sequence[Said]) -> list[Incoming]:
    """As they arrive."""
    found = []
    for by, kind, what in said:
        pressed = what.replace("o:", f"o{row}:") if kind is Kind.PRESS else ""
        quoted = "900" if kind is Kind.REACTION else f"k{chat.written}" * (kind is Kind.EDITED)
        message = chat.message(what * (not pressed), pressed, quoted, kind)
        found.append(replace(message, address=by))
    return found


def came_to(said: Sequence[Said], *, together: bool, url: str = "") -> Any:
    """What is kept in the end, and what was left to be sent."""
    with home(url) as (chat, row):
        all_of_it = messages(chat, row, said)
        for batch in [all_of_it] if together else [[each] for each in all_of_it]:
            asyncio.run(chat.handle(*batch))
        return chat.store.read(everything)


def everything(tx: Transaction) -> Any:
    """All rows, opened where they are about somebody."""
    rows = {t.name: _rows(tx, t) for t in metadata.sorted_tables if t.name != "outbox"}
    persons = tx.connection.scalars(select(addresses.c.person_id)).all()
    theirs = [(_opened(tx, each), _left(tx, each)) for each in persons]
    return rows, sorted(theirs, key=str), _left(tx, None)


def _rows(tx: Transaction, table: Any) -> list[str]:
    plain = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    return sorted(_said(list(row)) for row in tx.connection.execute(select(*plain)))


def _opened(tx: Transaction, person: PersonId) -> dict[str, list[str]]:
    found = tx.lives.everything(person)
    return {name: sorted(map(_said, rows)) for name, rows in found.items() if name != "outbox"}


def _left(tx: Transaction, person: PersonId | None) -> list[str]:
    """Everything that leaves for them, in order."""
    columns = [c for c in outbox.c if c.name not in ("id", "person_id") and "sealed" not in c.name]
    chosen = select(outbox.c.id, outbox.c.content_sealed, *columns).order_by(outbox.c.id)
    found = tx.connection.execute(chosen.where(outbox.c.person_id == person)).all()
    return [_said((_content(tx, person, row), row[2:])) for row in found]


def _content(tx: Transaction, person: PersonId | None, row: Any) -> bytes | None:
    if person is None or row.content_sealed is None:
        return None
    wrapped = tx.connection.scalar(select(people.c.key_wrapped).where(people.c.id == person))
    assert wrapped is not None
    tx.keys.put(person, wrapped)
    return tx.keys.open(person, content_place(row.id), row.content_sealed)


def _said(row: object) -> str:
    """Without what is drawn by chance."""
    return DRAWN.sub("#", str(row))


@pytest.mark.parametrize(
    "said", [BOOKING, COMING, GOING, DANGER, PHONES, MINE, ASKED, TOLD, NOBODY]
)
def test_a_conversation_in_one_batch(said: list[Said]) -> None:
    """Booking, coming, forgetting, danger, phones, questions from outside, facts, strangers."""
    assert came_to(said, together=True) == came_to(said, together=False)


def test_a_long_conversation_on_a_server(postgres_url: MakeUrl) -> None:
    """All of these one after the other, on PostgreSQL; more than go into one round."""
    said = [*BOOKING, *COMING, *DANGER, *PHONES, *MINE, *ASKED, *TOLD, *NOBODY, *GOING]

    ends = [came_to(said, together=each, url=postgres_url()) for each in (True, False)]

    assert ends[0] == ends[1]


@pytest.mark.hypothesis
@settings(max_examples=MANY)
@given(st.lists(SAID, max_size=MOST_OF_ONE))
def test_anything_in_one_batch(said: list[Said]) -> None:
    """It is kept, and said, as if they had waited for each answer."""
    assert came_to(said, together=True) == came_to(said, together=False)


async def test_what_follows_a_failure_waits_for_its_tries() -> None:
    """It is set aside alone, and everything is answered in order."""
    with home() as (chat, _row):
        chat.registry = broken(chat.registry)
        await chat.handle(*messages(chat, 0, words("/language", "/events", "/language", "1")))

        said = [row.say.text for row in chat.tray.rows if row.say is not None]

    assert [text for text in said if text == CALM] == [CALM]
    assert said.index(CALM) == 1
    assert len(said) == 4


@pytest.mark.parametrize("joins", ["yes", "no"])
async def test_words_behind_the_joining_of_a_phone(joins: str) -> None:
    """They are those of whoever the phone belongs to then."""
    ends = []
    for together in (True, False):
        with home() as (signal, _row):
            phone = replace(signal, channel="telegram", tray=Tray(signal.store), written=500)
            await signal("/link")
            code = CODE.findall((await signal("1")).text)[0]
            all_of_it = [phone.message(each) for each in (f"/link {code}", joins, "/events", "1")]
            for batch in [all_of_it] if together else [[each] for each in all_of_it]:
                await phone.handle(*batch)
            ends.append(signal.store.read(everything))

    assert ends[0] == ends[1]


def broken(registry: Registry) -> Registry:
    """Nobody can be told of events."""

    def ask(_draft: Blank, _desk: Desk) -> Ask:
        raise RuntimeError("a word of theirs")

    flow = Flow("broken", Blank, {"way": Step(ask, never)})
    entry = Entry(Prompt("broken", "", {}))
    flows = {**registry.flows, "broken": flow}
    return replace(registry, flows=flows, entries={**registry.entries, Intent.EVENTS: entry})
