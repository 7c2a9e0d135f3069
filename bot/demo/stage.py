"""What the demo plays on: a database made anew, an event, hours of advice, and a clock to push."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock, system_clock
from bot.demo import content
from bot.office.office import Office
from bot.office.upkeep import add_surveys
from bot.running import compose, opening
from bot.running.compose import House
from bot.running.lock import only_one
from bot.settings.settings import Settings
from domain.events.event import EventId
from storage.sealing.crypto import new_key

FOLDER = Path("var/demo")
DATABASE = "lipa.db"


class DemoClock:
    """Real time from a morning on, and faster when somebody pushes it."""

    def __init__(self, begins: datetime, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._ahead = begins - clock()

    def __call__(self) -> datetime:
        """Now, in the demo."""
        return self._clock() + self._ahead

    def forward(self, by: timedelta) -> None:
        """Let time pass at once; everybody with this clock sees it."""
        self._ahead += by


@dataclass(frozen=True)
class Stage:
    """A house with its content, its clock, a coordinator, and the event to announce."""

    house: House
    clock: DemoClock
    office: Office
    event: EventId

    @property
    def local(self) -> datetime:
        """The demo's time on the clock on the wall."""
        return self.clock().astimezone(self.house.settings.time_zone)


@contextmanager
def set_up(folder: Path) -> Iterator[Stage]:
    """A stage; another demo that plays in this folder is not disturbed but refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(folder / DATABASE):
        _clear(folder)
        url = f"sqlite:///{folder / DATABASE}"
        settings = Settings(database_url=url, secret_keys=new_key(), person_rate=0)
        _keep(settings.secret_keys, folder / ".env")
        opening.migrate(settings)
        clock = DemoClock(_morning(settings))
        add_surveys(settings, clock)
        house = compose.house(settings, clock)
        try:
            office = Office(settings, clock, house.store)
            yield Stage(house, clock, office, _fill(office))
        finally:
            house.store.close()


def _clear(folder: Path) -> None:
    for old in folder.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.suffix != ".lock":
            old.unlink()


def _keep(keys: str, path: Path) -> None:
    """So that any command, from within the folder, looks at the demo's database."""
    lines = (f"LIPA_SECRET_KEYS={keys}", f"LIPA_DATABASE_URL=sqlite:///{DATABASE}", "")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(lines))


def _morning(settings: Settings) -> datetime:
    today = system_clock().astimezone(settings.time_zone).date()
    return datetime.combine(today, content.MORNING, settings.time_zone).astimezone(UTC)


def _fill(office: Office) -> EventId:
    zone = office.settings.time_zone
    today = office.now.astimezone(zone).date()
    office.perform(content.advice(today, zone))
    return office.perform(content.event(today, zone))
