"""What people wrote to the team, sealed under their own key: when they go, it goes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from domain.matters.matter import Matter, MatterId, MatterState, Proposal, Subject
from domain.people.person import AgeGroup, PersonId
from domain.staff.member import StaffId
from storage.database.instants import milliseconds
from storage.matters.tables import matters
from storage.people.tables import people
from storage.sealing import crypto
from storage.session import Session


class MatterTable:
    """`domain.matters.matter.Matters` over the table, sealed under the key of who wrote."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys

    def get(self, matter: MatterId) -> Matter | None:
        """The matter; None when there is none any more. What does not open of it is empty."""
        return next(self._select(matters.c.id == matter), None)

    def of(self, person: PersonId) -> Sequence[Matter]:
        """What this person wrote, the newest first."""
        return list(self._select(matters.c.person_id == person))[::-1]

    def open(self) -> Sequence[Matter]:
        """All that is not closed, the oldest first; what does not open of one is empty."""
        return list(self._select(matters.c.state != MatterState.CLOSED.value))

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant, the oldest first."""
        return list(self._select(matters.c.closed_at < instant))

    def reopen(self, matter: MatterId) -> None:
        """Open, and without an instant of closing, so that no purge finds it."""
        self._set(matter, state=MatterState.OPEN.value, closed_at=None)

    def add(
        self,
        person: PersonId,
        subject: Subject,
        words: str,
        at: datetime,
        due: datetime,
        *,
        young: bool = False,
    ) -> MatterId:
        """The row first, then its words: what is sealed is bound to its number."""
        values = {
            "person_id": person,
            "subject": subject.value,
            "state": MatterState.OPEN.value,
            "words_sealed": b"",
            "at": at,
            "due_at": due,
            "young": young,
        }
        added = self._connection.execute(insert(matters).values(values).returning(matters.c.id))
        matter = MatterId(added.scalar_one())
        self._set(matter, words_sealed=self._sealed(person, "words", matter, words))
        return matter

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered, in place of an earlier answer; it is not closed any more."""
        owner = select(matters.c.person_id).where(matters.c.id == matter)
        person = PersonId(self._connection.execute(owner).scalar_one())
        sealed = self._sealed(person, "answer", matter, words)
        self._set(matter, answer_sealed=sealed, state=MatterState.ANSWERED.value, closed_at=None)

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """Sealed under the key of whoever wrote it, as its words are."""
        owner = select(matters.c.person_id).where(matters.c.id == matter)
        person = PersonId(self._connection.execute(owner).scalar_one())
        sealed = self._sealed(person, "proposal", matter, _packed(proposal))
        self._set(matter, proposal_sealed=sealed)

    def hand(self, matter: MatterId, member: StaffId) -> None:
        """Set the colleague; when they are removed, it is nobody's again."""
        self._set(matter, staff_id=member)

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over; its words go some time later."""
        self._set(matter, state=MatterState.CLOSED.value, closed_at=at)

    def hand_over(self, person: PersonId, owner: PersonId) -> None:
        """What `person` wrote is `owner`'s, sealed anew under their key."""
        self._keys.of(person)  # else words that do not open would be sealed as none
        for each in self.of(person):
            values = {"person_id": owner, "words_sealed": b"", "answer_sealed": None}
            values["words_sealed"] = self._sealed(owner, "words", each.id, each.words)
            if each.proposal:
                packed = _packed(each.proposal)
                values["proposal_sealed"] = self._sealed(owner, "proposal", each.id, packed)
            if each.answer:
                values["answer_sealed"] = self._sealed(owner, "answer", each.id, each.answer)
            self._set(each.id, **values)

    def purge(self, before: datetime) -> int:
        """Those that were closed before this instant go whole; how many there were."""
        old = delete(matters).where(matters.c.closed_at < before)
        return self._connection.execute(old).rowcount

    def _select(self, *where: ColumnElement[bool]) -> Iterator[Matter]:
        chosen = (
            select(matters, people.c.language, people.c.age_group)
            .join_from(matters, people)
            .where(*where)
        )
        return map(self._matter, self._connection.execute(chosen.order_by(matters.c.id)))

    def _matter(self, row: Row[Any]) -> Matter:
        person = PersonId(row.person_id)
        return Matter(
            id=MatterId(row.id),
            person=person,
            subject=Subject(row.subject),
            words=self._opened(person, "words", row.id, row.words_sealed),
            state=MatterState(row.state),
            at=row.at,
            due=row.due_at,
            language=row.language,
            answer=self._opened(person, "answer", row.id, row.answer_sealed),
            holder=None if row.staff_id is None else StaffId(row.staff_id),
            young=row.young or row.age_group == AgeGroup.UNDER_18,
            proposal=_unpacked(self._opened(person, "proposal", row.id, row.proposal_sealed)),
        )

    def _sealed(self, person: PersonId, what: str, matter: int, words: str) -> bytes:
        return crypto.seal(self._keys.of(person), _place(what, matter), words.encode())

    def _opened(self, person: PersonId, what: str, matter: int, sealed: bytes | None) -> str:
        if not sealed:
            return ""
        return (self._keys.open(person, _place(what, matter), sealed) or b"").decode()

    def _set(self, matter: MatterId, **values: Any) -> None:
        self._connection.execute(update(matters).where(matters.c.id == matter).values(**values))


def _packed(proposal: Proposal) -> str:
    values = [milliseconds(proposal.starts), proposal.place, proposal.about]
    return orjson.dumps(values).decode()


def _unpacked(words: str) -> Proposal | None:
    if not words:
        return None
    starts, place, about = orjson.loads(words)
    return Proposal(datetime.fromtimestamp(starts / 1000, UTC), place, about)


def _place(what: str, matter: int) -> str:
    """Where the words or the answer of a matter are sealed for."""
    return f"matters.{what}_sealed.{matter}"
