"""Who is answered when, of those who wrote several messages."""

from bot.conversing.rounds import MOST_OF_ONE, Read, next_round
from domain.speech.messages import Incoming, Kind
from flows.contents import contents
from flows.engine.engine import Engine
from tests.bot.conversing.chatting import READER
from tests.storage.samples import NOW

ENGINE = Engine(contents(), READER)


def read(sender: str, words: str, *, hasty: bool = False, kind: Kind = Kind.WORDS) -> Read:
    """A message."""
    return Read(Incoming("t", sender, words, NOW, kind, words), ENGINE, hasty)


def rounds(*waiting: Read) -> list[list[str]]:
    """The words of each round, if nothing is left over from one."""
    found, rest = list[list[str]](), list(waiting)
    while rest:
        taken, rest = next_round(rest)
        found.append([each.message.words for each in taken])
    return found


def test_nobody_waits_for_more_than_a_few_of_somebody_else() -> None:
    """Whoever wrote behind a hundred is in the first round, and everybody's are in order."""
    many = [str(number) for number in range(2 * MOST_OF_ONE + 1)]
    batch = [*(read("a", words) for words in many), read("b", "x"), read("b", "y")]

    assert rounds(*batch) == [
        [*many[:MOST_OF_ONE], "x", "y"],
        many[MOST_OF_ONE:-1],
        many[-1:],
    ]


def test_hasty_ones_come_along_until_one_is_left() -> None:
    """They cost a look; what was in time keeps its place among them."""
    hasty = [read("a", f"h{number}", hasty=True) for number in range(3)]
    timely = [read("a", str(number)) for number in range(MOST_OF_ONE + 1)]
    said = [each.message.words for each in timely]

    assert rounds(*hasty, *timely[:-1], *hasty[:1], timely[-1], *hasty[1:]) == [
        ["h0", "h1", "h2", *said[:-1], "h0"],
        [said[-1], "h1", "h2"],
    ]


def test_what_a_platform_tells_is_apart_from_what_is_said() -> None:
    """It is written at once, and changes what the next words meet."""
    told = [read("a", f"t{number}", kind=Kind.LEFT) for number in range(2)]

    assert rounds(read("a", "x"), *told, read("b", "z"), read("a", "y")) == [
        ["x", "z"],
        ["t0", "t1"],
        ["y"],
    ]


def test_words_are_read_when_their_round_has_come() -> None:
    """And once: nobody waits for what is left."""
    once = read("a", "menu").read()

    assert once.read() is once
    assert once.engine is not ENGINE
