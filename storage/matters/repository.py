"""What people wrote to the team, sealed under their own key: when they go, it goes.

Whoever has the disk without the keys sees that somebody wrote, when, and whether it is answered;
not what it is about: numbers are random, and whatever would tell the subject is sealed. What only
its readers may open is in a box, inside of what is sealed for all.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, exists, func, insert, select, update

from domain.matters.canned import Canned, CannedId
from domain.matters.matter import GUARDED, Matter, MatterId, MatterState, Proposal, Subject
from domain.people.person import AgeGroup, PersonId
from domain.staff.member import StaffId
from storage.matters import packing
from storage.matters.packing import LEAST, Answer, box_place, place
from storage.matters.tables import canned, matters
from storage.people.tables import people
from storage.sealing import boxes, crypto
from storage.sealing.tables import marks
from storage.session import Session

FEWEST_DIGITS = 6
SPARSE = 10  # of so many numbers one is in use at most, or they grow longer
UNKNOWN = Subject.DANGER  # what does not open is shown to as few as anything
SEALED = ("subject", "words", "answer", "proposal", "note")
LIGHT = ("id", "person_id", "state", "staff_id", "at", "closed_at", "young", "subject_sealed")
ORDER = (matters.c.at, matters.c.id)


class MatterTable:
    """`domain.matters.matter.Matters` over the table, sealed under the key of who wrote."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection
        self._keys = session.keys
        self._session = session

    def get(self, matter: MatterId) -> Matter | None:
        """The matter; None when there is none any more. What does not open of it is empty."""
        return next(self._select(matters.c.id == matter), None)

    def of(self, person: PersonId) -> Sequence[Matter]:
        """What this person wrote, the newest first."""
        return list(self._select(matters.c.person_id == person))[::-1]

    def open(self) -> Sequence[Matter]:
        """All that is not closed, the oldest first; what does not open of one is empty."""
        return list(self._select(matters.c.state != MatterState.CLOSED.value))

    def listed(self, *states: MatterState) -> Sequence[Matter]:
        """All in these states, the oldest first; of what is sealed only the subject is opened."""
        light = [matters.c[name] for name in LIGHT]
        chosen = self._chosen(*light).where(matters.c.state.in_([each.value for each in states]))
        return [self._light(row) for row in self._connection.execute(chosen.order_by(*ORDER))]

    def recent(self, many: int) -> Sequence[Matter]:
        """So many of the newest, the newest first."""
        newest = self._chosen(matters).order_by(*(each.desc() for each in ORDER)).limit(many)
        return [self._matter(row) for row in self._connection.execute(newest)]

    def canned(self) -> Sequence[Canned]:
        """The answers that are given again and again, by name."""
        rows = self._connection.execute(select(canned).order_by(canned.c.name, canned.c.id))
        return [Canned(CannedId(row.id), row.name, row.words) for row in rows]

    def keep_canned(self, number: CannedId | None, name: str, words: Mapping[str, str]) -> CannedId:
        """A new one, or other words for this one."""
        values = {"name": name, "words": dict(words)}
        if number is None:
            added = insert(canned).values(values).returning(canned.c.id)
            return CannedId(self._connection.execute(added).scalar_one())
        self._connection.execute(update(canned).where(canned.c.id == number).values(values))
        return number

    def drop_canned(self, number: CannedId) -> None:
        """It is offered no more."""
        self._connection.execute(delete(canned).where(canned.c.id == number))

    def all(self) -> Sequence[Matter]:
        """All there is, the oldest first."""
        return list(self._select())

    def closed_before(self, instant: datetime) -> Sequence[Matter]:
        """All that was closed before this instant, the oldest first."""
        return list(self._select(matters.c.closed_at < instant))

    def sealed(self) -> frozenset[Subject]:
        """The subjects of which each new message is sealed to the keys of its readers."""
        found = self._connection.scalars(select(marks.c.name).where(marks.c.name.like("boxes.%")))
        begun = set(found)
        return frozenset(each for each in GUARDED if _mark(each) in begun)

    def begin_sealing(self, subject: Subject) -> None:
        """Of this subject each new message is sealed to its readers, for good."""
        if subject not in self.sealed():
            mark = {"name": _mark(subject), "content": b""}
            self._connection.execute(insert(marks).values(mark))

    def reopen(self, matter: MatterId, state: MatterState = MatterState.OPEN) -> None:
        """Without an instant of closing, so that no purge finds it."""
        self._set(matter, state=state.value, closed_at=None)

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
        """What is sealed is bound to its number, which tells nothing of how many there are."""
        matter = self._new_number()
        plain = {
            "subject": packing.pack_subject(subject, about),
            "words": packing.pack_words(matter, words, keys),
        }
        sealed = {f"{w}_sealed": self._sealed(person, w, matter, p) for w, p in plain.items()}
        values = {"id": matter, "person_id": person, "state": MatterState.OPEN.value, "at": at}
        self._connection.execute(insert(matters).values(**values, young=young, **sealed))
        return matter

    def reword(self, matter: MatterId, words: str) -> None:
        """Sealed anew under the key of whoever wrote it."""
        packed = packing.pack_words(matter, words, ())
        self._set(matter, words_sealed=self._sealed(self._owner(matter), "words", matter, packed))

    def answer(self, matter: MatterId, words: str) -> None:
        """Store what was answered, in place of an earlier answer; it is not closed any more."""
        self._answer(matter, Answer(words))

    def answer_sealed(
        self, matter: MatterId, words: str, day: date, keys: Sequence[bytes], *, kept: bool
    ) -> None:
        """As `answer`, into a box; with `kept`, they are beside it until `erase_answer`."""
        box = boxes.seal(keys, box_place("answer", matter), words.encode())
        self._answer(matter, Answer(words if kept else "", box, day))

    def erase_answer(self, matter: MatterId) -> None:
        """Keep no answer beside its box any more, and leave no copy of it in the files."""
        found = self.get(matter)
        if found is not None and found.answer_box:
            packed = packing.pack_answer(Answer("", found.answer_box, found.answered_on))
            sealed = self._sealed(found.person, "answer", matter, packed)
            self._set(matter, answer_sealed=sealed)
            self._session.erased = True

    def share(self, matter: MatterId, box: bytes, answer_box: bytes) -> None:
        """These boxes, which open for one reader more, take the place of what was there."""
        found = self.get(matter)
        if found is None:
            return
        words = self._sealed(found.person, "words", matter, boxes.BOXED + box)
        self._set(matter, words_sealed=words)
        if answer_box:
            packed = packing.pack_answer(Answer(found.answer, answer_box, found.answered_on))
            self._set(matter, answer_sealed=self._sealed(found.person, "answer", matter, packed))

    def attach(self, matter: MatterId, proposal: Proposal) -> None:
        """Sealed under the key of whoever wrote it, as its words are."""
        packed = packing.pack_proposal(proposal)
        sealed = self._sealed(self._owner(matter), "proposal", matter, packed)
        self._set(matter, proposal_sealed=sealed)

    def hand(self, matter: MatterId, member: StaffId, note: str = "") -> None:
        """Set the colleague; when they are removed, it is nobody's again. The note is sealed."""
        sealed = None
        if note:
            sealed = self._sealed(self._owner(matter), "note", matter, note.encode())
        self._set(matter, staff_id=member, note_sealed=sealed)

    def close(self, matter: MatterId, at: datetime) -> None:
        """It is over; its words go some time later."""
        self._set(matter, state=MatterState.CLOSED.value, closed_at=at)

    def remove(self, matter: MatterId) -> None:
        """The row goes, and no copy of it stays in the files."""
        self._connection.execute(delete(matters).where(matters.c.id == matter))
        self._session.erased = True

    def hand_over(self, person: PersonId, owner: PersonId, *only: ColumnElement[bool]) -> None:
        """What `person` wrote is `owner`'s, or what of it `only` holds of; boxes stay shut."""
        self._keys.of(person)  # else what does not open would be left behind, and lost
        theirs = select(matters).where(matters.c.person_id == person, *only)
        for row in self._connection.execute(theirs).all():
            opened = {what: self._plain(person, what, row) for what in SEALED}
            sealed = {
                f"{what}_sealed": self._sealed(owner, what, row.id, plain)
                for what, plain in opened.items()
                if plain is not None
            }
            self._set(row.id, person_id=owner, **sealed)

    def purge(self, before: datetime) -> int:
        """Those that were closed before this instant go whole; how many there were."""
        old = delete(matters).where(matters.c.closed_at < before)
        return self._connection.execute(old).rowcount

    def _select(self, *where: ColumnElement[bool]) -> Iterator[Matter]:
        chosen = self._chosen(matters).where(*where).order_by(*ORDER)
        return map(self._matter, self._connection.execute(chosen))

    def _chosen(self, *columns: Any) -> Select[Any]:
        """With what is needed of whoever wrote, their key included: no row asks for more."""
        of_person = (people.c.language, people.c.age_group, people.c.key_wrapped)
        return select(*columns, *of_person).join_from(matters, people)

    def _light(self, row: Row[Any]) -> Matter:
        person = PersonId(row.person_id)
        self._keys.put(person, row.key_wrapped)
        subject, about = self._subject(person, row)
        return Matter(
            id=MatterId(row.id),
            person=person,
            subject=subject,
            words="",
            state=MatterState(row.state),
            at=row.at,
            language=row.language,
            holder=None if row.staff_id is None else StaffId(row.staff_id),
            young=row.young or row.age_group == AgeGroup.UNDER_18,
            about=about,
            closed_at=row.closed_at,
        )

    def _matter(self, row: Row[Any]) -> Matter:
        light, person = self._light(row), PersonId(row.person_id)
        words, box = packing.unpack_words(self._opened(person, "words", row))
        answer = packing.unpack_answer(self._opened(person, "answer", row))
        return replace(
            light,
            words=words,
            answer=answer.words,
            proposal=packing.unpack_proposal(self._opened(person, "proposal", row)),
            note=self._opened(person, "note", row).decode(),
            box=box,
            keys=boxes.readers(box) if box else 0,
            answer_box=answer.box,
            answered_on=answer.day,
        )

    def _subject(self, person: PersonId, row: Row[Any]) -> tuple[Subject, StaffId | None]:
        """Older rows of people whose key did not open are sealed under the key of the house."""
        opened = self._opened(person, "subject", row) or self._opened(None, "subject", row)
        return packing.unpack_subject(opened) if opened else (UNKNOWN, None)

    def _new_number(self) -> MatterId:
        """Of six digits, or of more when many of these are taken."""
        many = self._connection.scalar(select(func.count()).select_from(matters)) or 0
        least = 10 ** (FEWEST_DIGITS - 1)
        while many * SPARSE > least:
            least *= 10
        while True:
            number = MatterId(least + secrets.randbelow(9 * least))
            if not self._connection.scalar(select(exists().where(matters.c.id == number))):
                return number

    def _answer(self, matter: MatterId, answer: Answer) -> None:
        packed = packing.pack_answer(answer)
        sealed = self._sealed(self._owner(matter), "answer", matter, packed)
        self._set(matter, answer_sealed=sealed, state=MatterState.ANSWERED.value, closed_at=None)

    def _owner(self, matter: MatterId) -> PersonId:
        owner = select(matters.c.person_id).where(matters.c.id == matter)
        return PersonId(self._connection.execute(owner).scalar_one())

    def _sealed(self, person: PersonId, what: str, matter: int, plain: bytes) -> bytes:
        return crypto.seal(self._keys.of(person), place(what, matter), plain, LEAST.get(what, 0))

    def _opened(self, person: PersonId | None, what: str, row: Row[Any]) -> bytes:
        """Empty where nothing stands, or what stands there does not open."""
        return self._plain(person, what, row) or b""

    def _plain(self, person: PersonId | None, what: str, row: Row[Any]) -> bytes | None:
        sealed = getattr(row, f"{what}_sealed")
        return self._keys.open(person, place(what, row.id), sealed) if sealed else None

    def _set(self, matter: MatterId, **values: Any) -> None:
        self._connection.execute(update(matters).where(matters.c.id == matter).values(**values))


def _mark(subject: Subject) -> str:
    return f"boxes.{subject.value}"
