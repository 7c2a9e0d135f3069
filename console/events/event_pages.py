"""The pages about events: what is planned, one event, its guests, and how it is written."""

from console.core.pages import COORDINATORS, Page, Place, Subject, Who
from console.events import accepting, agenda, guests_of_event, one_event, writing_event
from console.events.writing_event import EVENTS
from domain.speech.text import _
from domain.staff.member import Role

LOOKERS = Who(roles=frozenset({Role.ADMIN, Role.COORDINATOR, Role.MODERATOR}))
ONE = f"{EVENTS}/{{event}}"

SUBJECT = Subject(
    place=Place(path=EVENTS, title=_("Events"), who=LOOKERS, key="e"),
    pages=(
        Page(path=EVENTS, who=LOOKERS, show=agenda.show),
        Page(
            path=f"{EVENTS}/new",
            who=COORDINATORS,
            show=writing_event.show_new,
            act=writing_event.add,
            drafted=True,
        ),
        Page(
            path=f"{EVENTS}/proposals/{{matter}}",
            who=COORDINATORS,
            show=accepting.show,
            act=accepting.accept,
        ),
        Page(path=ONE, who=LOOKERS, show=one_event.show),
        Page(
            path=f"{ONE}/duplicate",
            who=COORDINATORS,
            show=writing_event.show_duplicate,
            act=writing_event.add,
            drafted=True,
        ),
        Page(
            path=f"{ONE}/change",
            who=COORDINATORS,
            show=writing_event.show_change,
            act=writing_event.change,
            drafted=True,
        ),
        Page(path=f"{ONE}/announce", who=COORDINATORS, act=one_event.announce),
        Page(path=f"{ONE}/came", who=COORDINATORS, act=one_event.note_came),
        Page(path=f"{ONE}/allow-questions", who=COORDINATORS, act=one_event.allow_questions),
        Page(path=f"{ONE}/end-series", who=COORDINATORS, act=one_event.end_series),
        Page(
            path=f"{ONE}/cancel",
            who=COORDINATORS,
            show=one_event.ask_cancel,
            act=one_event.cancel,
            drafted=True,
        ),
        Page(
            path=f"{ONE}/outcome",
            who=COORDINATORS,
            show=one_event.ask_outcome,
            act=one_event.tell_outcome,
            drafted=True,
        ),
        Page(path=f"{ONE}/guests", who=LOOKERS, show=guests_of_event.show),
        Page(path=f"{ONE}/questions", who=LOOKERS, show=guests_of_event.show_questions),
        Page(path=f"{ONE}/calendar.ics", who=LOOKERS, show=one_event.calendar),
    ),
)
