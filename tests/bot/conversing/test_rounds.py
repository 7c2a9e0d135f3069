"""Who is answered when, of those who wrote several messages."""

from bot.conversing.rounds import Read, next_round
from domain.speech.messages import Incoming
from flows.contents import contents
from flows.engine.engine import Engine
from tests.bot.conversing.chatting import READER
from tests.storage.samples import NOW

ENGINE = Engine(contents(), READER)


def read(sender: str, words: str, *, hasty: bool = False) -> Read:
    """A message."""
    return Read(Incoming("t", sender, words, NOW, words=words), ENGINE, hasty)


def rounds(*waiting: Read) -> list[list[str]]:
    """The words of each round, if nothing is left over from one."""
    found, rest = list[list[str]](), list(waiting)
    while rest:
        taken, rest = next_round(rest)
        found.append([each.message.words for each in taken])
    return found


def test_a_round_holds_each_sender_once() -> None:
    """The rest waits for the next round, in order."""
    batch = [read(who, str(number)) for number, who in enumerate("aabca")]

    assert rounds(*batch) == [["0", "2", "3"], ["1"], ["4"]]


def test_hasty_ones_come_along_until_one_that_is_not() -> None:
    """They cost a look; what was in time keeps its place among them."""
    hasty = [read("a", f"h{number}", hasty=True) for number in range(3)]

    assert rounds(*hasty, read("b", "x"), read("a", "y"), *hasty[:1]) == [
        ["h0", "h1", "h2", "x"],
        ["y"],
        ["h0"],
    ]
