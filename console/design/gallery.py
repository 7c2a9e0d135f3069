"""Every part of the pages on one page, so that whoever draws a new one finds it."""

from console.core.pages import EVERYBODY, Page, Result, Shown, Subject
from console.core.visit import Visit


def show(_visit: Visit) -> Result:
    """With examples that are about nobody."""
    return Shown("design/gallery.html", {"bars": [("A", 41), ("B", 12), ("C", 5)]})


SUBJECT = Subject(
    place=None,
    pages=(Page(path="/desk/design", who=EVERYBODY, show=show),),
)
