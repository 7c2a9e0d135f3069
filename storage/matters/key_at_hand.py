"""Somebody with their key at hand, who opens what was sealed to it."""

from dataclasses import dataclass, field

from domain.matters.matter import Matter
from domain.matters.readers import opens
from domain.staff.member import Member
from storage.matters.packing import box_place
from storage.sealing import boxes
from storage.sealing.crypto import SealError


@dataclass(frozen=True, slots=True)
class Reader:
    """Their private key is nowhere but here, for as long as this is kept."""

    member: Member
    private: bytes = field(repr=False)

    def words(self, matter: Matter) -> str | None:
        """What was written; None when it was not sealed to them."""
        return self._opened("words", matter, matter.box)

    def answer(self, matter: Matter) -> str:
        """What was answered; empty when nothing was, or it was not sealed to them."""
        if not matter.answer_box:
            return ""
        return self._opened("answer", matter, matter.answer_box) or ""

    def can(self, matter: Matter) -> bool:
        """Whether they may read it, and it was sealed to them."""
        return bool(matter.box) and opens(self.member, matter) and self.words(matter) is not None

    def _opened(self, what: str, matter: Matter, box: bytes) -> str | None:
        try:
            return boxes.open(self.private, box_place(what, matter.id), box).decode()
        except SealError:
            return None
