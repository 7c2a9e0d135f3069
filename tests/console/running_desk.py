"""`lipa run --only web` in a folder of its own, with a desk that a browser can open."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bot.clock import system_clock
from bot.demo import content
from bot.office.office import Office
from bot.running import opening
from bot.settings.settings import Settings
from domain.staff.member import AddMember, Duty, Entrust, Role, StaffId
from storage.sealing.crypto import new_key
from storage.sign_ins.signed_in import Stage
from storage.store import Store, Transaction

LIPA = Path(sys.executable).with_name("lipa")
PATIENCE = 120.0  # seconds until it answers, on a busy machine


@dataclass(frozen=True)
class RunningDesk:
    """Where it is, and its database, in which tests look and put things beside the program."""

    url: str
    office: Office

    @property
    def store(self) -> Store:
        """The same database that the program uses."""
        return self.office.store

    def member(self, name: str, role: Role, *duties: Duty) -> StaffId:
        """Somebody of this name who works here; the same one each time."""
        known = {each.name: each.id for each in self.store.read(lambda tx: tx.staff.all())}
        if name in known:
            return known[name]
        self.office.perform(AddMember(name, role))
        member = self.store.read(lambda tx: tx.staff.all())[-1].id
        for duty in duties:
            self.office.perform(Entrust(member, duty, given=True))
        return member

    def invitation(self, name: str, role: Role) -> str:
        """A code for somebody who has never been here."""
        return self.office.perform(AddMember(name, role))

    def session(self, member: StaffId, language: str = "en") -> str:
        """What the browser of this member holds once they have signed in."""

        def act(tx: Transaction) -> str:
            tx.sign_ins.set_language(member, language)
            return tx.sessions.begin(member, Stage.IN, "Test", system_clock())

        return self.store.write(act)


@contextmanager
def running_desk(folder: Path, host: str = "127.0.0.1", **settings: str) -> Iterator[RunningDesk]:
    """With an event and times for advice; the program ends with the block."""
    port = _free_port()
    url = f"http://{host}:{port}"
    environment = {
        "LIPA_DATABASE_URL": f"sqlite:///{folder}/lipa.db",
        "LIPA_SECRET_KEYS": new_key(),
        "LIPA_PORT": str(port),
        "LIPA_CONSOLE_URL": url,
        "LIPA_LOG_LEVEL": "warning",
        **settings,
    }
    made = Settings.from_env(environment, folder)
    opening.migrate(made)
    office = Office(made)
    _fill(office)
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [LIPA, "run", "--only", "web"], env=environment, cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait(url)
            yield RunningDesk(url, office)
        finally:
            office.close()
            process.terminate()
            process.wait(15)
    left = (folder / "run.log").read_text()
    assert not re.search(r'Traceback|"level": "(error|critical)"', left), left


def _fill(office: Office) -> None:
    zone = office.settings.time_zone
    today = office.now.astimezone(zone).date()
    office.perform(content.advice(today, zone))
    office.perform(content.event(today, zone))


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{url}/health/live", timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
