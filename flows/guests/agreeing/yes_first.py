"""The yes that comes before whatever is kept about somebody."""

from dataclasses import replace
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

from domain.people.doors import WHAT_IS_KEPT
from domain.speech.languages import Intent
from domain.speech.text import Message, _
from domain.work import Desk
from flows.engine.kit import End, Visit


class Need(StrEnum):
    """What somebody wants that needs their yes; stored while they are asked for it."""

    NOTHING = ""  # they only want to decide
    TIME = "time"
    PLACE = "place"
    ANSWERS = "answers"
    MESSAGE = "message"

    @property
    def asked(self) -> Message:
        """Why they are asked, before they read what is kept."""
        return {
            Need.NOTHING: _("May we keep what you book and answer here?"),
            Need.TIME: _("To book a time for you we need your yes."),
            Need.PLACE: _("To keep your place we need your yes."),
            Need.ANSWERS: _("To keep your answers we need your yes."),
            Need.MESSAGE: _("To keep your message we need your yes."),
        }[self]


WITHOUT = {
    Need.TIME: _("Without your yes we cannot book a time."),
    Need.PLACE: _("Without your yes we cannot keep a place for you. You are still welcome."),
    Need.ANSWERS: _("Without your yes we cannot keep answers."),
    Need.MESSAGE: _("Without your yes we cannot keep a message."),
}


class _Draft(Protocol):
    """A draft that remembers whether the yes was asked for."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def consent_asked(self) -> bool:
        """Once is enough: a no is an answer."""
        ...


D = TypeVar("D", bound=_Draft)


def yes_first(draft: D, desk: Desk, back: str, need: Need) -> Visit[D] | End | None:
    """The way to the yes and then to the step `back`; None for whoever has said it already.

    Whoever was asked in this draft and still takes no part hears what is not possible without it,
    and finds the people who can help.
    """
    if desk.person.takes_part:
        return None
    if draft.consent_asked:
        return without(need)
    return Visit(WHAT_IS_KEPT(need.value), back, replace(draft, consent_asked=True))


def without(need: Need) -> End:
    """What is not possible without a yes, and the way to people."""
    return End(WITHOUT[need], ways=(Intent.HELP,))
