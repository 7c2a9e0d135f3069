"""What `lipa check` says of messages that only their readers should open."""

from collections.abc import Collection, Iterator, Sequence

from bot.office.checks.findings import Finding, Severity
from domain.matters.matter import GUARDED, Subject
from domain.matters.readers import readers
from domain.matters.sealing import lacking
from domain.staff.member import Member

CALLED = {Subject.DANGER: "danger", Subject.STAFF: "staff"}
NAME = "boxes"
NOT_YET = (
    "Messages about {what} are not sealed to their readers yet: whoever has the keys reads them."
)
NOBODY = "Nobody can open messages about {what} any more, so new ones are refused."


def box_findings(members: Sequence[Member], sealed: Collection[Subject]) -> Iterator[Finding]:
    """One for each subject that few read; what nobody reads at all is said elsewhere."""
    for subject in sorted(GUARDED):
        there = readers(subject, None, members, young=False)
        if there or subject in sealed:
            yield _finding(subject, there, sealed=subject in sealed)


def _finding(subject: Subject, there: Sequence[Member], *, sealed: bool) -> Finding:
    what, ways = CALLED[subject], " ".join(map(_way, lacking(there)))
    if not sealed:
        return Finding(NAME, Severity.WARNING, f"{NOT_YET.format(what=what)} {ways}")
    able = len(there) - len(lacking(there))
    if not able:
        return Finding(NAME, Severity.WARNING, f"{NOBODY.format(what=what)} {ways}".strip())
    said = f"Messages about {what} are sealed to {able} who read them. {ways}".strip()
    return Finding(NAME, Severity.WARNING if ways else Severity.WELL, said)


def _way(member: Member) -> str:
    if member.key:
        return f"Member {member.id} has not proved their key: lipa staff prove {member.id}."
    return f"Member {member.id} has no key: lipa staff key {member.id}."
