"""What is said to a message that answers nothing."""

from domain.speech.text import Text, _
from flows.engine.heard import Heard, Missed, Outdated, Stale

OLD = _("That button is from an older message.")
OUTDATED = _("That question is answered already. To change the answer, write /back.")
CLOSED = _("That question is closed already.")


def out_of_nowhere(heard: Heard) -> Text:
    """What is said to an answer when nothing was asked."""
    match heard:
        case Stale():
            return OLD
        case Outdated():
            return CLOSED
    return not_understood(heard)


def not_understood(heard: Heard) -> Text:
    """Why a value cannot be taken, or that nothing was understood."""
    if isinstance(heard, Missed) and heard.reason is not None:
        return heard.reason
    return _("Sorry, I did not understand. Please choose an answer, or write it in other words.")
