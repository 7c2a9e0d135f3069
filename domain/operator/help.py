"""Whom to call and where to go: the operator's contacts and the emergency numbers."""

from dataclasses import dataclass

from domain.speech.languages import Ways
from domain.speech.text import Content


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who helps: who they are, how to reach them, when they are there."""

    name: Content
    phone: str = ""
    address: Content | None = None
    hours: Content | None = None


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number to call in danger, as it is dialled here. `what` it is for, as the operator says."""

    name: Content
    phone: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What people ask again and again, and what is answered.

    `asked` is one way of asking it in each language, as it stands on a button; `ways` are all of
    them, in any language.
    """

    key: str
    asked: Content
    ways: tuple[str, ...]
    answer: Content


@dataclass(frozen=True, slots=True)
class Help:
    """What `/help` shows. There is always at least one emergency number; rules are sentences.

    `sample` is true while the operator has not written texts of their own.
    """

    organisation: Content
    emergency: tuple[EmergencyNumber, ...]
    contacts: tuple[Contact, ...] = ()
    rules: tuple[Content, ...] = ()
    sample: bool = False
    questions: tuple[Question, ...] = ()

    @property
    def ways(self) -> Ways:
        """Every way in which the operator knows people to ask a question."""
        return tuple((each.key, each.ways) for each in self.questions)

    def question(self, key: str) -> Question | None:
        """The operator's question of this key; None when there is none."""
        return next((each for each in self.questions if each.key == key), None)
