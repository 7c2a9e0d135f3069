"""What somebody has told about themselves, in lines for them to read."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from domain.people.person import Interest
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.work import Desk

FAR = timedelta(days=365)  # quiet that lasts longer was meant to have no end


def about(desk: Desk) -> Iterator[Text]:
    """A line for each thing that they told: language, age, likes."""
    person = desk.person
    yield _("• language: {language}", language=Verbatim(desk.own_name(person.language)))
    if person.age_group is not None:
        yield _("• age: {age}", age=person.age_group.label)
    if person.adult_month is not None:
        at = datetime.combine(person.adult_month, time(12), desk.zone)
        yield _("• you turn 18 in {month}", month=Moment(at, Show.MONTH))
    if person.local:
        yield _("• you live here and want to meet people")
    if person.interests:
        likes = [each.label for each in Interest if each in person.interests]
        yield _("• you like: {interests}", interests=lines(*likes, between=" · "))


def quiet_now(desk: Desk) -> Text | None:
    """Until when nothing comes that we start; None when nothing is held back."""
    until = desk.person.quiet_until
    if until is None or until <= desk.now:
        return None
    if until - desk.now > FAR:
        return _("🤫 It is quiet until you end it.")
    return _("🤫 It is quiet until {time}.", time=Moment(until, Show.SHORT))
