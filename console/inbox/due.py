"""By when a message is answered, as a person would say it."""

from console.core.visit import Visit
from domain.matters.matter import Matter, MatterState
from domain.speech.text import Moment, Show, Text, _, n_


def due_words(matter: Matter, visit: Visit) -> tuple[Text, str]:
    """What to say, and the kind of tag to say it in."""
    if matter.state is MatterState.CLOSED:
        return _("closed"), ""
    if matter.state is MatterState.ANSWERED:
        return _("answered"), "good"
    days = (matter.due.astimezone(visit.zone).date() - visit.today).days
    if days < 0:
        return n_("{n} day late", "{n} days late", n=-days), "late"
    if days == 0:
        return _("due today"), "soon"
    if days == 1:
        return _("due tomorrow"), "soon"
    return _("by {day}", day=Moment(matter.due, Show.SHORT_DAY)), ""
