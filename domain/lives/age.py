"""What somebody says about their age, and who may take it from them that they are under 18.

To be younger is believed at once. Whoever said that they are under 18 stays so, whatever they say
later, until the month in which they turn 18 is over, or until somebody from the team who was
cleared for work with children has looked: else a child could leave every protection by a tap.
"""

from domain.events.lifts import leave_unfit
from domain.matters.doors import HEARD
from domain.matters.matter import (
    NO_MATTER,
    GrantAge,
    Matter,
    MatterId,
    MatterState,
    Subject,
)
from domain.matters.readers import readers
from domain.matters.reading import readable
from domain.outcome import Done, Outcome, Refused
from domain.people.person import AgeGroup, PersonId, TellAgeGroup
from domain.reminders.reminder import Thing
from domain.speech.languages import Intent
from domain.speech.messages import Option, Say
from domain.speech.spoken_words import words_for
from domain.speech.text import _, lines
from domain.staff.audit import Looked, View, Why
from domain.staff.member import Duty
from domain.work import Work

LOOKED_AT = _(
    "You told us before that you are under 18. Somebody from the team looks at this and writes to "
    "you. Until then everything stays as it is."
)
STAYS = _(
    "You told us that you are under 18, so this stays. If it is wrong, choose your age here: "
    "somebody from the team looks at it."
)
NOBODY_LOOKS = _(
    "You told us that you are under 18. At the moment nobody here may change this in the chat. "
    "You can come to us and say it: “{help}” shows where. Until then everything stays as it is.",
    help=words_for(Intent.HELP),
)
NOT_CLEARED = _("Only whoever was cleared for work with children may decide this.")


def tell_age_group(command: TellAgeGroup, work: Work) -> Outcome[bool]:
    """Only the group is kept. Its value is whether it holds now.

    It does not for whoever is under 18 and says an older one: then it waits for the team, once
    however often it is said. Refused when nobody there may look, and when somebody under 18 wants
    it forgotten.
    """
    person = work.people.get(work.person)
    if not person.young or command.age_group is AgeGroup.UNDER_18:
        _keep(person.id, command.age_group, work)
        leave_unfit(work)
        return Done(True)
    if command.age_group is None:
        return Refused(STAYS)
    return _ask_the_team(work)


def _ask_the_team(work: Work) -> Outcome[bool]:
    if not readers(Subject.AGE, None, work.staff.all(), young=True):
        return Refused(NOBODY_LOOKS)
    if not any(_waits(each) for each in work.matters.of(work.person)):
        work.matters.add(work.person, Subject.AGE, "", work.now, young=True)
    return Done(False)


def _waits(matter: Matter) -> bool:
    return matter.subject is Subject.AGE and matter.state is not MatterState.CLOSED


def grant_age(command: GrantAge, work: Work) -> Outcome[None]:
    """By a member who was cleared and may read it; they hear of it, and the audit notes it.

    Refused to everybody else, also at the command line, and when it is closed or about anything
    else. Which band they are in is theirs to tell.
    """
    matter, member = readable(command.matter, work), work.member
    if member is None or Duty.CHILDREN not in member.duties:
        return Refused(NOT_CLEARED)
    if matter is None or not _waits(matter):
        return Refused(NO_MATTER)
    person = work.people.get(matter.person)
    work.matters.close(matter.id, work.now)
    work.audit.note(Looked(work.now, member.id, View.MESSAGE, str(matter.id), Why.GRANTED))
    if person.young:  # they may have turned 18 meanwhile, and told more
        _keep(person.id, AgeGroup.GROWN, work)
    if not person.stopped:
        work.posts.write(person.id, granted(matter.id), work.now)
    return Done(None)


def granted(matter: MatterId) -> Say:
    """What they hear of it; the first line says nothing of what it is about."""
    said = lines(
        _("🔔 There is an answer to your message {number}.", number=matter),
        _("We write to you as to an adult from now on."),
    )
    options = (Option("thanks", _("Thank you")), Option("more", _("I want to write more")))
    return Say(said, options=options, asks=HEARD(matter))


def _keep(person: PersonId, age_group: AgeGroup | None, work: Work) -> None:
    """A month is of use to those under 18 alone."""
    work.people.set_age_group(person, age_group, work.now)
    if age_group is not AgeGroup.UNDER_18:
        work.people.set_adult_month(person, None)
        work.posts.drop_reminders(person, Thing.GROWING, 0)
