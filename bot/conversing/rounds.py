"""Messages in rounds: whoever wrote several is answered one by one, and nobody waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.speech.messages import Incoming
from flows.engine.engine import Engine


@dataclass(frozen=True, slots=True)
class Read:
    """A message whose words are read, before anybody waits for it; `engine` knows them.

    `hasty`: its sender is beyond the rate, and it may be let go.
    """

    message: Incoming
    engine: Engine = field(repr=False)
    hasty: bool = False

    @property
    def sender(self) -> tuple[str, str]:
        """Channel and address."""
        return self.message.channel, self.message.address


def next_round(waiting: Iterable[Read]) -> tuple[list[Read], list[Read]]:
    """One message of each sender, and what is left; everybody's in order.

    Hasty ones come along until the first that is not: most of them will not be answered.
    """
    taken: list[Read] = []
    left: list[Read] = []
    begun: set[tuple[str, str]] = set()
    full: set[tuple[str, str]] = set()
    for read in waiting:
        follows = read.sender in begun
        if follows and not read.hasty:
            full.add(read.sender)
        (left if read.sender in full else taken).append(read)
        begun.add(read.sender)
        if not read.hasty:
            full.add(read.sender)
    return taken, left
