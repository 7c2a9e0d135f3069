"""Which message whoever commands may read."""

from domain.matters.matter import Matter, MatterId, may_read
from domain.work import Work


def readable(matter: MatterId, work: Work) -> Matter | None:
    """The matter, if whoever commands may read it; the command line reads none of them."""
    found, member = work.matters.get(matter), work.member
    if found is None or member is None or not may_read(member, found):
        return None
    return found
