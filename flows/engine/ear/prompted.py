"""What words mean to a message that asked outside the conversation.

Its first answer is its yes. The newest question gets what is said: a yes or a no that fits nothing
there never falls through to an older one. What is kept for somebody stays open to a bare yes or no
until its time is over, unless something newer wants one.
"""

from domain.speech.languages import Intent
from domain.speech.messages import Prompt, Say
from domain.speech.text import _
from flows.engine.asking import SKIP
from flows.engine.ear.heard import Acknowledged, Ear, Heard, Prompted
from flows.engine.kit import LATER, Words

_SKIPPING = (SKIP.label, _("Later"))  # in any language, whichever of the two stands there
UNDO = "_undo"  # what a word like "cancel" answers


def by_prompt(words: str, ear: Ear) -> Heard | None:
    """What words answer to it where it was asked last; None where they speak of something else."""
    if ear.prompt is None or ear.prompt.older or ear.prompt.say.asks is None or not words:
        return None
    # Whoever is writing an answer in their own words may well use some of these.
    writing = isinstance(ear.place.expects, Words) and not words.isdecimal()
    key = _named(words, ear.prompt.say, ear, strict=writing)
    if key is None and not writing:
        key = _undone(words, ear.prompt.say, ear) or _answered(words, ear.prompt.say, ear)
        if key is None and ear.understand.yes_no(words) is not None:
            return Acknowledged(no=not ear.understand.yes_no(words))
    return _to(key, ear.prompt.row, ear.prompt.say.asks)


def by_offer(words: str, ear: Ear) -> Heard | None:
    """Yes, no or its own name to what is kept for them, though other things were said since."""
    if ear.prompt is None or not ear.prompt.older or ear.prompt.say.asks is None:
        return None
    say = ear.prompt.say
    key = _named(words, say, ear, strict=True) or _answered(words, say, ear)
    return _to(key, ear.prompt.row, say.asks)


def _to(key: str | None, row: int, asks: Prompt | None) -> Heard | None:
    return None if key is None or asks is None else Prompted(row, asks, key)


def _named(words: str, say: Say, ear: Ear, *, strict: bool) -> str | None:
    labels = [option.label for option in say.options]
    at = ear.understand.option(words, labels, ear.desk.person.language, strict=strict)
    return None if at is None else say.options[at].key


def _undone(words: str, say: Say, ear: Ear) -> str | None:
    """A word like "cancel": no to an offer; of everything else it is asked first."""
    if ear.understand.intent(words, strict=True) is not Intent.CANCEL:
        return None
    return say.options[-1].key if say.offer else UNDO


def skips(words: str, ear: Ear) -> bool:
    """Whether somebody says "skip" or "later"."""
    return ear.understand.option(words, _SKIPPING, ear.desk.person.language) is not None


def _answered(words: str, say: Say, ear: Ear) -> str | None:
    answer = ear.understand.yes_no(words)
    if any(option.key == LATER for option in say.options):
        if answer is False or skips(words, ear):
            return LATER
        answer = answer and not ear.understand.nods(words)  # a consent is said clearly
    if answer:
        return say.options[0].key
    return say.options[-1].key if answer is False and say.offer else None
