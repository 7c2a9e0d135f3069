"""How many people, month by month, on one page to print; nobody is listed."""

from console.core.pages import COORDINATORS, Page, Place, Result, Shown, Subject
from console.core.visit import Visit
from domain.speech.text import _
from storage.figures.monthly import figures

PEOPLE = "/people"


def show(visit: Visit) -> Result:
    """Counts in whole fives."""
    found = visit.read(lambda tx: figures(tx, visit.now))
    months = [
        (month, found.advice[month], found.missed[month], found.coming[month])
        for month in found.advice
    ]
    languages = [
        (visit.speaker.own_name(tag) if tag else "?", many) for tag, many in found.languages.items()
    ]
    values = {"figures": found, "months": months, "spoken": languages}
    return Shown("people/counts.html", values)


SUBJECT = Subject(
    place=Place(path=PEOPLE, title=_("People"), who=COORDINATORS, key="p"),
    pages=(Page(path=PEOPLE, who=COORDINATORS, show=show),),
)
