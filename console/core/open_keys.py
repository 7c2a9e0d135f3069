"""Private keys of readers, each open in one session: in the memory of this process alone.

A key is gone when its session ends, half an hour after it was last used, and with the process.
"""

from dataclasses import dataclass, field
from threading import Lock, Timer

from console.core.visit import Visit
from domain.staff.member import StaffId
from storage.sign_ins.signed_in import IDLE


@dataclass(slots=True)
class _Held:
    member: StaffId
    private: bytearray = field(repr=False)
    timer: Timer


class OpenKeys:
    """One for all sessions. What is dropped is overwritten first."""

    def __init__(self, idle: float = IDLE.total_seconds()) -> None:
        self._idle = idle
        self._held: dict[str, _Held] = {}
        self._turn = Lock()

    def keep(self, session: str, member: StaffId, private: bytes) -> None:
        """Open in this session, in place of any before."""
        self.drop(session)
        with self._turn:
            self._held[session] = _Held(member, bytearray(private), self._ending(session))

    def of(self, session: str, member: StaffId) -> bytes | None:
        """Their key, which is open for as long again; None when it is not open there."""
        with self._turn:
            held = self._held.get(session)
            if held is None or held.member != member:
                return None
            held.timer.cancel()
            held.timer = self._ending(session)
            return bytes(held.private)

    def drop(self, session: str) -> None:
        """Whatever is open there is not any more."""
        with self._turn:
            held = self._held.pop(session, None)
        if held is not None:
            _erase(held)

    def drop_others(self, member: StaffId, session: str) -> None:
        """All of this member's but the one of this session."""
        with self._turn:
            theirs = [name for name, held in self._held.items() if held.member == member]
        for name in theirs:
            if name != session:
                self.drop(name)

    def close(self) -> None:
        """Nothing is open any more."""
        with self._turn:
            held, self._held = list(self._held.values()), {}
        for each in held:
            _erase(each)

    def _ending(self, session: str) -> Timer:
        timer = Timer(self._idle, self.drop, (session,))
        timer.daemon = True
        timer.start()
        return timer


def open_keys(visit: Visit) -> OpenKeys:
    """Those of this process."""
    kept: OpenKeys = visit.services["open_keys"]
    return kept


def session_of(visit: Visit) -> str:
    """The name of the session that this visit belongs to; empty where nobody has signed in."""
    return "" if visit.signed_in is None else visit.signed_in.name


def _erase(held: _Held) -> None:
    held.timer.cancel()
    held.private[:] = bytes(len(held.private))
