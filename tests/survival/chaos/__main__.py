"""`make chaos`: part after part until a thousand kills are survived; then, and on failure, a table.

Stopped, it goes on after the last part that was finished. LIPA_CHAOS_KILLS says how many kills;
names of parts, as sqlite-3, run just these, done or not.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.survival.chaos.parts import COMMIT, ROOT, Part, folder, parts, summary, undone

KILLS = int(os.environ.get("LIPA_CHAOS_KILLS", "1000"))  # noqa: TID251 - not a setting of Lipa's
ONE = "tests/survival/chaos/one_part.py"


def main(names: Sequence[str]) -> int:
    """How many parts failed."""
    wanted = [Part.named(name) for name in names] or list(parts(KILLS))
    failed = sum(_run(part) != 0 for part in (wanted if names else undone(wanted)))
    done = [part for part in wanted if part.file.exists()]
    sys.stdout.write(f"{len(done)} of {len(wanted)} parts are done\n{summary(done)}\n")
    return failed


def _run(part: Part) -> int:
    sys.stdout.write(f"{part}: {part.kills} kills\n")
    sys.stdout.flush()
    words = [sys.executable, "-m", "pytest", "-q", "-s", "-n", "0", ONE]
    told = {"LIPA_CHAOS_PART": str(part), COMMIT: folder().name}
    environ = os.environ | told  # noqa: TID251 - as above
    return subprocess.run(words, cwd=ROOT, env=environ, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
