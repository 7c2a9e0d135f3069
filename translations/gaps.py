"""The gaps of a sentence, `{name}`, and how they are filled.

A translation is written by somebody else, so it can name a gap and nothing more: `{name.__class__}`
or `{0}` are ordinary characters here, never looked up.
"""

import re
from collections.abc import Mapping

_GAP = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRACED = re.compile(r"\{[^{}]*\}?|\}")

Template = tuple[str, ...]  # words, a gap's name, words, a gap's name, …, words


def parse(sentence: str) -> Template:
    """The sentence cut at its gaps: every second piece is a gap's name."""
    return tuple(_GAP.split(sentence))


def fill(template: Template, fillings: Mapping[str, str]) -> str:
    """The sentence with its gaps filled; a gap without a filling stays visible."""
    pieces = list(template)
    for place in range(1, len(pieces), 2):
        name = pieces[place]
        pieces[place] = fillings.get(name, f"{{{name}}}")
    return "".join(pieces)


def names(sentence: str) -> frozenset[str]:
    """Which gaps a sentence has, each once, without their braces."""
    return frozenset(parse(sentence)[1::2])


def malformed(sentence: str) -> list[str]:
    """Braces that are no gap, such as `{name.__class__}`, `{}` or a single one."""
    return [braced for braced in _BRACED.findall(sentence) if not _GAP.fullmatch(braced)]
