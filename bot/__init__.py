"""The running program."""

import sys

# structlog would load rich, where there is one, to colour what we never print: a twentieth of the
# time that Lipa needs to start, and 5 MB.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
