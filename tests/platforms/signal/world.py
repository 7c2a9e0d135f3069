"""Signal itself, the phones around it, and what the daemon keeps on its disk.

All of this outlives the daemon: what waits at the server, what it acknowledged and has not handed
to anybody yet, the keys it trusts, the contacts.
"""

import asyncio
import base64
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from tests.platforms.signal import envelopes
from tests.platforms.signal.bubble import Bubble
from tests.platforms.signal.calls import versions
from tests.platforms.signal.calls.refusals import Json
from tests.platforms.signal.faults import Faults
from tests.platforms.signal.journal import Journal, Violation
from tests.platforms.signal.person import Person
from tests.platforms.signal.phone import Phone
from tests.platforms.signal.rates import Rates
from tests.platforms.telegram.clock import Clock

ACCOUNT = "+447700900001"
UUID = "b0b0b0b0-0000-4000-8000-b0b0b0b0b0b0"


class Trust(StrEnum):
    """What the daemon does about new keys (`--trust-new-identities`)."""

    FIRST_USE = "on-first-use"
    ALWAYS = "always"


@dataclass
class Contact:
    """What the daemon keeps about somebody."""

    name: str = ""
    expiration: int = 0
    blocked: bool = False


class World:
    """The state of the simulated Signal. ``keep`` bounds how much is remembered."""

    def __init__(self, version: str, trust: Trust, keep: int | None = None) -> None:
        self.version = version
        self.trust = trust
        self.account = ACCOUNT
        self.uuid = UUID
        self.clock = Clock()
        self.journal = Journal(keep)
        self.rates = Rates()
        self.faults = Faults()
        self.online = True
        self.loaded = True  # the daemon knows its account
        self.people: dict[str, Person] = {}
        self.contacts: dict[str, Contact] = {}
        self.trusted: dict[str, dict[int, int]] = {}  # by person: their keys, and since when
        self.sessions: set[tuple[str, int]] = set()
        self.files: dict[str, bytes] = {}
        self.groups: dict[str, list[str]] = {}
        self.profile: Json = {}
        self.username: str | None = None
        self.waiting: deque[tuple[int, Json]] = deque()  # at the server, with the sender's keys
        self.cache: deque[tuple[int, Json]] = deque()  # acknowledged, on the daemon's disk
        self.recent: deque[tuple[int, Json]] = deque(maxlen=100)  # what was handed over last
        self.distrusted: list[tuple[int, Json]] = []  # kept for when their keys are trusted
        self.stirred = asyncio.Event()
        self._stamp = 0

    # Time and names.

    def now_ms(self) -> int:
        """The simulated time."""
        return int(self.clock.now() * 1000)

    def stamp(self) -> int:
        """A timestamp that nothing else has."""
        self._stamp = max(self._stamp + 1, self.now_ms())
        return self._stamp

    def person(self, uuid: str, name: str | None = None, number: str | None = None) -> Person:
        """Somebody with a phone; the same uuid gives the same person."""
        if uuid not in self.people:
            self.people[uuid] = Person(self, uuid, name, number)
        return self.people[uuid]

    def find(self, recipient: str) -> Person | None:
        """Whom a recipient names; numbers are looked up at the server."""
        if recipient.startswith("+"):
            same = (p for p in self.people.values() if p.number == recipient)
            return next(same, None) if self.online else None
        return self.people.get(recipient)

    def contact(self, uuid: str) -> Contact:
        """What the daemon keeps about somebody."""
        return self.contacts.setdefault(uuid, Contact())

    def keep(self, data: bytes, ending: str) -> str:
        """Store a file that came in; its id."""
        name = f"{len(self.files) + 1:020d}.{ending}"
        self.files[name] = data
        return name

    def violate(self, method: str, what: str) -> None:
        """Record something that a test should fail for."""
        self.journal.violations.append(Violation(self.clock.now(), method, what))

    # From people to the daemon.

    def arrive(self, person: Phone, told: Json) -> None:
        """An envelope reaches the server, and waits there."""
        self.waiting.append((person.identity, told))
        self.stirred.set()

    def take(self) -> Json:
        """The next event for the clients; it is acknowledged to the server from here on.

        It stays in the cache until it was handed to everybody.
        """
        if self.waiting and not self.cache:
            self.cache.append(self.waiting.popleft())
        identity, told = self.cache[0]
        uuid = told["envelope"]["sourceUuid"]
        if not self.trusts(uuid, identity):
            if (identity, told) not in self.distrusted:
                self.distrusted.append((identity, told))
            return envelopes.untrusted(told)
        self._learn(uuid, identity, told)
        return told

    def handed(self) -> None:
        """Everybody has it: it leaves the cache."""
        self.recent.append(self.cache.popleft())

    def unsave(self, many: int) -> None:
        """The daemon died before it had noted that the last ones were handed over."""
        for _ in range(min(many, len(self.recent))):
            self.cache.appendleft(self.recent.pop())

    def _learn(self, uuid: str, identity: int, told: Json) -> None:
        """What the daemon itself keeps of an event."""
        self.sessions.add((uuid, identity))
        data = told["envelope"].get("dataMessage")
        if data is not None and uuid != self.uuid and "groupInfo" not in data:
            self.contact(uuid).expiration = data["expiresInSeconds"]

    # Keys.

    def trusts(self, uuid: str, identity: int) -> bool:
        """Whether these keys are trusted; the first ones are, and with `always` all."""
        known = self.trusted.setdefault(uuid, {})
        if not known or self.trust is Trust.ALWAYS:
            known.setdefault(identity, self.now_ms())
        return identity in known

    def accept(self, uuid: str) -> bool:
        """Trust all keys of somebody; what was kept because of them comes again."""
        person = self.people.get(uuid)
        if person is None:
            return False
        stranger_keys = [each for each, told in self.distrusted if _source(told) == uuid]
        for identity in [person.identity, *stranger_keys]:
            self.trusted.setdefault(uuid, {}).setdefault(identity, self.now_ms())
        again = [each for each in self.distrusted if _source(each[1]) == uuid]
        self.distrusted = [each for each in self.distrusted if _source(each[1]) != uuid]
        self.cache.extend(again)
        self.stirred.set()
        return True

    def forget(self, uuid: str) -> None:
        """Delete keys, sessions and contact."""
        self.contacts.pop(uuid, None)
        self.trusted.pop(uuid, None)
        self.sessions = {each for each in self.sessions if each[0] != uuid}

    # From a coordinator's linked device.

    def coordinator_types(self, person: Person, words: str) -> int:
        """Somebody answers by hand; the person sees it, and the daemon is told."""
        stamp = self.stamp()
        person.show(Bubble(stamp, True, words, self.clock.now()))
        sent: Json = {"destination": person.uuid, "destinationNumber": person.number}
        sent |= {"destinationUuid": person.uuid, "timestamp": stamp, "message": words}
        sent |= {"expiresInSeconds": person.timer, "viewOnce": False}
        own = Person(self, self.uuid, "Lipa", self.account)
        own.device = 2
        own.emit(stamp, syncMessage={"sentMessage": sent})
        return stamp


def knows_polls(world: World) -> bool:
    """Whether the daemon can send and understand polls."""
    return versions.at_least(world.version, versions.POLLS)


def text_of(data: bytes) -> str:
    """As `getAttachment` gives a file."""
    return base64.b64encode(data).decode()


def _source(told: Json) -> str:
    return str(told["envelope"]["sourceUuid"])
