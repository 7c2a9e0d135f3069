"""What people decide about themselves: language, consents, age, interests, quiet, their number."""

import hmac
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.lasting import lasts
from domain.outcome import Done, Outcome, Refused
from domain.people.person import (
    ChooseLanguage,
    DecideConsent,
    Purpose,
    TellInterests,
    TellLocal,
)
from domain.people.pin import (
    CLOSED_FOR,
    LONGEST,
    OPEN_AT_THE_DESK,
    OPEN_FOR,
    SHORTEST,
    TRIES,
    PinSaid,
    RemovePin,
    SayPin,
    SetPin,
    StayOpen,
)
from domain.people.quiet import ENDLESS, EndQuiet, KeepQuiet, Quiet
from domain.reminders.reminder import QUIET_UNTIL
from domain.speech.digits import digits_of
from domain.speech.text import Moment, Show, _
from domain.work import Work


def choose_language(command: ChooseLanguage, work: Work) -> Outcome[None]:
    """The language is theirs to choose at any time."""
    work.people.set_language(work.person, command.language)
    return Done(None)


def decide_consent(command: DecideConsent, work: Work) -> Outcome[None]:
    """Each yes and no is kept; taking part back also ends being written to."""
    work.people.set_consent(work.person, command.purpose, given=command.given, at=work.now)
    if command.purpose is Purpose.TAKE_PART and not command.given:
        work.people.set_consent(work.person, Purpose.BE_WRITTEN, given=False, at=work.now)
    return Done(None)


def tell_local(command: TellLocal, work: Work) -> Outcome[None]:
    """It can be said either way at any time."""
    work.people.set_local(work.person, local=command.local)
    return Done(None)


def tell_interests(command: TellInterests, work: Work) -> Outcome[None]:
    """The new interests replace the old ones."""
    work.people.set_interests(work.person, command.interests)
    return Done(None)


def set_pin(command: SetPin, work: Work) -> Outcome[None]:
    """It is asked for from the next time on, not right now.

    Refused when there are fewer than SHORTEST digits, or more than LONGEST.
    """
    digits = digits_of(command.words)
    if not SHORTEST <= len(digits) <= LONGEST:
        return Refused(_("Please write {least} to {most} digits.", least=SHORTEST, most=LONGEST))
    work.people.set_pin(work.person, digits)
    _open(work)
    return Done(None)


def stay_open(_command: StayOpen, work: Work) -> Outcome[None]:
    """Never refused; a number that was not said, or too long ago, is still asked for."""
    person = work.people.get(work.person)
    if person.pin and not person.is_locked(work.now):
        _open(work)
    return Done(None)


def _open(work: Work) -> None:
    """For a while; longer for those who work here, who are at it all the time."""
    member = work.staff.of(work.person)
    work.people.open_pin(work.person, work.now + (OPEN_AT_THE_DESK if member else OPEN_FOR))


def remove_pin(_command: RemovePin, work: Work) -> Outcome[None]:
    """Everything is shown at once again. Never refused, also when they had none."""
    work.people.set_pin(work.person, None)
    return Done(None)


def say_pin(command: SayPin, work: Work) -> Outcome[PinSaid]:
    """Right: personal matters are open for a while. Wrong too often: none is heard for a while.

    Said on a phone with new keys, the right one says whose they are. Not so at the desk: there an
    administrator does.

    Refused during that while. Without a number everything said is right.
    """
    pin = work.people.pin(work.person)
    if pin is None:
        return Done(PinSaid.RIGHT)
    if pin.closed_until is not None and lasts(pin.closed_until, work.now, CLOSED_FOR):
        return _too_often(pin.closed_until)
    if hmac.compare_digest(pin.digits, digits_of(command.words)):
        _open(work)
        if work.staff.of(work.person) is None:
            work.links.trust(work.person, work.channel, work.now)
        return Done(PinSaid.RIGHT)
    misses = pin.misses + 1
    closed = None if misses % TRIES else work.now + CLOSED_FOR
    work.people.miss_pin(work.person, misses, closed)
    return Done(PinSaid.CLOSED if closed else PinSaid.WRONG)


def _too_often(until: datetime) -> Refused:
    return Refused(
        _("That was wrong too often. Please try again at {time}.", time=Moment(until, Show.TIME))
    )


def keep_quiet(command: KeepQuiet, work: Work) -> Outcome[None]:
    """In place of any quiet before, which ends now. Never refused."""
    end_quiet(EndQuiet(), work)
    work.people.set_quiet(work.person, _until(command.quiet, work.now, work.zone))
    return Done(None)


def end_quiet(_command: EndQuiet, work: Work) -> Outcome[None]:
    """What was held back and is still of use comes now."""
    until = work.people.get(work.person).quiet_until
    if until is not None:
        work.people.set_quiet(work.person, None)
        work.posts.wake(work.person, until, work.now)
    return Done(None)


def _until(quiet: Quiet, now: datetime, zone: ZoneInfo) -> datetime:
    if quiet is Quiet.MORNING:
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, QUIET_UNTIL, zone).astimezone(now.tzinfo)
    lasts = {Quiet.HOUR: timedelta(hours=1), Quiet.WEEK: timedelta(days=7)}
    return now + lasts.get(quiet, ENDLESS)
