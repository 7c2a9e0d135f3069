"""What `lipa check` says of the audit: what is wrong, what may have happened, what to do."""

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.office.checks.findings import Finding, Severity
from storage.staff.verdict import Damage, Verdict

WELL = "Every look at people's data stands as it was noted."
ONCE = "Once you know why: lipa audit accept."
RESTORED = (
    "This is so after an older backup was restored, or the database was made anew; if that was "
    "not you, somebody hid looks."
)
SAYS = {
    Damage.CHANGED: "Row {row} of the audit was changed or taken away: somebody hid a look.",
    Damage.CUT: "The audit lacks its end: row {row} and perhaps more were taken away. {known}"
    "Somebody hid looks.",
    Damage.GONE: "The audit is gone, every row of it. {known}" + RESTORED,
    Damage.OLDER: "The audit is older than its anchor: rows from {row} on are missing at the end. "
    "{known}" + RESTORED,
    Damage.REPLACED: "Row {row} of the audit is not the one that was anchored: it went on from an "
    "older state. {known}" + RESTORED,
    Damage.LET_GO: "The oldest rows of the audit are gone, and were too young for retention: "
    "somebody hid looks.",
    Damage.NO_ANCHOR: "The anchor of the audit, {path}, is missing or has lost its beginning, so "
    "nobody can say whether looks at the end were hidden. This is so on a new machine; if it is "
    "none, somebody took the file away.",
}


def audit_finding(verdict: Verdict, path: Path, zone: ZoneInfo) -> Finding:
    """One sentence or three, with local times."""
    if verdict.damage is None:
        return Finding("audit", Severity.WELL, WELL)
    known = ""
    if verdict.at is not None and verdict.anchored:
        at = verdict.at.astimezone(zone).isoformat(timespec="minutes")
        known = f"Its anchor knows {verdict.anchored} rows, the last of {at}. "
    said = SAYS[verdict.damage].format(row=verdict.row, known=known, path=path)
    return Finding("audit", Severity.BROKEN, f"{said} {ONCE}")
