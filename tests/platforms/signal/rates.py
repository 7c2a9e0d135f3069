"""What Signal's servers allow.

The open defaults are per pair of sender and recipient; the limit in all is closed, and answers
with a puzzle for a person. Only an operator's captcha ends it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

CAPTCHA = "signalcaptcha://"
RETRY_AFTER = 86_400


class Mode(StrEnum):
    """What happens to a message that is one too many."""

    OFF = "off"
    ASSERT = "assert"
    ENFORCE = "enforce"


@dataclass(slots=True)
class Bucket:
    """`burst` at once, then one per `seconds`."""

    burst: float
    seconds: float
    free_at: float = 0.0

    def fits(self, now: float) -> bool:
        """Whether one more is allowed; a twentieth of a second is forgiven."""
        return self.free_at - now - (self.burst - 1) * self.seconds <= 0.05

    def take(self, now: float) -> None:
        """Count one."""
        self.free_at = max(self.free_at, now) + self.seconds


def _buckets(burst: float, seconds: float) -> Callable[[], dict[str, Bucket]]:
    return lambda: defaultdict(lambda: Bucket(burst, seconds))


@dataclass
class Rates:
    """All limits together. `total` is the closed one: how many in all, and one per how long."""

    mode: Mode = Mode.OFF
    total: Bucket | None = None
    pairs: dict[str, Bucket] = field(default_factory=_buckets(60, 1.0))
    sessions: dict[str, Bucket] = field(default_factory=_buckets(6, 600.0))
    files: Bucket = field(default_factory=lambda: Bucket(50, 1.2))
    challenge: str | None = None  # as long as the puzzle is not solved, nothing goes
    solved: int = 0

    def excess(self, person: str, now: float, *, session: bool, files: int) -> str:
        """Count one message; the limit it breaks, or nothing."""
        if self.challenge is not None:
            return "a puzzle is not solved"
        if self.mode is Mode.OFF:
            return ""
        found = self._buckets(person, session=session, files=files)
        broken = next((name for name, bucket in found if not bucket.fits(now)), "")
        if not broken or self.mode is Mode.ASSERT:
            for _name, bucket in found:
                bucket.take(now)
        if broken == "all people" and self.mode is Mode.ENFORCE:
            self.puzzle()
        return broken

    def puzzle(self) -> str:
        """From now on somebody must prove to be a person; the name of the proof."""
        self.challenge = f"d0d0d0d0-0000-4000-8000-{self.solved + 1:012d}"
        return self.challenge

    def solve(self, challenge: str, captcha: str) -> bool:
        """Whether the proof is accepted."""
        if challenge != self.challenge or not captcha.startswith(CAPTCHA):
            return False
        self.challenge = None
        self.solved += 1
        if self.total is not None:
            self.total.free_at = 0.0
        return True

    def _buckets(self, person: str, *, session: bool, files: int) -> list[tuple[str, Bucket]]:
        found = [("one person", self.pairs[person])]
        if session:
            found.append(("new sessions with one person", self.sessions[person]))
        found += [("files", self.files)] * files
        if self.total is not None:
            found.append(("all people", self.total))
        return found
