"""The world of the fakes."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from domain.people.person import PersonId
from domain.reminders.reminder import Reminder
from domain.speech.text import Text
from domain.staff.audit import Looked
from domain.work import Work
from tests.fakes.posts import Arrived, As, Planned, Posted
from tests.fakes.world import World
from tests.storage.samples import NOW, ZONE
from tests.twins.worlds import Twin, Waits, by_due

T = TypeVar("T")


class InMemory(Twin):
    """The fakes, as the tests of rules and conversations use them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(now=NOW, zone=ZONE)
        self.world.campaigns.readers = None

    def do(self, act: Callable[[Work], T]) -> T:
        """At once."""
        return act(self.world.work())

    def person(self, channel: str = "telegram") -> PersonId:
        """With a phone of this kind."""
        number = PersonId(next(self.numbers))
        self.world.add_person(number, "", frozenset(), age_group=None)
        self.world.links.phones[number] = [channel]
        self.hear(number, NOW)
        return number

    def hear(self, person: PersonId, at: datetime) -> None:
        """It is noted when they were seen."""
        self.world.people.seen[person] = at

    def lose(self, person: PersonId, channel: str) -> None:
        """What is sent there comes back."""
        self.world.links.lost.add((person, channel))

    def doubt(self, person: PersonId) -> None:
        """By their number at the desk."""
        member = self.world.staff.of(person)
        assert member is not None
        self.world.staff.doubt(member.id)

    def arrive(self, person: PersonId, message: str, at: datetime) -> None:
        """As if it had been sent."""
        self.world.posts.arrived.append(Arrived(person, "telegram", message, at))

    def waits(self, person: PersonId) -> list[Waits]:
        """From the three lists of the fake."""
        posts = self.world.posts
        words = [_said(each) for each in posts.words if each.person == person]
        reminders = [self._reminder(each) for each in posts.reminders if each.person == person]
        erasing = [
            Waits(there, channel, due, None, at_night=True)
            for who, channel, there, due in posts.erasing
            if who == person
        ]
        return by_due([*words, *reminders, *erasing])

    def goodbyes(self) -> list[Text]:
        """To phones that were separated, and to whoever was forgotten."""
        world = self.world
        return [*world.links.farewells.values(), *world.lives.farewells.values()]

    def looked(self) -> Sequence[Looked]:
        """As they came."""
        return self.world.audit.rows

    def _reminder(self, row: Planned) -> Waits:
        what = Reminder(row.thing, row.id, row.ahead)
        return Waits(what, self.world.links.preferred(row.person), row.due, row.not_after)


def _said(row: Posted) -> Waits:
    urgent = row.kind is not As.LETTER
    return Waits(row.say, row.channel, row.due, row.not_after, at_night=urgent)
