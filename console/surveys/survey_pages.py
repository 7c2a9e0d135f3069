"""Surveys: a workbook becomes one, is sent, and shows what many have answered."""

from console.core.pages import COORDINATORS, Page, Place, Subject
from console.surveys import adding_one, answers, listing
from domain.speech.text import _

SURVEYS = "/surveys"

SUBJECT = Subject(
    place=Place(path=SURVEYS, title=_("Surveys"), who=COORDINATORS, key="s"),
    pages=(
        Page(path=SURVEYS, who=COORDINATORS, show=listing.show),
        Page(
            path=f"{SURVEYS}/new",
            who=COORDINATORS,
            show=adding_one.ask,
            act=adding_one.add,
            largest=adding_one.LARGEST,
        ),
        Page(path=f"{SURVEYS}/{{survey}}", who=COORDINATORS, show=answers.show),
        Page(path=f"{SURVEYS}/{{survey}}/send", who=COORDINATORS, act=listing.send),
        Page(path=f"{SURVEYS}/{{survey}}/export", who=COORDINATORS, act=answers.export),
    ),
)
