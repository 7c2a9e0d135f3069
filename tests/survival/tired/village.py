"""Tired people on both platforms around one running program, and what there is for them."""

from contextlib import closing
from datetime import timedelta
from random import Random

from sqlalchemy import func, select

from domain.advice.slot import AddSlots, NewSlots, Topic
from domain.events.change import AddEvent
from domain.events.event import NewEvent, Transport
from domain.people.audience import Audience
from domain.speech.text import Content
from domain.staff.member import AddMember, Role
from domain.surveys.survey import AddSurvey
from storage.conversations.tables import inbox
from storage.store import Store
from tests.storage.workbooks.books import read
from tests.survival.lipa_process import Program, until
from tests.survival.tired.hands import Hand, OnSignal, OnTelegram
from tests.survival.tired.ledger import address, kept
from tests.survival.tired.tired_people import OWN_NAMES, TiredPerson
from tests.survival.tired.watch import Watch
from tests.survival.town import hour

PLACE = Content({"en": "Poljanska 12", "ar": "بوليانسكا 12"})
CAPACITIES = (2, 3, 20)  # of gatherings: few enough that people wait
NEW_TIMES_EACH = 4  # turns
PATIENCE = 120.0  # seconds for a turn of hundreds


class Village:
    """Everybody takes a turn, then all of it settles, then everybody is looked at."""

    def __init__(self, lipa: Program, seed: int, many: int) -> None:
        self.watch = Watch()
        self.people: list[TiredPerson] = []
        self._lipa = lipa
        self._names: list[tuple[str, str]] = []
        self._days = 0
        for number in range(many):
            self._settle_in(number, Random(f"{seed} {number}"))

    def prepare(self) -> None:
        """A survey, an adviser with few times, gatherings that fill up."""
        for command in (AddSurvey(read().form), AddMember("Ana", Role.ADVISER)):
            self._lipa.office.perform(command)
        for number, capacity in enumerate(CAPACITIES):
            self._add_gathering(number, capacity)
        self._add_times()

    @property
    def messages(self) -> int:
        """How many were sent."""
        return sum(person.hand.sent for person in self.people)

    async def live(self, turns: int) -> None:
        """All of their turns; `watch` knows what went wrong."""
        with closing(self._lipa.open()) as store:
            before = store.read(kept)
            blinds = store.read(lambda tx: [address(tx, *name) for name in self._names])
            for turn in range(turns + 1):
                for person in self.people:
                    person.turn() if turn else person.begin()
                await until(lambda: self._settled(store), "all is answered", PATIENCE)
                after = store.read(kept)
                for blind, person in zip(blinds, self.people, strict=True):
                    self.watch.look(person, before.get(blind), after.get(blind))
                before = after
                if turn % NEW_TIMES_EACH == NEW_TIMES_EACH - 1:
                    self._add_times()  # of which whoever waits hears

    def _settled(self, store: Store) -> bool:
        """Telegram's updates wait until they were handled; of Signal's messages each is noted."""
        on_signal = [p.hand.sent for p in self.people if isinstance(p.hand, OnSignal)]
        many = select(func.count()).where(inbox.c.channel == "signal")
        handled = store.read(lambda tx: tx.connection.scalar(many)) or 0
        heard = not self._lipa.api.world.updates.waiting and handled >= sum(on_signal)
        return heard and not self._lipa.waiting()

    def _settle_in(self, number: int, random: Random) -> None:
        """Each third person has Signal."""
        language = random.choice(sorted(OWN_NAMES))
        hand: Hand
        if number % 3 == 2 and self._lipa.signal_cli is not None:
            person = self._lipa.signal_cli.person(number)
            hand = OnSignal(person, language)
            self._names.append(("signal", person.uuid))
        else:
            hand = OnTelegram(self._lipa.api.user(number + 1, language))
            self._names.append(("telegram", str(number + 1)))
        self.people.append(TiredPerson(hand, language, random))

    def _add_gathering(self, number: int, capacity: int) -> None:
        title = Content({"en": f"Gathering {number}", "ar": f"لقاء {number}"})
        starts = hour(3 + number)
        car = Transport(2, PLACE, starts - timedelta(hours=1)) if number else None
        ends = starts + timedelta(hours=2)
        gathering = NewEvent(
            title, None, PLACE, starts, ends, capacity, frozenset(), car, Audience()
        )
        self._lipa.office.perform(AddEvent(gathering))

    def _add_times(self) -> None:
        begin = (hour(2 + self._days), hour(2 + self._days, 1))
        times = tuple((at, at + timedelta(minutes=30)) for at in begin)
        spoken = tuple(OWN_NAMES)
        slots = NewSlots("Ana", spoken, frozenset(Topic), PLACE, times)
        self._lipa.office.perform(AddSlots(slots))
        self._days += 1
