"""What `lipa check` says of the extra that reads by meaning."""

from collections.abc import Callable, Iterator

from bot.office.checks.findings import Finding, Severity
from translations.reading.meaning.embedder import Embed, opened
from translations.reading.meaning.layer import load
from translations.reading.meaning.meaning import Meaning

NAME = "meaning"
ABSENT = "Words are read without the extra that reads by meaning; make meaning installs it."
OTHER = (
    "{there} is installed, and {learnt} was learnt with: make meaning. Until then nothing uses it."
)
BROKEN = "{there} is installed and does not work ({error}); words are read without it."
READS = "What words leave unsure is read by meaning, too ({there})."


def meaning_findings(there: str, open_: Callable[[], Embed] = opened) -> Iterator[Finding]:
    """One; `there`: what is installed."""
    layer = load()
    if not there:
        yield Finding(NAME, Severity.WELL, ABSENT)
    elif there != layer.about.model:
        said = OTHER.format(there=there, learnt=layer.about.model)
        yield Finding(NAME, Severity.WARNING, said)
    else:
        yield _tried(Meaning(layer, open_), there)


def _tried(meaning: Meaning, there: str) -> Finding:
    try:
        meaning.open()
    except Exception as error:  # noqa: BLE001 - the edge of an extra
        said = BROKEN.format(there=there, error=type(error).__name__)
        return Finding(NAME, Severity.WARNING, said)
    return Finding(NAME, Severity.WELL, READS.format(there=there))
