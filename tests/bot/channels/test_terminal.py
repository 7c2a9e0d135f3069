"""A conversation on a screen: options are numbered, right to left begins on the right."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError
from bot.channels.terminal import RLM, Screen, Terminal, render, save
from domain.speech.messages import Button, File, Incoming, Outgoing

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
YES_NO = (Button("1:0", "Yes"), Button("1:1", "No"))


class Desk:
    """Somebody's screen: what they will type, and what they saw."""

    def __init__(self, folder: Path, *lines: str) -> None:
        self.lines = list(lines)
        self.seen: list[str] = []
        self.said: list[Incoming] = []
        self.terminal = Terminal(
            "ana", Screen(self.read, self.seen.append, folder), lambda: NOW, language="sl"
        )

    async def read(self) -> str | None:
        """The next line."""
        return self.lines.pop(0) if self.lines else None

    async def handle(self, batch: Sequence[Incoming]) -> None:
        """What the terminal hands over."""
        self.said += batch


async def test_a_line_is_a_message_of_this_person(tmp_path: Path) -> None:
    """With what the terminal knows about them, and a key of its own each time."""
    desk = Desk(tmp_path, "hello ", "", "hello")

    await desk.terminal.receive(desk.handle)

    first, second = desk.said
    assert (first.channel, first.address, first.words) == ("terminal:ana", "ana", "hello")
    assert first.language == "sl"
    assert first.key != second.key


async def test_quitting_ends_the_conversation(tmp_path: Path) -> None:
    """What is typed afterwards is nobody's business."""
    desk = Desk(tmp_path, "one", "/quit", "two")

    await desk.terminal.receive(desk.handle)

    assert [message.words for message in desk.said] == ["one"]


async def test_zero_is_the_menu_where_options_are_numbered(tmp_path: Path) -> None:
    """Where a number is awaited, it is a number."""
    desk = Desk(tmp_path)

    await desk.terminal.send("ana", Outgoing("How many?", numbered=False, buttons=YES_NO))
    assert desk.terminal.heard("0").words == "0"
    await desk.terminal.send("ana", Outgoing("Coming?", buttons=YES_NO))
    assert desk.terminal.heard("0").words == "/menu"


async def test_only_this_person_reads_this_screen(tmp_path: Path) -> None:
    """A message for somebody else is not shown."""
    desk = Desk(tmp_path)

    with pytest.raises(DeliveryError):
        await desk.terminal.send("ben", Outgoing("Hello Ben"))

    assert desk.seen == []


def test_options_are_numbered_below_the_question() -> None:
    """As on a channel without buttons."""
    shown = render(Outgoing("Coming?", title="Football", buttons=YES_NO))

    assert shown == "Football\n\nComing?\n\n1. Yes\n2. No\n0. ☰"


def test_typed_questions_show_their_options_in_brackets() -> None:
    """There a number would be an answer."""
    assert render(Outgoing("How many?", buttons=YES_NO, numbered=False)).endswith("[Yes] [No]")


def test_lines_of_right_to_left_texts_begin_on_the_right() -> None:
    """Also those that begin with a digit."""
    shown = render(Outgoing("مرحبا\n\n12", buttons=YES_NO, right_to_left=True))

    assert all(line.startswith(RLM) for line in shown.split("\n") if line)
    assert f"{RLM}1. Yes" in shown


async def test_a_file_is_kept_and_its_place_is_told(tmp_path: Path) -> None:
    """Nobody else on this machine can read it."""
    desk = Desk(tmp_path / "files")

    await desk.terminal.send("ana", Outgoing("Here", file=File("a.ics", "text/calendar", b"x")))

    kept = tmp_path / "files" / "a.ics"
    assert str(kept) in desk.seen[0]
    assert (kept.read_bytes(), kept.stat().st_mode & 0o077) == (b"x", 0)


def test_a_file_is_never_written_over_or_elsewhere(tmp_path: Path) -> None:
    """A name is only a name."""
    first = save(File("../../a.ics", "text/calendar", b"1"), tmp_path)
    second = save(File("a.ics", "text/calendar", b"2"), tmp_path)

    assert [first.name, second.name] == ["a.ics", "a-2.ics"]
    assert first.parent == second.parent == tmp_path


@pytest.mark.parametrize("name", ["ana", "a-very-long-name-indeed", "a-very-long-name-again"])
def test_a_channel_name_fits_its_column(name: str, tmp_path: Path) -> None:
    """And two people never share one."""
    desk = Terminal(name, Screen(Desk(tmp_path).read, print, tmp_path), lambda: NOW)

    assert len(desk.name) <= 20
    assert desk.name != "terminal:a-very-long"
