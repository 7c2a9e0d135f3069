"""U4: what reading a message costs, in CPU, beside a plain loop on the same machine.

Each message is new: nothing that was typed is remembered. It is read as a conversation reads it
where a choice stands on the screen: a wish, the label itself, one of the labels, a yes or a no.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from statistics import median
from time import thread_time

from benchmarks.lipa import midday
from benchmarks.plan import Plan
from benchmarks.progress import tell
from benchmarks.table import Row
from domain.speech.text import Text, Verbatim, _
from translations.catalogues import Catalogues
from translations.reading.reader import Reader

MOST = 4096  # letters of a message
MANY, QUICK = 100, 10  # messages of each kind
GOAL_MS, GOAL_LONGEST_MS = 2.0, 5.0
LOOPS = 100_000  # of the plain loop
LOOP = f"a loop of {LOOPS:,}"
SCREEN: Sequence[Text] = (
    _("Events"),
    _("Legal advice"),
    Verbatim("العربية"),
    Verbatim("Football on Sunday in the park"),
    Verbatim("دار الثقافة، الطابق الثاني"),
    _("⬅ Back"),
)
SENTENCE = "I would like to know more about that"
PARAGRAPH = (
    "أريد أن أعرف متى يمكنني الحصول على المساعدة القانونية لأنني وصلت منذ شهرين ولم يتحدث معي أحد "
    "عن طلب اللجوء الخاص بي وعائلتي ما زالت في المخيم وأحتاج إلى السكن والعمل والمدرسة للأطفال "
) * 3
LONGEST = {
    "ligatures": "\ufdfa",
    "letters that come apart": "\u0f73",
    "square words": "㍿㌀㍐",
    "families": "👨‍👩‍👧‍👦",
    "lists": "1,2,",
    "slips": "appointmetn evenst leagl advcie ",
    "articles": "ال",
}
_numbers = count(100)


def measure(plan: Plan) -> list[Row]:
    """One row for each kind of message."""
    tell("reading")
    reader = Reader(Catalogues.load(), midday())
    many = MANY // QUICK if plan.quick else MANY
    kinds = {"a sentence of 8 words": SENTENCE, "500 letters of Arabic": PARAGRAPH[:496]}
    kinds |= {f"4,096 letters: {name}": (part * MOST)[: MOST - 4] for name, part in LONGEST.items()}
    return [_row(name, words, reader, plan.rounds, many) for name, words in kinds.items()]


def _row(name: str, words: str, reader: Reader, rounds: int, many: int) -> Row:
    read = partial(_read, reader, words)
    taken = [(_each(read, many), _each(_loop, 1)) for _round in range(rounds)]
    ours, loop = (median(each) for each in zip(*taken, strict=True))
    goal = GOAL_LONGEST_MS if len(words) > len(PARAGRAPH) else GOAL_MS
    figures = {"Lipa": ours, LOOP: loop}
    return Row("U4", f"CPU ms: {name}", figures, ours / loop, f"<= {goal:g} ms", ours <= goal)


def _each(act: Callable[[], None], many: int) -> float:
    begun = thread_time()
    for _time in range(many):
        act()
    return (thread_time() - begun) * 1000 / many


def _read(reader: Reader, words: str) -> None:
    """As it is heard where one of these is to be chosen."""
    said = f"{words} {next(_numbers)}"
    heard = reader.heard(said)
    heard.intent(said, strict=True)
    heard.number(said)
    heard.option(said, SCREEN, "ar")
    heard.yes_no(said)
    heard.intent(said)


def _loop() -> None:
    counts: dict[int, int] = {}
    for number in range(LOOPS):
        counts[number % 97] = counts.get(number % 97, 0) + number
