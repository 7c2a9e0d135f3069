"""What stands in the sealed columns of a message: words, or a box that only its readers open.

Either is of one length for nearly all that people write, so that nobody tells one from the other
without the key of whoever wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import orjson

from domain.matters.matter import MatterId, Proposal, Subject
from domain.staff.member import StaffId
from storage.database.instants import milliseconds
from storage.sealing import boxes
from storage.sealing.boxes import BOXED

LEAST = {"words": 8192, "answer": 8192}  # bytes, so that a box looks like words
NUMBER_SIZE = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; with a box, its words are only there until they were read."""

    words: str = field(default="", repr=False)
    box: bytes = field(default=b"", repr=False)
    day: date | None = None


def place(what: str, matter: int) -> str:
    """Where the words or the answer of a matter are sealed for."""
    return f"matters.{what}_sealed.{matter}"


def box_place(what: str, matter: int) -> str:
    """Where their box is sealed for: whosever they are, it is bound to the number alone."""
    return f"matters.{what}_box.{matter}"


def pack_words(matter: MatterId, words: str, keys: Sequence[bytes]) -> bytes:
    """The words, or with keys a box of them."""
    if not keys:
        return words.encode()
    return BOXED + boxes.seal(keys, box_place("words", matter), words.encode())


def unpack_words(packed: bytes) -> tuple[str, bytes]:
    """The words and their box, one of which is empty."""
    if packed.startswith(BOXED):
        return "", packed[len(BOXED) :]
    return packed.decode(), b""


def pack_answer(answer: Answer) -> bytes:
    """Words alone, or a day, a box, and words beside it."""
    if not answer.box or answer.day is None:
        return answer.words.encode()
    numbers = (answer.day.toordinal(), len(answer.box))
    head = b"".join(number.to_bytes(NUMBER_SIZE, "big") for number in numbers)
    return BOXED + head + answer.box + answer.words.encode()


def unpack_answer(packed: bytes) -> Answer:
    """What `pack_answer` took."""
    if not packed.startswith(BOXED):
        return Answer(packed.decode())
    rest = packed[len(BOXED) :]
    day, size = (int.from_bytes(rest[at : at + NUMBER_SIZE], "big") for at in (0, NUMBER_SIZE))
    end = 2 * NUMBER_SIZE + size
    return Answer(rest[end:].decode(), rest[2 * NUMBER_SIZE : end], date.fromordinal(day))


def pack_subject(subject: Subject, about: StaffId | None) -> bytes:
    """As short as any other, so that its length tells nothing."""
    return orjson.dumps({"subject": subject.value, "about": about})


def unpack_subject(packed: bytes) -> tuple[Subject, StaffId | None]:
    """What it is about, and which member of staff."""
    said = orjson.loads(packed)
    about = said["about"]
    return Subject(said["subject"]), None if about is None else StaffId(about)


def pack_proposal(proposal: Proposal) -> bytes:
    """When, where and what."""
    return orjson.dumps([milliseconds(proposal.starts), proposal.place, proposal.about])


def unpack_proposal(packed: bytes) -> Proposal | None:
    """The event that it proposes, if it is one."""
    if not packed:
        return None
    starts, where, about = orjson.loads(packed)
    return Proposal(datetime.fromtimestamp(starts / 1000, UTC), where, about)
