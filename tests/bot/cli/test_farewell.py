"""`lipa farewell`: it says how a service would end, tells everybody, and only then erases."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.running import opening
from bot.running.lock import only_one
from bot.settings.settings import load
from domain.campaigns.campaign import SayFarewell
from domain.people.person import PersonId
from domain.rules import OPERATOR, RULES
from storage.store import Store
from tests.bot.lipa import Lipa, Printed
from tests.storage.database.postgres_for_tests import MakeUrl
from tests.storage.samples import NOW, an_event, person

WORDS = {"text": {"en": "We close. /forget erases all now.", "ar": "سنغلق. ‎/forget يمحو كل شيء."}}
COUNTED = ("people", "stopped", "unreachable", "untold", "events", "waiting", "told")


def write(act: Callable[[Store], object]) -> None:
    """Something in the database of this folder."""
    with closing(opening.open_store(load())) as store:
        act(store)


def populate(store: Store) -> None:
    """Anna reads English, Ben Arabic and wants no news, Celia said /stop, Dana blocked the bot."""
    anna, ben, celia, dana = (person(store, str(1001 + n)) for n in range(4))

    def settle(who: PersonId, language: str, stopped: bool = False) -> None:
        store.write(lambda tx: tx.people.set_language(who, language))
        store.write(lambda tx: tx.people.set_stopped(who, stopped=stopped, at=NOW))

    settle(anna, "en")
    settle(ben, "ar")
    settle(celia, "en", stopped=True)
    settle(dana, "en")
    store.write(lambda tx: tx.connection.exec_driver_sql(UNREACHABLE, (dana,)))


READERS = "SELECT people.language FROM outbox JOIN people ON people.id = outbox.person_id"
UNREACHABLE = "UPDATE addresses SET reachable = 0 WHERE person_id = ?"


def run_sql(lipa: Lipa, statement: str) -> list[tuple[object, ...]]:
    """Ask the file itself."""
    with closing(sqlite3.connect(lipa.folder / "var" / "lipa.db")) as database, database:
        return database.execute(statement).fetchall()


def farewell(lipa: Lipa, *words: str, typed: str = "") -> Printed:
    """The command, and what is typed when it asks."""
    return lipa("farewell", *words, "--json", stdin=typed)


@pytest.fixture
def town(lipa: Lipa) -> Lipa:
    """A service with people in it."""
    write(populate)
    run_sql(lipa, "UPDATE people SET seen_at = 1")  # long before anything here
    return lipa


@pytest.fixture
def told(town: Lipa) -> Lipa:
    """A service whose people were told, and nothing waits any more."""
    assert farewell(town, "--tell", town.file("announce.json", WORDS)).code == 0
    run_sql(town, "UPDATE outbox SET state = 'sent'")
    return town


def test_without_an_option_nothing_happens(town: Lipa) -> None:
    """It says how many people, what is open, what to export, which files."""
    write(an_event)
    before = run_sql(town, "SELECT * FROM people")

    planned = farewell(town)

    assert planned.code == 0
    assert {name: planned.document[name] for name in COUNTED} == {
        "people": 4,
        "stopped": 1,
        "unreachable": 1,
        "untold": 4,
        "events": 1,
        "waiting": 0,
        "told": None,
    }
    assert planned.document["languages"] == {"ar": 1, "en": 3}
    said = town("farewell").out
    assert said.startswith("Nothing happens now.\n4 people would be erased")
    assert "lipa farewell --tell" in said
    assert "var/lipa.db" in said
    assert run_sql(town, "SELECT * FROM people") == before
    assert run_sql(town, "SELECT * FROM outbox") == []


def test_exports_are_reminded_of(town: Lipa) -> None:
    """With the day of the last one, as the audit has it."""
    run_sql(
        town,
        "INSERT INTO responses (id, survey, version, language, day, key_wrapped, answers_sealed)"
        " VALUES (7, 'service_feedback', '1', 'en', '2026-11-01', x'01', x'01')",
    )
    assert "1 answers to service_feedback, never exported" in town("farewell").out
    run_sql(town, "DELETE FROM responses")
    town("export", "responses", "--survey", "service_feedback", "--output", "answers.csv")
    run_sql(
        town,
        "INSERT INTO responses (id, survey, version, language, day, key_wrapped, answers_sealed)"
        " VALUES (7, 'service_feedback', '1', 'en', '2026-11-01', x'01', x'01')",
    )

    assert "1 answers to service_feedback, last exported 20" in town("farewell").out


def test_everybody_who_can_be_reached_is_told_once(town: Lipa) -> None:
    """Also who wants no news; whoever said /stop is left in peace."""
    said = farewell(town, "--tell", town.file("announce.json", WORDS))

    assert said.document == {"campaign": "1", "recipients": 2}
    assert sorted(run_sql(town, READERS)) == [("ar",), ("en",)]
    again = farewell(town, "--tell", town.file("announce.json", WORDS))
    assert (again.code, again.error["message"]) == (
        1,
        "Everybody was told already: lipa campaign show 1.",
    )


@pytest.mark.parametrize(
    ("content", "field", "message"),
    [
        ({"text": {"en": "We close."}}, "text", "people here also read ar"),
        (WORDS | {"audience": {"languages": ["en"]}}, "audience", "for everybody"),
        ({"text": {}}, "text", ""),
    ],
)
def test_what_somebody_could_not_read_is_not_sent(
    town: Lipa, content: object, field: str, message: str
) -> None:
    """Everybody reads it in their language."""
    printed = farewell(town, "--tell", town.file("announce.json", content))

    assert (printed.code, printed.error["field"]) == (2, field)
    assert message in printed.error["message"]
    assert run_sql(town, "SELECT * FROM campaigns") == []


def an_event_waits(_lipa: Lipa) -> None:
    """One is to come."""
    write(an_event)


def a_message_waits(lipa: Lipa) -> None:
    """One was not sent."""
    run_sql(lipa, "UPDATE outbox SET state = 'waiting' WHERE id = 1")


def a_campaign_waits(lipa: Lipa) -> None:
    """One begins tomorrow."""
    lipa("announce", lipa.file("later.json", WORDS), "--at", "2099-01-01T10:00+01:00")


def nobody_was_told(lipa: Lipa) -> None:
    """The last announcement was stopped."""
    lipa("campaign", "stop", "1")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (an_event_waits, "1 events are to come"),
        (a_message_waits, "1 messages wait in the outbox"),
        (a_campaign_waits, "1 campaigns have not begun"),
        (nobody_was_told, "Nobody was told yet"),
    ],
)
def test_nothing_is_erased_that_somebody_waits_for(
    told: Lipa, harm: Callable[[Lipa], None], says: str
) -> None:
    """Whatever is typed."""
    harm(told)

    printed = farewell(told, "--erase", typed="erase 4 people\n")

    assert printed.code == 1
    assert says in printed.error["message"]
    assert run_sql(told, "SELECT count(*) FROM people") == [(4,)]


@pytest.mark.parametrize("typed", ["\n", "yes\n", "erase 3 people\n", "erase everything\n"])
def test_nothing_is_erased_without_the_right_words(told: Lipa, typed: str) -> None:
    """With how many people it is about."""
    printed = farewell(told, "--erase", typed=typed)

    assert printed.code == 1
    assert "Nothing was erased" in printed.err
    assert run_sql(told, "SELECT count(*) FROM people") == [(4,)]


def test_nothing_is_erased_beside_a_running_program(told: Lipa) -> None:
    """It would write to people who are gone."""
    with only_one(Path("var/lipa.db")):
        printed = farewell(told, "--erase", typed="erase 4 people\n")

    assert printed.code == 1
    assert "runs already" in printed.err
    assert run_sql(told, "SELECT count(*) FROM people") == [(4,)]


def test_everything_is_erased(told: Lipa) -> None:
    """Every row of every table; the journal stays, for backups that come back."""
    backup = (told.folder / "var" / "lipa.db").read_bytes()

    printed = farewell(told, "--erase", typed="erase 4 people\n")

    assert (printed.code, json.loads(printed.out)) == (0, {"erased": 4})
    tables = run_sql(told, "SELECT name FROM sqlite_master WHERE type = 'table'")
    names = {str(name) for [name] in tables} - {"alembic_version", "sqlite_sequence"}
    left = [run_sql(told, f"SELECT count(*) FROM {name}") for name in names]  # noqa: S608 - ours
    assert left == [[(0,)]] * len(names)
    assert len(names) > 20
    assert not (told.folder / "var" / "lipa.db.audit").exists()
    assert told("farewell").code == 1  # its keys are gone, too
    (told.folder / "var" / "lipa.db").write_bytes(backup)
    assert farewell(told).document["people"] == 0


def test_a_service_on_a_server_ends_in_the_same_steps(
    empty: Lipa, postgres_url: MakeUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a process does its jobs, it is not erased beside it."""
    monkeypatch.setenv("LIPA_DATABASE_URL", postgres_url(migrated=False))
    assert empty("setup").code == 0
    write(lambda store: store.write(lambda tx: tx.people.set_language(person(store), "en")))
    assert farewell(empty, "--tell", empty.file("announce.json", WORDS)).code == 0
    sent = "UPDATE outbox SET state = 'sent'"
    write(lambda store: store.write(lambda tx: tx.connection.exec_driver_sql(sent)))

    with closing(opening.open_store(load())) as running:
        assert running.lead("jobs") is not None
        refused = farewell(empty, "--erase", typed="erase 1 people\n")
    erased = farewell(empty, "--erase", typed="erase 1 people\n")

    assert (refused.code, "stop every process first" in refused.err) == (1, True)
    assert (erased.code, erased.document) == (0, {"erased": 1})
    assert "lost its keys" in farewell(empty).err


def test_telling_and_erasing_are_two_steps(town: Lipa) -> None:
    """Nobody could read what is erased with them."""
    printed = farewell(town, "--tell", town.file("announce.json", WORDS), "--erase")

    assert (printed.code, printed.error["field"]) == (2, "erase")


def test_a_last_announcement_is_the_operators_alone() -> None:
    """No conversation can end the service."""
    assert RULES[SayFarewell].who == OPERATOR
