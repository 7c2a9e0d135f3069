"""The desk without a server or a browser: requests as any program may send them."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import httpx

from console.core.requests import COOKIE, PROOF, proof_of
from console.signing.codes import NOBODYS
from console.site import Site
from domain.staff.member import Duty, Role, StaffId
from storage.sealing.crypto import Keyring
from storage.sign_ins.signed_in import Stage
from storage.store import Store, Transaction
from tests.storage.database.sqlite_for_tests import migrated
from tests.storage.samples import KEY, NOW, ZONE
from translations.catalogues import Catalogues
from translations.saying.speaker import Speaker

URL = "http://desk.test"


@dataclass
class Desk:
    """Its database, its clock, and what it answers."""

    store: Store
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.site = Site(self.store, _speaker(), lambda: self.now, URL)
        self._application = self.site.application()

    def member(self, role: Role, *duties: Duty, name: str = "Maja") -> StaffId:
        """Somebody who works here, with a passphrase that nobody knows."""

        def act(tx: Transaction) -> StaffId:
            found: StaffId = tx.staff.add(name, role)
            tx.staff.entrust(found, frozenset(duties), self.now)
            tx.sign_ins.set(found, NOBODYS, "", [])
            return found

        return self.store.write(act)

    def signed_in(self, member: StaffId, stage: Stage = Stage.IN) -> str:
        """What their browser holds."""
        return self.store.write(lambda tx: tx.sessions.begin(member, stage, "Test", self.now))

    def get(self, path: str, token: str = "") -> httpx.Response:
        """A page, for whoever holds this."""
        return self.ask("GET", path, token)

    def post(
        self,
        path: str,
        token: str = "",
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """A form as our own page sends it, unless `fields` or `headers` say otherwise."""
        sent = {PROOF: proof_of(token), **(fields or {})}
        return self.ask("POST", path, token, sent, headers)

    def ask(
        self,
        method: str,
        path: str,
        token: str,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Any request."""
        cookie = {"cookie": f"{COOKIE}={token}"} if token else {}
        return asyncio.run(self._sent(method, path, fields or {}, {**cookie, **(headers or {})}))

    async def _sent(
        self, method: str, path: str, fields: Mapping[str, str], headers: Mapping[str, str]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._application)
        async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
            data = dict(fields) or None
            return await client.request(method, path, data=data, headers=dict(headers))

    def holds(self, answer: httpx.Response) -> str:
        """What the browser holds after this answer; empty when it was told nothing."""
        return answer.cookies.get(COOKIE) or ""


@cache
def _speaker() -> Speaker:
    return Speaker(Catalogues.load(("en",)), ZONE)


@contextmanager
def desk_in_process(folder: Path) -> Iterator[Desk]:
    """Over an empty database."""
    store = Store.open(migrated(folder / "lipa.db", KEY), Keyring.parse(KEY), ZONE)
    desk = Desk(store)
    try:
        yield desk
    finally:
        desk.site.close()
        store.close()
