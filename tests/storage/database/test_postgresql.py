"""What is about a server: lost connections, refusals, limits, what is wrong with it."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import func, select, text

from domain.people.person import PersonId
from storage.database import postgresql, refusals, sessions
from storage.database.refusals import StorageError, explain
from storage.people.tables import people
from storage.sealing.crypto import Keyring
from storage.server import problems
from storage.store import Store, Transaction
from tests.storage.database.postgres_for_tests import MakeUrl, Server, cut_off
from tests.storage.samples import NOW, ZONE, person

SOON = 5.0  # seconds in which a thread must have noticed


def count(store: Store) -> int:
    """How many people there are."""
    counted = select(func.count()).select_from(people)
    return store.read(lambda tx: tx.connection.scalar(counted) or 0)


def test_lost_connections_are_replaced(postgres_store: Store, migrated_postgres: str) -> None:
    """All of the pool, writers and readers, without anybody noticing."""
    assert count(postgres_store) == 0
    person(postgres_store)

    cut_off(migrated_postgres)

    assert person(postgres_store, "1002")
    assert count(postgres_store) == 2


def test_a_connection_lost_in_the_middle_runs_the_act_again(
    postgres_store: Store, migrated_postgres: str
) -> None:
    """Nothing of the first time is left."""
    times: list[int] = []

    def act(tx: Transaction) -> None:
        tx.conversations.of([("telegram", str(len(times)))], NOW)
        times.append(1)
        if len(times) == 1:
            cut_off(migrated_postgres)
        tx.conversations.of([("telegram", "always")], NOW)

    postgres_store.write(act)

    assert (len(times), count(postgres_store)) == (2, 2)


def test_a_fault_that_was_swallowed_is_not_committed_in_silence(postgres_store: Store) -> None:
    """PostgreSQL would undo everything and say nothing."""

    def act(tx: Transaction) -> None:
        tx.conversations.of([("telegram", "1")], NOW)
        with pytest.raises(psycopg.Error):
            tx.connection.connection.cursor().execute("SELECT nonsense")

    with pytest.raises(StorageError, match="try again") as refused:
        postgres_store.write(act)

    assert refused.value.temporary
    assert count(postgres_store) == 0


def test_two_who_wait_for_each_other_both_succeed(postgres_store: Store) -> None:
    """One of them is run again."""
    anna, ben = person(postgres_store), person(postgres_store, "1002")
    both = threading.Barrier(2)

    def act(first: PersonId, second: PersonId) -> Callable[[Transaction], None]:
        waited: list[int] = []

        def change(tx: Transaction) -> None:
            tx.people.set_language(first, "ar")
            if not waited:
                waited.append(both.wait(SOON))
            tx.people.set_language(second, "fa")

        return change

    threads = [
        threading.Thread(target=postgres_store.write, args=[act(*pair)])
        for pair in ((anna, ben), (ben, anna))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    said = {postgres_store.read(lambda tx, w=who: tx.people.get(w)).language for who in (anna, ben)}  # type: ignore[misc]
    assert said == {"ar", "fa"}


@pytest.mark.parametrize(
    ("error", "sentence", "temporary"),
    [
        (errors.DiskFull, "disk of the database server is full", False),
        (errors.InsufficientPrivilege, "lacks a right", False),
        (errors.ReadOnlySqlTransaction, "read-only", False),
        (errors.TooManyConnections, "too many connections", True),
        (errors.LockNotAvailable, "too busy", True),
        (errors.QueryCanceled, "too busy", True),
        (errors.AdminShutdown, "starting or stopping", True),
        (errors.InvalidPassword, "refuses this user or password", False),
        (errors.InvalidCatalogName, "no such database", False),
        (errors.ConnectionFailure, "was lost", True),
        (errors.DataCorrupted, "damaged", False),
    ],
)
def test_refusals_are_told_in_our_words(
    error: type[psycopg.Error], sentence: str, *, temporary: bool
) -> None:
    """Never in the server's: it may name a row."""
    told = explain(error("Anna, password=secret"))

    assert told is not None
    assert sentence in str(told)
    assert "secret" not in str(told)
    assert told.temporary is temporary


def test_bugs_stay_what_they_are() -> None:
    """Nobody is told to mend a server for them."""
    assert explain(errors.UndefinedTable("no such table")) is None
    assert explain(KeyError("x")) is None


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://anna:secret@127.0.0.1:1/lipa", "cannot be reached"),
        ("postgresql://anna:secret@[::1]:1/lipa?connect_timeout=1", "cannot be reached"),
    ],
)
def test_a_server_that_is_not_there_is_named_without_the_password(
    url: str, sentence: str, ring: Keyring
) -> None:
    """It may come back."""
    with pytest.raises(StorageError, match=sentence) as refused:
        Store.open(url, ring, ZONE)

    assert refused.value.temporary
    assert "secret" not in str(refused.value)


def test_a_missing_database_is_named(postgres_server: Server, ring: Keyring) -> None:
    """Somebody must create it."""
    with pytest.raises(StorageError, match="no such database"):
        Store.open(postgres_server.named("lipa_nowhere"), ring, ZONE)


def test_sessions_have_limits(postgres_store: Store) -> None:
    """One that is stuck cannot stop all."""
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

    found = postgres_store.write(
        lambda tx: [tx.connection.scalar(text(f"SHOW {name}")) for name in names]
    )

    assert found == ["1min", "10s", "30s"]


def now() -> datetime:
    """The one clock that is ours to compare with the server's."""
    return datetime.fromtimestamp(time.time(), UTC)


def test_a_good_server_has_no_problems(migrated_postgres: str, sqlite_url: str) -> None:
    """Nor has a file."""
    assert problems(migrated_postgres, now) == []
    assert problems(sqlite_url, now) == []


def test_problems_of_a_server_say_what_to_mend(
    postgres_server: Server, postgres_url: MakeUrl
) -> None:
    """All of them at once."""
    url = postgres_url()
    role = f"lipa_{url.rpartition('_')[2]}"
    name = url.rpartition("/")[2]
    postgres_server.say(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 5")
    postgres_server.say(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    postgres_server.say("REVOKE CREATE ON SCHEMA public FROM public", url)
    postgres_server.say(
        f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {role}", url
    )
    try:
        limited = url.replace("postgres@", f"{role}@")
        found = problems(limited, lambda: now() + timedelta(seconds=60), leads=2)
    finally:
        postgres_server.drop(url)
        postgres_server.say(f"DROP ROLE {role}")

    for words in (
        "synchronous_commit is off",
        "allows 5 connections, and one process of Lipa needs 10",
        "GRANT CREATE ON SCHEMA public",
        "may not DELETE: GRANT DELETE ON addresses",
        "GRANT USAGE ON ALL SEQUENCES",
        "60 seconds away",
    ):
        assert any(words in problem for problem in found), words
    assert not any("SELECT" in problem for problem in found)


def test_a_server_that_is_not_there_is_the_only_problem() -> None:
    """Nothing else can be said of it."""
    assert problems("postgresql://x@127.0.0.1:1/x", now) == [refusals.UNREACHABLE]


def test_dead_peers_are_noticed_in_time() -> None:
    """In less than ten seconds, by us and by the server."""
    mine, theirs = postgresql.CONNECTING, postgresql.SERVER_SIDE
    for idle, interval, many in (
        [mine[f"keepalives_{name}"] for name in ("idle", "interval", "count")],
        [theirs[f"tcp_keepalives_{name}"] for name in ("idle", "interval", "count")],
    ):
        assert int(str(idle)) + int(str(interval)) * int(str(many)) < 10
    assert max(sessions.PAUSES) < 10
