"""What is said to a message that answers nothing."""

from domain.speech.languages import Intent
from domain.speech.spoken_words import words_for
from domain.speech.text import Text, _
from flows.engine.ear.heard import Heard, Missed, Outdated, Stale
from flows.engine.kit import Clock, Day, Expects, Number

OLD = _("That button is from an older message.")
OUTDATED = _("That question is answered already.")
SENT = _("Your first words were sent already. Please write the correction as a new message.")
REACHED_US = _(
    "What you deleted on your phone had reached us already. "
    "To see what we keep, write “{messages}”.",
    messages=words_for(Intent.MESSAGE),
)
TAKEN_BACK = _("Your message is taken back. Nobody reads it any more.")
NOT_VALID = _("This code is not valid any more.")
CLOSED = _("That question is closed already.")
CHOOSE = _("Sorry, I did not understand. Please choose an answer, or write it in other words.")
MEANT = _("Sorry, I did not understand. Did you mean:")
OR_MEANT = _("I still do not understand. Is it one of these?")
STILL_NOT = _("I still do not understand. It is enough to choose one of these.")
STILL_NO_DIGITS = _("I still do not understand. Please write digits only.")
A_PERSON = _("We do not understand each other yet. A person can help you.")


def out_of_nowhere(heard: Heard) -> Text:
    """What is said to an answer when nothing was asked."""
    match heard:
        case Stale():
            return OLD
        case Outdated():
            return CLOSED
    return CHOOSE


def not_understood(missed: Missed, misses: int, expects: Expects | None) -> Text:
    """Why a value cannot be taken, or that nothing was understood and what can be answered.

    Nobody hears the same twice in a row.
    """
    if missed.reason is not None and (missed.read or expects is not None or misses % 2):
        return missed.reason
    if misses % 2 == 0:
        return STILL_NO_DIGITS if isinstance(expects, Number | Day | Clock) else STILL_NOT
    match expects:
        case Number():
            return _("Sorry, I did not understand. Please write a number.")
        case Day():
            return _("Sorry, I did not understand. Please write a day, for example 6 December.")
        case Clock():
            return _("Sorry, I did not understand. Please write a time, for example 14:30.")
    return CHOOSE
