"""Answering a message: with words of one's own or kept ones, looked at first if one likes."""

from collections.abc import Mapping
from typing import Any

from console.core.pages import Moved, Result
from console.core.visit import Visit
from console.inbox.one_message import drawn, known
from domain.matters.box import AnswerSealed
from domain.matters.canned import Canned
from domain.matters.matter import LONGEST, AnswerMatter, Matter
from domain.matters.notices import answered, answered_sealed
from domain.outcome import Command, Refused
from domain.speech.text import Text, _
from domain.speech.writing import Written, fault_in

INBOX = "/inbox"
SENT = _("The answer is on its way.")
TOO_LONG = _("This is too long. Please make it shorter.")


def answer(visit: Visit) -> Result:
    """Sends it, or shows first what they would get, or puts a kept answer into the field."""
    typed = visit.one("words")
    act = visit.one("do")
    if act == "use":
        return drawn(visit, typed=_with_canned(visit, typed))
    wrong = _wrong(typed)
    if wrong is not None:
        return drawn(visit, typed=typed, wrong={"words": wrong})
    if act == "preview":
        return drawn(visit, typed=typed, preview=_preview(visit, typed))
    return _sent(visit, typed)


def _sent(visit: Visit, typed: str) -> Result:
    matter = known(visit)
    command: Command[None] = AnswerMatter(matter.id, typed)
    if matter.box:
        command = AnswerSealed(matter.id, typed)
    outcome = visit.perform(command)
    if isinstance(outcome, Refused):
        return drawn(visit, typed=typed, wrong={"words": outcome.text})
    return Moved(f"{INBOX}/{matter.id}", SENT)


def _wrong(typed: str) -> Text | None:
    fault = fault_in(typed, Written.PROSE)
    if fault is not None:
        return fault.text
    return TOO_LONG if len(typed) > LONGEST else None


def _with_canned(visit: Visit, typed: str) -> str:
    """Below what was typed, in the language of whoever wrote as far as there is one."""
    matter, kept = known(visit), visit.read(lambda tx: tx.matters.canned())
    chosen = next((each for each in kept if str(each.id) == visit.one("canned")), None)
    if chosen is None:
        return typed
    return f"{typed}\n{words_for(chosen, matter, visit)}".strip()


def words_for(kept: Canned, matter: Matter, visit: Visit) -> str:
    """A kept answer in their language, or in one that they are written to in instead."""
    wanted = (matter.language, visit.speaker.closest(matter.language) or "", "en", *kept.words)
    return next(kept.words[tag] for tag in wanted if tag in kept.words)


def _preview(visit: Visit, typed: str) -> Mapping[str, Any]:
    """As it stands on their phone, in their language."""
    matter = known(visit)
    say = answered_sealed(matter, typed) if matter.box else answered(matter, typed)
    texts = [say.text, *(each.label for each in say.options)]
    said = visit.speaker.say(texts, matter.language or "en")
    words = [each.words for each in said]
    return {
        "bubble": words[0],
        "keys": words[1:],
        "language": said[0].language,
        "rtl": said[0].right_to_left,
    }
