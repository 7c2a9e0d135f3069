"""The yes that comes before whatever is kept about somebody."""

from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

from domain.people.doors import WHAT_IS_KEPT
from domain.speech.text import Text
from domain.work import Desk
from flows.engine.kit import End, Visit


class _Draft(Protocol):
    """A draft that remembers whether the yes was asked for."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def consent_asked(self) -> bool:
        """Once is enough: a no is an answer."""
        ...


D = TypeVar("D", bound=_Draft)


def yes_first(draft: D, desk: Desk, back: str, without: Text) -> Visit[D] | End | None:
    """The way to the yes and then to the step `back`; None for whoever has said it already.

    Whoever was asked in this draft and still takes no part hears what is not possible `without`.
    """
    if desk.person.takes_part:
        return None
    if draft.consent_asked:
        return End(without)
    return Visit(WHAT_IS_KEPT(), back, replace(draft, consent_asked=True))
