"""U1: how well messages are understood that nothing was learnt from, by language.

The `test` part of each corpus is read as a conversation reads a message at the menu, and once more
as an answer in somebody's own words (strictly), where no wish may be heard in an ordinary sentence.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from resource import RUSAGE_SELF, getrusage
from time import thread_time
from typing import NamedTuple

from benchmarks.lipa import midday
from benchmarks.plan import Plan
from benchmarks.progress import tell
from benchmarks.table import Row
from domain.speech.languages import Intent
from translations.catalogues import Catalogues
from translations.reading.meaning.meaning import Meaning, meaning
from translations.reading.reader import Reader
from translations.reading.statistics.likelihood import NONE
from translations.training.corpora import Said, messages

MEGABYTE_KB = 1024
RIGHT, RIGHT_EACH, WRONG, OFFERED = 92.0, 85.0, 2.0, 97.0  # percent
HIJACKED, ALARMS = 0.5, 0.5  # percent of messages that are no wish
MOST_MS, MOST_MB = 2.0, 60.0
QUICK = 3  # of so many messages one is read
CONFUSED = 12  # of what is taken for what
EXTRA = "by meaning"


class Read(NamedTuple):
    """A message, what was heard in it, and what was offered where nothing was."""

    said: Said
    heard: str
    offered: Sequence[str]
    strictly: str

    @property
    def right(self) -> bool:
        """The wish, or rightly none."""
        return self.heard == self.said.wish

    @property
    def wrong(self) -> bool:
        """Another wish, or one that there is not."""
        return not self.right and self.heard != NONE

    @property
    def found(self) -> bool:
        """Right, or one tap away."""
        return self.right or self.said.wish in self.offered


def measure(plan: Plan) -> list[Row]:
    """Rows for all together, one for each language, and what is taken for what.

    Where the extra that reads by meaning is installed, the same with it stands beside them.
    """
    every = QUICK if plan.quick else 1
    tell("understanding")
    found = {row.measured: row for row in _measured(None, every)}
    extra = meaning()
    if extra is not None:
        tell("understanding, by meaning, too")
        for row in _measured(extra, every):
            found[row.measured] = _beside(found.get(row.measured, Row("U1", row.measured)), row)
    return list(found.values())


def _measured(extra: Meaning | None, every: int) -> list[Row]:
    before = _memory()
    reader = Reader(Catalogues.load(), midday(), extra)
    if extra is not None:
        extra.open()
    said = messages("test")[::every]
    begun = thread_time()
    read = [_read(reader, each) for each in said]
    cost = (thread_time() - begun) * 1000 / len(read)
    return [*_whole(read, cost, _memory() - before), *_languages(read), *_confused(read)]


def _beside(row: Row, more: Row) -> Row:
    figures = {f"{name}, {EXTRA}": figure for name, figure in more.figures.items()}
    return replace(row, figures={**row.figures, **figures})


def _read(reader: Reader, said: Said) -> Read:
    heard = reader.heard(said.words).pondered(said.words)
    wish = heard.intent(said.words)
    offered = () if wish else heard.maybe(said.words)
    return Read(said, _named(wish), offered, _named(heard.intent(said.words, strict=True)))


def _named(wish: Intent | None) -> str:
    return Intent.MENU if wish is Intent.START else wish or NONE


def _whole(read: Sequence[Read], cost: float, memory: float) -> list[Row]:
    none = [each for each in read if each.said.wish == NONE]
    danger = [each for each in read if each.said.wish == Intent.DANGER]
    hijacked = [each.strictly != NONE for each in none]
    alarms = [each.heard == Intent.DANGER for each in none]
    return [
        _least("right, percent", _percent(each.right for each in read), RIGHT),
        _most("wrong, percent", _percent(each.wrong for each in read), WRONG),
        _least("right or offered, percent", _percent(each.found for each in read), OFFERED),
        _most("free text hijacked, percent", _percent(hijacked), HIJACKED),
        _most("false alarms of danger, percent", _percent(alarms), ALARMS),
        Row("U1", "danger heard, percent", {"Lipa": _percent(each.right for each in danger)}),
        _most("CPU ms a message", cost, MOST_MS),
        _most("MB more in memory", memory, MOST_MB),
    ]


def _languages(read: Sequence[Read]) -> list[Row]:
    found = []
    for language in sorted({each.said.language for each in read}):
        here = [each for each in read if each.said.language == language]
        right, wrong, offered = (
            _percent(getattr(each, name) for each in here) for name in ("right", "wrong", "found")
        )
        figures = {"Lipa": right, "wrong": wrong, "or offered": offered, "messages": len(here)}
        goal = f">= {RIGHT_EACH:g}"
        found.append(
            Row("U1", f"right, percent: {language}", figures, None, goal, right >= RIGHT_EACH)
        )
    return found


def _confused(read: Sequence[Read]) -> list[Row]:
    pairs = Counter((each.said.wish, each.heard) for each in read if each.wrong)
    return [
        Row("U1", f"{meant} taken for {heard}", {"messages": many})
        for (meant, heard), many in pairs.most_common(CONFUSED)
    ]


def _least(measured: str, figure: float, goal: float) -> Row:
    return Row("U1", measured, {"Lipa": figure}, None, f">= {goal:g}", figure >= goal)


def _most(measured: str, figure: float, goal: float) -> Row:
    return Row("U1", measured, {"Lipa": figure}, None, f"<= {goal:g}", figure <= goal)


def _percent(true: Iterable[bool]) -> float:
    answers = list(true)
    return 100 * sum(answers) / len(answers)


def _memory() -> float:
    """The most that was ever used, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / MEGABYTE_KB
