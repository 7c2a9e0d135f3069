"""Messages in rounds: whoever wrote many is answered a few at a time, and nobody waits for them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.conversing.arriving import FACTS
from domain.speech.messages import Incoming
from flows.engine.engine import Engine

MOST_OF_ONE = 16  # messages of one sender in a round: what is decided of them delays the others
Sender = tuple[str, str]  # channel and address


@dataclass(frozen=True, slots=True)
class Read:
    """A message that waits, and the engine that answers it: it knows the words once they are read.

    `hasty`: its sender is beyond the rate, and it may be let go.
    """

    message: Incoming
    engine: Engine = field(repr=False)
    hasty: bool = False
    unread: bool = True

    @property
    def sender(self) -> Sender:
        """Channel and address."""
        return self.message.channel, self.message.address

    def read(self) -> "Read":
        """The same with its words read: before anybody waits for it in a transaction."""
        if not self.unread:
            return self
        return replace(self, engine=self.engine.having_read(self.message), unread=False)

    @property
    def unsure(self) -> bool:
        """Whether to ponder may help: nobody is beyond the rate, and the words are not clear."""
        return not self.hasty and not self.unread and self.engine.unsure(self.message)

    def ponder(self) -> "Read":
        """The same, having thought longer about its words: in a thread in which nobody waits."""
        return replace(self, engine=self.engine.having_pondered(self.message))


def next_round(waiting: Iterable[Read]) -> tuple[list[Read], list[Read]]:
    """A few messages of each sender, and what is left; everybody's in order.

    Hasty ones come along until one is left: most of them will not be answered. What a platform
    tells about an address has a round of its own, apart from what is said there.
    """
    taken: list[Read] = []
    left: list[Read] = []
    many: Counter[Sender] = Counter()
    tells: dict[Sender, bool] = {}
    full: set[Sender] = set()
    for read in waiting:
        fact = read.message.kind in FACTS
        too_many = not read.hasty and many[read.sender] == MOST_OF_ONE
        if too_many or tells.setdefault(read.sender, fact) is not fact:
            full.add(read.sender)
        many[read.sender] += not read.hasty
        (left if read.sender in full else taken).append(read)
    return taken, left
