"""What is being done, on stderr."""

import sys
import time

_began = time.monotonic()


def tell(words: str) -> None:
    """One line, with the seconds since the start."""
    sys.stderr.write(f"{time.monotonic() - _began:6.1f} s  {words}\n")
    sys.stderr.flush()
