"""Events that people propose: read by whoever may, and made an event with one press."""

from console.core.pages import Moved, Result, Shown
from console.core.visit import NotAllowedError, Visit
from console.events.agenda import proposals_for
from console.events.writing_event import EVENTS
from domain.events.proposal import AcceptProposal
from domain.matters.matter import Matter, MatterId
from domain.outcome import Refused
from domain.speech.text import Text, _
from domain.staff.audit import View
from storage.store import Transaction


def show(visit: Visit) -> Result:
    """The words of one proposal; the look is noted."""
    return _page(visit)


def accept(visit: Visit) -> Result:
    """It takes place, and whoever proposed it hears that."""
    number = MatterId(visit.number("matter"))
    tags = tuple(each.tag for each in visit.speaker.offered())
    outcome = visit.perform(AcceptProposal(number, tags))
    if isinstance(outcome, Refused):
        return _page(visit, outcome.text)
    said = _("It is added, and whoever proposed it is told. You can complete it here.")
    return Moved(f"{EVENTS}/{outcome.value}/change", said)


def _page(visit: Visit, refused: Text | None = None) -> Shown:
    number = visit.number("matter")

    def find(tx: Transaction) -> Matter:
        found = {each.id: each for each in proposals_for(tx, visit)}
        if number not in found:
            raise NotAllowedError
        return found[MatterId(number)]

    visit.read(find)
    matter = visit.look(View.MESSAGE, str(number), find)
    values = {"matter": matter, "refused": refused}
    return Shown("events/proposal.html", values, 200 if refused is None else 422)
