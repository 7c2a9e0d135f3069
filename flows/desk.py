"""The desk in chat, for staff: the appointments of the day, who comes, what to tell people.

Looks at people's data are noted before they are shown; they are said once and never asked again, so
that each row of the audit is one look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.advice.appointment import AppointmentId, MarkMissed
from domain.events.event import EventId
from domain.events.notices import event_line
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Verbatim, _
from domain.staff.audit import Look, View, seen_by
from domain.staff.member import (
    NOT_STAFF,
    UNCONFIRMED,
    AcceptInvitation,
    ConfirmMember,
    Member,
    Role,
    StaffId,
)
from domain.surveys.survey import SurveyId
from domain.work import Desk
from flows.kit import Ask, Do, End, Flow, Goto, Leave, Move, Step, never
from flows.looks import appointments_of, begun_today, by_time, coming_to, results_of

DAYS = {"today": 0, "tomorrow": 1}
WAYS = {
    "messages": Leave("answering"),
    "plan": Leave("planning"),
    "announce": Leave("announcing"),
    "last": Leave("announcing", step="last"),
    "proposed": Leave("announcing", step="proposed"),
}
ANNOUNCERS = (Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True)
class Draft:
    """The invitation, or what is looked at."""

    invite: str = field(default="", repr=False)
    ahead: int = 0  # days after today
    event: int = 0
    survey: str = ""


def ask_invited(_draft: Draft, _desk: Desk) -> Ask:
    """One question, so that a link alone opens nothing."""
    text = _("You are invited to work at the desk with this phone. Is it yours alone?")
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def invited(draft: Draft, answer: str) -> Move[Draft]:
    """A shared phone is no desk."""
    if answer == "no":
        return End(_("Then please use a phone of your own. The invitation still holds."))
    return Do(AcceptInvitation(draft.invite), then=Goto("home", Draft()), refused=End())


def ask_home(_draft: Draft, desk: Desk) -> Ask | End:
    """What this role can do."""
    member = desk.staff.of(desk.person.id)
    if member is None or not member.trusted:
        return End(NOT_STAFF if member is None else UNCONFIRMED)
    said = _("Your role here: {role}. What would you like to do?", role=member.role.label)
    return Ask(said, [*_views(member, desk), *_acts(member, desk)], title=_("🗂 Desk"))


def _views(member: Member, desk: Desk) -> Iterator[Option]:
    seen = seen_by(member)
    if View.APPOINTMENTS in seen:
        yield Option("today", _("📆 Today"))
        yield Option("tomorrow", _("📆 Tomorrow"))
        if begun_today(member, desk):
            yield Option("missed", _("🙁 Somebody did not come"))
    if View.COMING in seen:
        yield Option("events", _("👥 Who comes"))
    if View.RESPONSES in seen:
        yield Option("surveys", _("📊 Survey results"))
    if seen & {View.MESSAGE, View.SEALED}:
        yield Option("messages", _("✉ Messages"))


def _acts(member: Member, desk: Desk) -> Iterator[Option]:
    if member.role in ANNOUNCERS:
        yield Option("plan", _("🗓 Plan events"))
        yield Option("announce", _("📣 Tell everybody something"))
        if desk.campaigns.proposed(member.id):
            yield Option("proposed", _("📣 To be confirmed"))
        if desk.campaigns.about("announcement") is not None:
            yield Option("last", _("📊 The last announcement"))
    if member.role is Role.ADMIN and _doubted(member, desk):
        yield Option("phones", _("🔑 New phones"))
    yield Option(MENU_KEY, _("☰ Menu"))


def chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """A look is noted first."""
    if choice in DAYS:
        return _look(DAYS[choice])
    if choice == "missed":
        look = Look(View.APPOINTMENTS, ahead=0)
        return Do(look, then=Goto("missed", Draft()), refused=End())
    return WAYS.get(choice) or Goto(choice, Draft())


def _look(ahead: int) -> Do[Draft]:
    shown = Goto("appointments", Draft(ahead=ahead))
    return Do(Look(View.APPOINTMENTS, ahead=ahead), then=shown, refused=End())


def tell_appointments(draft: Draft, desk: Desk) -> Goto[Draft]:
    """What is theirs to see of a day."""
    member = desk.staff.of(desk.person.id)
    told = None if member is None else appointments_of(member, draft.ahead, desk)
    return Goto("home", Draft(), tell=told)


def ask_missed(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """What has begun today, by its time."""
    member = desk.staff.of(desk.person.id)
    found = [] if member is None else begun_today(member, desk)
    if not found:
        return Goto("home", Draft(), tell=_("No appointment has begun today."))
    options = [Option(str(each.id), by_time(each)) for each in found]
    text = _("Who did not come? They are asked, gently, whether all is well.")
    return Ask(text, [*options, Option("home", _("🗂 Desk"))])


def missed_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """It cannot be taken back: they are asked."""
    home = Goto("home", Draft())
    if choice == "home":
        return home
    said = Goto("home", Draft(), tell=_("Thank you. They are being asked."))
    return Do(MarkMissed(AppointmentId(int(choice))), then=said, refused=home)


def ask_events(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """What is to come."""
    events = desk.events.upcoming(desk.now)
    if not events:
        return Goto("home", Draft(), tell=_("No event is planned."))
    return Ask(_("Which event?"), [Option(str(each.id), event_line(each)) for each in events])


def event_chosen(_draft: Draft, event: str) -> Do[Draft]:
    """Counts are a look, too: one person is easily known among two."""
    shown = Goto("coming", Draft(event=int(event)))
    return Do(Look(View.COMING, event), then=shown, refused=End())


def tell_coming(draft: Draft, desk: Desk) -> Goto[Draft]:
    """How many there will be."""
    event = desk.events.get(EventId(draft.event))
    return Goto("home", Draft(), tell=None if event is None else coming_to(event, desk))


def ask_surveys(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """All there are."""
    forms = desk.surveys.all()
    if not forms:
        return Goto("home", Draft(), tell=_("There are no surveys."))
    return Ask(_("Which survey?"), [Option(form.id, form.title) for form in forms])


def survey_chosen(_draft: Draft, survey: str) -> Do[Draft]:
    """Also counts are a look."""
    shown = Goto("results", Draft(survey=survey))
    return Do(Look(View.RESPONSES, survey), then=shown, refused=End())


def tell_results(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Never so few that somebody is known."""
    found = desk.surveys.results(SurveyId(draft.survey))
    return Goto("home", Draft(), tell=None if found is None else results_of(found))


def ask_phones(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Whose keys are new: their phone, or somebody else."""
    member = desk.staff.of(desk.person.id)
    doubted = _doubted(member, desk) if member is not None and member.role is Role.ADMIN else []
    if not doubted:
        return Goto("home", Draft())
    options = [Option(str(each.id), Verbatim(each.name)) for each in doubted]
    text = _(
        "These people write from a new phone. Call each of them first; then choose whose phone is "
        "really theirs."
    )
    return Ask(text, [*options, Option("home", _("🗂 Desk"))])


def phone_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Their desk is open again."""
    home = Goto("home", Draft())
    if choice == "home":
        return home
    said = _("Confirmed. The desk is open to them again.")
    command = ConfirmMember(StaffId(int(choice)))
    return Do(command, then=Goto("home", Draft(), tell=said), refused=home)


def _doubted(member: Member, desk: Desk) -> Sequence[Member]:
    return [each for each in desk.staff.doubted() if each.id != member.id]


flow = Flow(
    "desk",
    Draft,
    steps={
        "home": Step(
            ask_home,
            chosen,
            to=("appointments", "missed", "events", "surveys", "phones"),
            flows=("answering", "planning", "announcing"),
        ),
        "invited": Step(ask_invited, invited, to=("home",)),
        "appointments": Step(tell_appointments, never, to=("home",)),
        "missed": Step(ask_missed, missed_chosen, to=("home",)),
        "events": Step(ask_events, event_chosen, to=("coming", "home")),
        "coming": Step(tell_coming, never, to=("home",)),
        "surveys": Step(ask_surveys, survey_chosen, to=("results", "home")),
        "results": Step(tell_results, never, to=("home",)),
        "phones": Step(ask_phones, phone_chosen, to=("home",)),
    },
)
