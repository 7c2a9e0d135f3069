"""Many tired people at once, over the real program: nobody is lost, nothing is done without a yes.

LIPA_TIRED_PEOPLE says how many there are, LIPA_TIRED_TURNS how often each of them does something,
LIPA_TIRED_SEED which ones they are.
"""

import json
import os
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from storage.conversations.tables import inbox
from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.survival.lipa_process import LIVELY, Program, running
from tests.survival.tired.village import Village

PEOPLE = int(os.environ.get("LIPA_TIRED_PEOPLE", "20"))  # noqa: TID251 - not a setting of Lipa's
TURNS = int(os.environ.get("LIPA_TIRED_TURNS", "9"))  # noqa: TID251 - not a setting of Lipa's
SEED = int(os.environ.get("LIPA_TIRED_SEED", "12"))  # noqa: TID251 - not a setting of Lipa's


async def test_tired_people_are_never_lost(tmp_path: Path) -> None:
    """Whatever they type, tap, send, mend and delete, and in whichever language."""
    async with BotApi() as api, SignalCli() as signal:
        lipa = Program(tmp_path / "lipa", api, signal, **LIVELY).prepare()
        village = Village(lipa, SEED, PEOPLE)
        village.prepare()
        async with running(lipa):
            await village.live(TURNS)
            broken = errors(lipa)
            assert await lipa.stop() == 0
        assert api.violations == []

    sys.stdout.write(f"\n{PEOPLE} people, {village.messages} messages, {village.watch.changes} ")
    sys.stdout.write(f"changes, {len(village.watch.trouble)} troubles\n")
    assert village.watch.trouble == [], "\n".join(village.watch.trouble)
    assert village.watch.changes > 0
    assert broken == []
    assert [line for line in lipa.words.splitlines() if _is_trouble(json.loads(line))] == []


def errors(lipa: Program) -> list[str | None]:
    """Of messages that were set aside."""
    failed = select(inbox.c.error).where(inbox.c.error.is_not(None))
    with closing(lipa.open()) as store:
        return store.read(lambda tx: list(tx.connection.scalars(failed)))


def _is_trouble(line: dict[str, str]) -> bool:
    return line["level"] in ("error", "critical") and line["logger"] != "bot.signal"
