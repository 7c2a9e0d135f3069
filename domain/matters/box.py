"""Messages that only their readers open: what is commanded about them.

Their readers do so where their key is: words in their session in a browser, never in a chat.
"""

from dataclasses import dataclass, field

from domain.matters.matter import Matter, MatterId
from domain.outcome import Command
from domain.staff.member import StaffId


@dataclass(frozen=True, slots=True)
class EraseAnswer(Command[None]):
    """I have read what was answered to me, and it need not be kept."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class OpenSealed(Command[Matter]):
    """I have signed in with my key at hand, and open what was sealed to it."""

    matter: MatterId


@dataclass(frozen=True, slots=True)
class AnswerSealed(Command[None]):
    """I have signed in and answer what was sealed to my key; another answer may follow."""

    matter: MatterId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CloseSealed(Command[None]):
    """I, this member, see that nothing more is to be done."""

    matter: MatterId
    by: StaffId


@dataclass(frozen=True, slots=True)
class ShareSealed(Command[None]):
    """I, this member, let another one read it: these boxes open for both of us."""

    matter: MatterId
    by: StaffId
    to: StaffId
    box: bytes = field(repr=False)
    answer_box: bytes = field(repr=False)
