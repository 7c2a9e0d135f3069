"""Growing up: what changes at 18 is prepared months before, without a date of birth.

Whoever is under 18 may tell the month in which that ends. They are written to before it; after it
their age group changes and the month is erased.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.outcome import Done, Outcome, Refused
from domain.people.person import Person
from domain.people.rights import TellMonth
from domain.reminders.reminder import Reminder, Thing
from domain.speech.languages import Intent
from domain.speech.messages import Say
from domain.speech.spoken_words import words_for
from domain.speech.text import Moment, Show, _, lines
from domain.work import Work

AHEAD = tuple(timedelta(days=days) for days in (180, 90, 30))
AT = time(10)  # local
YEARS = 8  # that a month may be away; younger children do not write here
STALE = timedelta(days=30)  # after which nobody is told any more that they are 18


def tell_month(command: TellMonth, work: Work) -> Outcome[None]:
    """Only the month is kept, and only of whoever is under 18."""
    month = command.month and command.month.replace(day=1)
    this = work.now.astimezone(work.zone).date().replace(day=1)
    young = work.people.get(work.person).young
    if month is not None and not (young and this <= month < this.replace(year=this.year + YEARS)):
        return Refused(_("This month cannot be right."))
    work.people.set_adult_month(work.person, month)
    plan(work)
    return Done(None)


def plan(work: Work) -> None:
    """Plan what this person is told before and after, in place of what was planned.

    Whoever stopped us is told nothing.
    """
    person = work.people.get(work.person)
    work.posts.drop_reminders(person.id, Thing.GROWING, 0)
    if person.adult_month is None or person.stopped:
        return
    for ahead, due, not_after in _times(person.adult_month, work.zone):
        if due > work.now:
            work.posts.remind(person.id, Thing.GROWING, 0, ahead, due, not_after)


def _times(month: date, zone: ZoneInfo) -> Iterator[tuple[timedelta, datetime, datetime]]:
    """How long ahead, when, and until when it makes sense."""
    begins = datetime.combine(month, AT, zone)
    for ahead in AHEAD:
        yield ahead, begins - ahead, begins
    over = datetime.combine(following(month), AT, zone)
    yield timedelta(), over, over + STALE


def following(month: date) -> date:
    """The first day of the month after the one of this day."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def reminder(planned: Reminder, person: Person, zone: ZoneInfo) -> Say | None:
    """What to say now; None when they have taken the month back."""
    if not planned.ahead:
        return Say(OVER)
    if person.adult_month is None:
        return None
    month = Moment(datetime.combine(person.adult_month, AT, zone), Show.MONTH)
    return Say(
        lines(
            _("🔔 Something to talk about with an adult you trust."),
            _(
                "In {month} you turn 18. Then some things change: who decides for you, where you "
                "live, school, and your papers.",
                month=month,
            ),
            _(
                "Talk about it now with your guardian or an adult you trust. For free advice, "
                "write “{legal}”. To ask us, write “{message}”.",
                legal=words_for(Intent.LEGAL),
                message=words_for(Intent.MESSAGE),
            ),
        )
    )


OVER = lines(
    _("🔔 One thing has changed in what we know about you."),
    _("You are 18 now. We write to you as to an adult, and the month is erased."),
    _("If you do not know whom to ask from now on, write “{help}”.", help=words_for(Intent.HELP)),
)
