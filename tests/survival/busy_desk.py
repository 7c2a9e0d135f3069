"""A coordinator who never rests, at a desk in the tests' own process."""

from datetime import datetime, timedelta

from bot.office.office import Office
from domain.advice.slot import AddSlots, NewSlots, Topic
from domain.campaigns.campaign import CampaignId
from domain.events.change import AddEvent, AnnounceEvent
from domain.events.event import EventId, NewEvent
from domain.people.audience import Audience
from domain.speech.text import Content
from domain.staff.member import AddMember, Duty, Entrust, Role, StaffId
from domain.surveys.survey import AddSurvey
from tests.storage.workbooks.books import read
from tests.survival.lipa_process import Program
from tests.survival.town import hour, write_letter

TIMES = 4  # of an adviser are new in each
CAPACITY = 20
PLACE = Content({"en": "Poljanska 12"})


class Desk:
    """A coordinator who never rests: new times, gatherings, letters."""

    def __init__(self, lipa: Program) -> None:
        self._lipa = lipa
        self.letters: dict[str, CampaignId] = {}
        self.times = 0
        self._round = 0
        for command in (
            AddSurvey(read().form),
            AddMember("Ana", Role.ADVISER),
            Entrust(StaffId(1), Duty.CHILDREN, given=True),  # for whoever says that they are young
        ):
            self.office.perform(command)

    @property
    def office(self) -> Office:
        """Where they work; another one when the keys are others."""
        return self._lipa.office

    def work(self) -> None:
        """Times in every life; now and then an invitation, now and then a letter."""
        self._round += 1
        self._add_times()
        if self._round % 3 == 1:
            self._invite()
        if self._round % 3 == 2:
            self._write()

    def _add_times(self) -> None:
        self.add_times(hour(2) + timedelta(hours=TIMES * self._round), TIMES)

    def add_times(self, first: datetime, many: int) -> None:
        """An adviser's times, each half an hour."""
        starts = [first + timedelta(hours=more) for more in range(many)]
        times = tuple((at, at + timedelta(minutes=30)) for at in starts)
        command = AddSlots(NewSlots("Ana", ("en",), frozenset({Topic.INTERVIEW}), PLACE, times))
        self.office.perform(command)
        self.times += many

    def _invite(self) -> None:
        """A gathering tomorrow at this time, so that its first reminder falls due at once."""
        title = Content({"en": f"Gathering {self._round}"})
        starts = self.office.now + timedelta(days=1, seconds=5)
        ends = starts + timedelta(hours=2)
        gathering = NewEvent(
            title, None, PLACE, starts, ends, CAPACITY, frozenset(), None, Audience()
        )
        event = self.office.perform(AddEvent(gathering))
        invite = AnnounceEvent(EventId(int(event)), None, again=False)
        self.office.perform(invite)

    def _write(self) -> None:
        name = f"Letter {self._round}"
        self.letters[name] = write_letter(self.office, name, self._round % 2)
