"""One request of one member of staff: who it is, what they typed, and what they may do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from domain.outcome import Command, Done, Outcome, Refused
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.text import Text
from domain.staff.audit import Look, View, Why
from domain.staff.member import Member, StaffId
from storage.sign_ins.signed_in import SignedIn
from storage.store import Rollback, Store, Transaction
from translations.saying.speaker import Speaker

T = TypeVar("T")
V = TypeVar("V")
NOBODY = PersonId(0)


class NotAllowedError(Exception):
    """Whoever asks may not see this, or there is no such thing: nobody learns which."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a page works with. `member` is nobody on the pages for signing in.

    `now` is aware and in UTC, `zone` the local time of the place where things happen. `path` holds
    the parts of the address, `query` what follows its question mark, `form` what was typed: each
    name may have several values. `here` is the address of the page without its question mark,
    `address` where the request came from, `token` what the browser holds.
    """

    store: Store
    speaker: Speaker
    zone: ZoneInfo
    now: datetime
    language: str
    member: Member | None
    signed_in: SignedIn | None
    token: str
    here: str
    address: str
    browser: str
    path: Mapping[str, str]
    query: Mapping[str, Sequence[str]]
    form: Mapping[str, Sequence[str]]
    files: Mapping[str, Upload]
    services: Mapping[str, Any] = field(default_factory=dict)

    @property
    def me(self) -> Member:
        """Whoever asks. Raises NotAllowedError where nobody has signed in."""
        if self.member is None:
            raise NotAllowedError
        return self.member

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()

    def one(self, name: str) -> str:
        """What was typed there, without spaces around; empty when nothing was."""
        return next(iter(self.form.get(name, ())), "").strip()

    def many(self, name: str) -> Sequence[str]:
        """Everything that was ticked there."""
        return self.form.get(name, ())

    def asked(self, name: str) -> str:
        """What the address asks for after its question mark; empty when it does not."""
        return next(iter(self.query.get(name, ())), "").strip()

    def number(self, name: str) -> int:
        """A number in the address. Raises NotAllowedError: there is no such page."""
        written = self.path.get(name, "")
        if not (written.isascii() and written.isdecimal() and len(written) <= 18):
            raise NotAllowedError
        return int(written)

    def read(self, act: Callable[[Transaction], T]) -> T:
        """Look something up on one unchanging view of the database."""
        return self.store.read(act)

    def look(
        self, view: View, about: str, act: Callable[[Transaction], T], why: Why = Why.DESK
    ) -> T:
        """Look at people's data, once that is noted. Raises NotAllowedError for who may not."""
        if isinstance(self.perform(Look(view, about, why=why)), Refused):
            raise NotAllowedError
        return self.read(act)

    def perform(self, command: Command[V]) -> Outcome[V]:
        """Have the rules decide; a refusal has written nothing."""
        found: list[Outcome[V]] = []

        def act(tx: Transaction) -> None:
            found.clear()  # it may run again
            with tx.savepoint():
                work = tx.work(NOBODY, self.now, signed_in=StaffId(self.me.id))
                outcome = perform(command, work)
                found.append(outcome)
                if isinstance(outcome, Refused):
                    raise Rollback

        self.store.write(act)
        return found[0]

    def say(self, text: Text) -> str:
        """A text in the language of whoever reads the page."""
        return self.speaker.say([text], self.language)[0].words

    def in_language(self, text: Text, language: str) -> str:
        """A text as somebody else reads it."""
        return self.speaker.say([text], language)[0].words


def done(outcome: Outcome[V]) -> V | None:
    """What was promised; None when the rules said no."""
    return outcome.value if isinstance(outcome, Done) else None
