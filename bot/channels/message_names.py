"""What channels call messages: one name, or those of several parts joined by commas."""

from collections.abc import Iterable


def parts(messages: Iterable[str]) -> list[str]:
    """The names of all parts, each once, in the order in which they were first named.

    A message that was changed on the screen has the name of the one it replaced, so that two rows
    of the outbox may name the same.
    """
    names = (name for message in messages for name in message.split(","))
    return list(dict.fromkeys(name for name in names if name))
