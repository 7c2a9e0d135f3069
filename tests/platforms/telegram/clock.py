"""The time of the simulated world: the real one, moved forward at will."""

import time


class Clock:
    """Seconds since the epoch, and how far the test has moved them."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        """The simulated time."""
        return time.time() + self.offset

    def forward(self, seconds: float) -> None:
        """Let time pass at once, for the 150 s and 48 h rules."""
        self.offset += seconds
