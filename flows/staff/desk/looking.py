"""Looks from the desk: each is noted first, said once, and never asked again."""

from dataclasses import dataclass, field

from domain.advice.appointment import AppointmentId, MarkMissed
from domain.events.event import EventId
from domain.events.notices import event_line
from domain.speech.messages import Option
from domain.speech.text import _
from domain.staff.audit import Look, View
from domain.surveys.survey import SurveyId
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Move
from flows.staff.desk.views import appointments_of, begun_today, by_time, coming_to, results_of


@dataclass(frozen=True)
class Draft:
    """The invitation, or what is looked at."""

    invite: str = field(default="", repr=False)
    ahead: int = 0  # days after today
    event: int = 0
    survey: str = ""


def tell_appointments(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Tells the appointments of a day that this member may see."""
    member = desk.staff.of(desk.person.id)
    told = None if member is None else appointments_of(member, draft.ahead, desk)
    return Goto("home", Draft(), tell=told)


def ask_missed(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks who did not come, among the appointments that have begun today."""
    member = desk.staff.of(desk.person.id)
    found = [] if member is None else begun_today(member, desk)
    if not found:
        return Goto("home", Draft(), tell=_("No appointment has begun today."))
    options = [Option(str(each.id), by_time(each)) for each in found]
    text = _("Who did not come? They are asked, gently, whether all is well.")
    return Ask(text, [*options, Option("home", _("🗂 Desk"))])


def missed_chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Notes that nobody came, and they are asked gently; “Change appointments” takes it back."""
    home = Goto("home", Draft())
    if choice == "home":
        return home
    said = Goto("home", Draft(), tell=_("Thank you. They are being asked."))
    return Do(MarkMissed(AppointmentId(int(choice))), then=said, refused=home)


def ask_events(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for which event the numbers shall be shown."""
    events = desk.events.upcoming(desk.now)
    if not events:
        return Goto("home", Draft(), tell=_("No event is planned."))
    return Ask(_("Which event?"), [Option(str(each.id), event_line(each)) for each in events])


def event_chosen(_draft: Draft, event: str) -> Do[Draft]:
    """Has the audit note the look first: one person is easily known among two."""
    shown = Goto("coming", Draft(event=int(event)))
    return Do(Look(View.COMING, event), then=shown, refused=End())


def tell_coming(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Tells how many people come to the event, and by which car."""
    event = desk.events.get(EventId(draft.event))
    return Goto("home", Draft(), tell=None if event is None else coming_to(event, desk))


def ask_surveys(_draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for which survey the results shall be shown; all of them are listed."""
    forms = desk.surveys.all()
    if not forms:
        return Goto("home", Draft(), tell=_("There are no surveys."))
    return Ask(_("Which survey?"), [Option(form.id, form.title) for form in forms])


def survey_chosen(_draft: Draft, survey: str) -> Do[Draft]:
    """Has the audit note the look first: counts are about people, too."""
    shown = Goto("results", Draft(survey=survey))
    return Do(Look(View.RESPONSES, survey), then=shown, refused=End())


def tell_results(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Tells the results, but never of so few people that somebody is known."""
    found = desk.surveys.results(SurveyId(draft.survey))
    return Goto("home", Draft(), tell=None if found is None else results_of(found))
