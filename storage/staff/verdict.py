"""Whether the audit is as it was noted: the chain in the database beside its anchor outside."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.operator.policy import SHORTEST_AUDIT
from storage.sealing.anchor import Kind, Point
from storage.staff.audit import AuditTable, Chain


class Damage(StrEnum):
    """What is wrong with it."""

    CHANGED = "changed"  # a row, or one between others is missing
    CUT = "cut"  # the newest rows are missing, and the mark knows it
    GONE = "gone"  # rows and marks, all of them
    OLDER = "older"  # it ends before its anchor, as if it had never gone further
    REPLACED = "replaced"  # a row is another one than was anchored
    LET_GO = "let go"  # the oldest rows are gone, and were too young for it
    NO_ANCHOR = "no anchor"  # the file is missing, or has lost its beginning


@dataclass(frozen=True, slots=True)
class Verdict:
    """`damage` is None when all is well. `row` is the first that is not; `anchored` the last row
    that the anchor knows, which was noted at `at`, in UTC.
    """

    damage: Damage | None = None
    row: int = 0
    anchored: int = 0
    at: datetime | None = None


Read = Callable[[], Sequence[Point] | None]


def judge(audit: AuditTable, before: Sequence[Point] | None, again: Read, now: datetime) -> Verdict:
    """What `before` says was read before the transaction began, so all of it is committed.

    `again` reads the anchor anew: what retention lets go is anchored before its commit.
    """
    chain = audit.chain()
    points = before or ()
    newest = max(points, key=lambda point: point.number, default=None)
    number, at = (newest.number, newest.at) if newest else (0, None)
    for damage, row in _damages(audit, chain, before, again, now):
        return Verdict(damage, row, number, at)
    return Verdict(anchored=number, at=at)


def _damages(
    audit: AuditTable,
    chain: Chain,
    points: Sequence[Point] | None,
    again: Read,
    now: datetime,
) -> Iterator[tuple[Damage, int]]:
    """The worst first."""
    known = points or ()
    if chain.wrong is not None:
        yield Damage.CHANGED, chain.wrong
    if not chain.ends:
        yield Damage.CUT, chain.last + 1
    if points is None and not chain.waits and again() is None:
        yield Damage.NO_ANCHOR, 0
    if chain.bare and any(point.number for point in known):
        yield Damage.GONE, 1
    replaced = [p.number for p in known if _is_another(audit, chain, p)]
    if replaced:
        yield Damage.REPLACED, min(replaced)
    if any(point.number > chain.last for point in known):
        yield Damage.OLDER, chain.last + 1
    if chain.first and not _may_be_gone(audit, chain, again() or (), now):
        yield Damage.LET_GO, 1


def _is_another(audit: AuditTable, chain: Chain, point: Point) -> bool:
    link = chain.links.get(point.number)
    if point.kind is Kind.PURGED or link is None:
        return False
    return point.proof != audit.proof(point.kind, point.number, link)


def _may_be_gone(audit: AuditTable, chain: Chain, points: Sequence[Point], now: datetime) -> bool:
    """Retention said so here, or on another machine about rows that are old enough."""
    proof = audit.proof(Kind.PURGED, chain.first, chain.links[chain.first])
    if any(point.kind is Kind.PURGED and point.proof == proof for point in points):
        return True
    young = now - timedelta(days=SHORTEST_AUDIT)
    return not any(point.number <= chain.first and point.at > young for point in points)
