"""What a page is: an address, what it does, and who may open it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from console.core.visit import Visit
from domain.speech.text import Message, Text
from domain.staff.member import Duty, Member, Role
from storage.store import Transaction

Fields = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page is drawn from this template with these values; `status` says how it went.

    `token` is what the browser holds from now on; None: what it had.
    """

    template: str
    values: Fields = field(default_factory=dict)
    status: int = 200
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Moved:
    """The browser goes on to this address.

    `said` stands on the next page, once. `undo` is an address that takes back what was done, with
    the fields that it needs. `token` is what the browser holds from now on; empty: nothing.
    """

    to: str
    said: Text | None = None
    undo: tuple[str, Mapping[str, str]] | None = None
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep, under this name."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


Result = Shown | Moved | File
Act = Callable[[Visit], Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Which members of staff may open a page: those in these roles, or with one of these duties."""

    roles: frozenset[Role]
    duties: frozenset[Duty] = frozenset()

    def includes(self, member: Member) -> bool:
        """Whether it is for this member."""
        return member.role in self.roles or bool(member.duties & self.duties)


EVERYBODY = Who(roles=frozenset(Role))
ADMINS = Who(roles=frozenset({Role.ADMIN}))
COORDINATORS = Who(roles=frozenset({Role.ADMIN, Role.COORDINATOR}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address of the desk. `show` answers GET, `act` answers POST.

    Both run in a thread of their own and may wait for the database. `who` None: nobody need have
    signed in. `largest` is how many bytes a form may have. What is typed on a page that is
    `drafted` is kept until it was sent: `show` finds it in `visit.form`.
    """

    path: str
    who: Who | None
    show: Act | None = None
    act: Act | None = None
    largest: int = 1 << 20
    drafted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A subject in the desk's rail. `count` is how many things there wait for whoever looks."""

    path: str
    title: Message
    who: Who
    key: str  # "g", then this letter, goes there
    count: Callable[[Visit], int] = lambda _visit: 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """What changes while somebody looks: `data-stream="/live?part=KEY/ABOUT"` in a page.

    `look` asks the database for what follows the key, once for all who look at the same; `say`
    makes of it what stands in each place with that `data-live`, for whoever reads it. `look` raises
    NotAllowedError where there is no such thing.
    """

    key: str
    who: Who
    look: Callable[[Transaction, str, datetime], T]
    say: Callable[[Visit, T], Mapping[str, str | int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A folder of pages: what it adds to the rail, its pages, and what changes on them."""

    place: Place | None
    pages: tuple[Page, ...]
    parts: tuple[Part[Any], ...] = ()
