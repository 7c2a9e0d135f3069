"""Keeping answers that are given again and again."""

from domain.matters.canned import LONGEST_TITLE, CannedId, DropCanned, KeepCanned
from domain.matters.matter import LONGEST
from domain.outcome import Done, Outcome, Refused
from domain.speech.text import Text, _
from domain.speech.writing import Written, fault_in
from domain.work import Work

NO_CANNED = _("There is no such answer any more.")
NO_WORDS = _("Please write the answer in one language at least.")
TOO_LONG = _("This is too long. Please make it shorter.")
TAKEN = _("There is another answer of this name.")


def keep_canned(command: KeepCanned, work: Work) -> Outcome[CannedId]:
    """Refused without a name of its own, and without words that can be shown."""
    there = work.matters.canned()
    if command.number is not None and command.number not in {each.id for each in there}:
        return Refused(NO_CANNED)
    words = {tag: said.strip() for tag, said in command.words.items() if said.strip()}
    reason = name_fault(command.name) or words_fault(*words.values())
    if reason is not None:
        return Refused(reason)
    if any(a.name == command.name.strip() and a.id != command.number for a in there):
        return Refused(TAKEN)
    return Done(work.matters.keep_canned(command.number, command.name.strip(), words))


def drop_canned(command: DropCanned, work: Work) -> Outcome[None]:
    """Refused when there is none of this number."""
    if command.number not in {each.id for each in work.matters.canned()}:
        return Refused(NO_CANNED)
    work.matters.drop_canned(command.number)
    return Done(None)


def name_fault(name: str) -> Text | None:
    """What is wrong with a name; None when nothing is."""
    fault = fault_in(name.strip(), Written.LINE)
    if fault is not None:
        return fault.text
    return TOO_LONG if len(name) > LONGEST_TITLE else None


def words_fault(*words: str) -> Text | None:
    """What is wrong with one of these answers, or that there is none; None when nothing is."""
    if not words:
        return NO_WORDS
    faults = [fault for each in words if (fault := fault_in(each, Written.PROSE)) is not None]
    if faults:
        return faults[0].text
    return TOO_LONG if any(len(each) > LONGEST for each in words) else None
