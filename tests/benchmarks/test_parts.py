"""What is started to be measured does start, and does what the measurement takes for granted."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import databases, earlier, population
from benchmarks.balancer import serve
from benchmarks.lipa import open_store
from benchmarks.parts import cost_of_words, natural_messages, scaling
from benchmarks.parts.signal_announcement import NEWS, address
from benchmarks.parts.signal_conversation import ON_SIGNAL
from benchmarks.plan import Plan
from benchmarks.processes import HOME, HOST, SignalServer, free_port, until
from benchmarks.running import lipa
from benchmarks.table import Row, render
from translations.training.corpora import messages


async def test_connections_are_dealt_out_in_turn() -> None:
    """Each process gets as many as the others, and answers find their way back."""
    ports = [free_port(), free_port()]
    servers = [await asyncio.start_server(_answering(port), HOST, port) for port in ports]
    entry = free_port()
    balancing = asyncio.create_task(serve(entry, ports))

    answers = [await _asked(entry) for _connection in range(4)]

    assert answers == [f"{port}\n" for port in ports * 2]
    balancing.cancel()
    await asyncio.gather(balancing, return_exceptions=True)
    for server in servers:
        server.close()


def test_people_on_signal_hold_the_survey_with_lipa_run(tmp_path: Path) -> None:
    """The script leads through it as often as there are conversations."""
    database = tmp_path / "bot.db"
    open_store(database).close()
    with (
        SignalServer() as server,
        lipa("lipa", database, **server.settings, SIGNAL_RATE="0") as bot,
    ):
        server.wanted()
        result = server.people(ON_SIGNAL, 3, 6)

        assert (result["completed"], result["turns"], result["violations"]) == (6, 36, 0)
        assert bot.seconds() > 0


def test_an_announcement_on_signal_reaches_whoever_is_there(tmp_path: Path) -> None:
    """Those who have left Signal are known to the simulation and to nobody else."""
    database = tmp_path / "bot.db"
    population.announce_to(database, 4, "signal", address)
    with SignalServer() as server:
        server.ask("crowd", first=population.FIRST, count=3, gone=0.0, failing=0.0)
        crowd = server.ask("crowd", first=population.FIRST + 3, count=1, gone=1.0, failing=0.0)
        with lipa("lipa", database, **server.settings, SIGNAL_RATE="0"):
            until(lambda: server.ask("sent", containing=NEWS)["people"] == 3, "all have it")

        assert crowd == {"gone": 1}


@pytest.mark.skipif(bool(databases.why_not()), reason=databases.why_not())
def test_two_processes_on_postgresql_share_the_updates(tmp_path: Path) -> None:
    """Behind the balancer, with one of them sending for both; their database is gone afterwards."""
    figures = scaling.measured(2, tmp_path, conversations=6)

    assert figures["rate"] > 0
    assert figures["p50"] > 0


@pytest.mark.skipif(not (HOME / ".git").exists(), reason="what was before is known to git alone")
def test_what_was_released_is_taken_out_whole(tmp_path: Path) -> None:
    """Into a folder of its own, from which it can be run."""
    home = earlier.taken_out("HEAD", tmp_path)

    assert tmp_path in home.parents
    assert (home / "benchmarks" / "lipa.py").exists()
    assert (home / "bot" / "cli" / "app.py").exists()


def test_without_postgresql_its_parts_are_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason."""
    monkeypatch.setattr(databases, "why_not", lambda: "no PostgreSQL (OperationalError)")

    assert benchmarks.possible(frozenset({"C1", "PG", "C7"})) == {"C1"}
    assert "left out: C7, PG: no PostgreSQL" in capsys.readouterr().err


def test_what_reading_costs_is_measured_with_new_words_each_time(tmp_path: Path) -> None:
    """Nothing that was typed is remembered, so nothing is measured that was."""
    rows = cost_of_words.measure(Plan(frozenset({"U4"}), 1, tmp_path, quick=True))

    assert {row.bar for row in rows} == {"U4"}
    assert all(float(figure) > 0 for row in rows for figure in row.figures.values())


def test_understanding_is_measured_in_every_language_that_has_tests(tmp_path: Path) -> None:
    """And takes few messages for something else, whatever else it reaches."""
    rows = natural_messages.measure(Plan(frozenset({"U1"}), 1, tmp_path, quick=True))
    met = {row.measured: row.met for row in rows}

    languages = {each.language for each in messages("test")}
    assert {f"right, percent: {language}" for language in languages} <= set(met)
    assert met["wrong, percent"]


def test_a_table_has_the_columns_of_its_rows() -> None:
    """Ours first."""
    head, _rule, line = render([Row("C1", "p50", {"PTB": 12.5, "Lipa": 3.0})]).splitlines()

    assert head.startswith("| bar | measured | Lipa | PTB  |")
    assert line.startswith("| C1  | p50      | 3    | 12.5 |")


Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def _answering(port: int) -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(f"{port}\n".encode())
        writer.close()

    return answer


async def _asked(port: int) -> str:
    async with asyncio.timeout(10):
        reader, writer = await _connected(port)
        writer.write(b"who?\n")
        said = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return said.decode()


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """The balancer begins in its own task."""
    while True:
        try:
            return await asyncio.open_connection(HOST, port)
        except ConnectionRefusedError:
            await asyncio.sleep(0)
