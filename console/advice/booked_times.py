"""Times with who has them, as staff may see them: an adviser their own, topics of children few."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.core.pages import Who
from console.core.visit import Visit
from domain.advice.appointment import Appointment, AppointmentState
from domain.advice.slot import INTERPRETER, Slot
from domain.speech.text import Text, Verbatim, _, lines
from domain.staff.audit import View
from domain.staff.member import Duty, Member, Role, cleared
from storage.store import Transaction
from translations.catalogues import own_name

ADVISERS = Who(roles=frozenset({Role.ADMIN, Role.COORDINATOR, Role.ADVISER}))
AHEAD = timedelta(days=60)  # how far free times are looked for
MOST = 40  # free times to choose from
SHOWN = (AppointmentState.OPEN, AppointmentState.OFFERED, AppointmentState.PAST)


@dataclass(frozen=True, slots=True)
class Booked:
    """A time, and who has it, if anybody. `hidden`: of somebody under 18, for cleared staff."""

    slot: Slot
    appointment: Appointment | None = None
    hidden: bool = False

    @property
    def kind(self) -> str:
        """How the week's table draws it."""
        if self.appointment is None:
            return "urgent" if self.slot.urgent else ""
        return "offered" if self.appointment.state is AppointmentState.OFFERED else "taken"

    @property
    def missed(self) -> bool:
        """Whether nobody came."""
        return self.appointment is not None and self.appointment.state is AppointmentState.MISSED

    @property
    def about(self) -> Text | None:
        """The topic; None where it is not for whoever looks."""
        return None if self.appointment is None or self.hidden else self.appointment.topic.label

    @property
    def language(self) -> Text | None:
        """In which language, and whether somebody translates."""
        if self.appointment is None or self.hidden:
            return None
        if self.appointment.language == INTERPRETER:
            return _("with an interpreter")
        language = Verbatim(own_name(self.appointment.language))
        if self.appointment.interpreted:
            return _("with an interpreter: {language}", language=language)
        return language

    @property
    def where(self) -> Text | None:
        """Room and interpreter."""
        names = [Verbatim(name) for name in (self.slot.room, self.slot.interpreter) if name]
        return lines(*names, between=" · ") if names else None


def booked_between(visit: Visit, about: str, first: datetime, until: datetime) -> list[Booked]:
    """Times of these days that are theirs to see, in their order; the look is noted first."""

    def act(tx: Transaction) -> list[Booked]:
        appointments = tx.appointments.between(first, until)
        return list(together(tx.appointments.slots_between(first, until), appointments, visit.me))

    return visit.look(View.APPOINTMENTS, about, act)


def together(
    slots: Iterable[Slot], appointments: Iterable[Appointment], member: Member
) -> Iterator[Booked]:
    """Each time that this member may see, with who has it."""
    held = {each.slot.id: each for each in appointments if shown(each)}
    for slot in slots:
        if sees(member, slot.adviser):
            found = held.get(slot.id)
            yield Booked(slot, found, found is not None and is_hidden(found, member))


def shown(appointment: Appointment) -> bool:
    """Whether it is still of interest who has it."""
    return appointment.state in SHOWN or appointment.state is AppointmentState.MISSED


def sees(member: Member, adviser: str) -> bool:
    """An adviser sees their own times, others all."""
    return member.role is not Role.ADVISER or member.name == adviser


def is_hidden(appointment: Appointment, member: Member) -> bool:
    """Of somebody under 18, whoever is not cleared learns only that the time is taken."""
    return appointment.young and Duty.CHILDREN not in member.duties


def free_times(tx: Transaction, visit: Visit) -> list[Slot]:
    """What nobody has, the next first; the rules decide who gets it."""
    until = visit.now + AHEAD
    slots = tx.appointments.slots_between(visit.now, until)
    booked = tx.appointments.between(visit.now, until)
    found = together(slots, booked, visit.me)
    return [
        each.slot for each in found if each.appointment is None and each.slot.starts > visit.now
    ]


def fitting(appointment: Appointment, free: Sequence[Slot], staff: Iterable[Member]) -> list[Slot]:
    """About the topic, and of a cleared adviser where one is needed; in their language first."""
    allowed = cleared(list(staff)) if appointment.young else None
    found = [
        slot
        for slot in free
        if (slot.urgent or appointment.topic in slot.topics)
        and (allowed is None or slot.adviser in allowed)
    ]
    return sorted(found[:MOST], key=lambda slot: appointment.language not in slot.languages)
