"""What may be asked about messages to the team, and what rules may change."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.matters.canned import Canned, CannedId
from domain.matters.matter import Matter, MatterId, MatterState, Proposal, Subject
from domain.people.person import PersonId
from domain.staff.member import StaffId


class MatterLookups(Protocol):
    """What may be asked about matters."""

    def get(self, matter: MatterId) -> Matter | None:
        """The matter; None when there is none any more."""
        ...

    def of(self, person: PersonId) -> Sequence[Matter]:
        """What this person wrote, the newest first."""
        ...

    def listed(self, *states: MatterState) -> Sequence[Matter]:
        """All in these states, the oldest first, without anything that was written: for lists."""
        ...

    def recent(self, many: int) -> Sequence[Matter]:
        """So many of the newest, in whatever state, the newest first."""
        ...

    def canned(self) -> Sequence[Canned]:
        """The answers that are given again and again, by name."""
        ...

    def open(self) -> Sequence[Matter]:
        """All that is not closed, the oldest first; not everybody may read all of them."""
        ...

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant, the oldest first."""
        ...

    def sealed(self) -> frozenset[Subject]:
        """The subjects of which each new message is sealed to the keys of its readers."""
        ...


class Matters(MatterLookups, Protocol):
    """What rules may change about matters."""

    def add(  # noqa: PLR0913 - all that is known of a new one
        self,
        person: PersonId,
        subject: Subject,
        words: str,
        at: datetime,
        about: StaffId | None = None,
        keys: Sequence[bytes] = (),
        *,
        young: bool = False,
    ) -> MatterId:
        """Store a new one, open and nobody's; its number is random, and no other one has it.
        With public `keys`, its words are in a box that only their holders open. What is `young`
        once stays so, whatever becomes of its person.
        """
        ...

    def reword(self, matter: MatterId, words: str) -> None:
        """These words take the place of what was written; for one without a box."""
        ...

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered, in place of an earlier answer; it is not closed any more."""
        ...

    def answer_sealed(
        self, matter: MatterId, words: str, day: date, keys: Sequence[bytes], *, kept: bool
    ) -> None:
        """As `answer`, into a box for the holders of these public keys.

        `kept`: whoever wrote it reads it here, so it stays beside the box until `erase_answer`.
        """
        ...

    def erase_answer(self, matter: MatterId) -> None:
        """Keep no answer beside its box any more; nothing happens to one without a box."""
        ...

    def share(self, matter: MatterId, box: bytes, answer_box: bytes) -> None:
        """These boxes, which open for one reader more, take the place of what was there."""
        ...

    def begin_sealing(self, subject: Subject) -> None:
        """Of this subject each new message is sealed to its readers, for good."""
        ...

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """Store the event that it proposes, in place of any before; it goes with its words."""
        ...

    def hand(self, matter: MatterId, member: StaffId, note: str = "") -> None:
        """This colleague goes on with it, in place of anybody before; so does the note."""
        ...

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over; its words go some time later."""
        ...

    def remove(self, matter: MatterId) -> None:
        """It goes at once, with all that was written about it."""
        ...

    def reopen(self, matter: MatterId, state: MatterState = MatterState.OPEN) -> None:
        """It waits again, or is as before; its words stay, and so does what was answered."""
        ...

    def keep_canned(self, number: CannedId | None, name: str, words: Mapping[str, str]) -> CannedId:
        """A new one, or other words for this one; by language."""
        ...

    def drop_canned(self, number: CannedId) -> None:
        """It is offered no more."""
        ...
