"""Messages to many: those that run, are planned, wait for a colleague, or are over."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from console.announcing import composing, following
from console.announcing.composing import LIST, NEW, PREVIEW
from console.announcing.following import STATES
from console.core.pages import COORDINATORS, Page, Part, Place, Result, Shown, Subject
from console.core.visit import Visit
from domain.campaigns.campaign import CampaignId, CampaignState, Listed
from domain.speech.text import Verbatim, _, lines
from storage.store import Transaction

MOST = 30  # on one page

KINDS = {
    "announcement": _("Announcement"),
    "event": _("Invitation to an event"),
    "change": _("Change of an event"),
    "after": _("To those who came"),
    "survey": _("Survey"),
    "feedback": _("Survey after an event"),
    "farewell": _("Farewell"),
}


def show(visit: Visit) -> Result:
    """The newest first; what needs somebody's yes stands above."""
    asked = visit.asked("before")
    before = CampaignId(int(asked)) if asked.isascii() and asked.isdecimal() else None
    rows = visit.read(lambda tx: tx.campaigns.newest(MOST + 1, before))
    waiting = [each for each in rows if each.state is CampaignState.PROPOSED]
    values = {
        "rows": [(each, _kind(each), _words(each, visit)) for each in rows[:MOST]],
        "states": STATES,
        "waiting": [each for each in waiting if each.proposed_by != visit.me.id],
        "older": rows[MOST - 1].id if len(rows) > MOST else None,
    }
    return Shown("announcing/announcements.html", values)


def _kind(campaign: Listed) -> object:
    kind = campaign.about.partition(":")[0]
    return KINDS.get(kind, KINDS["announcement"])


def _words(campaign: Listed, visit: Visit) -> str:
    """Its first words."""
    say = campaign.say
    text = say.text if say.title is None else lines(say.title, say.text)
    return visit.say(text).strip().partition("\n")[0][:120]


def _to_confirm(visit: Visit) -> int:
    return visit.read(lambda tx: len(tx.campaigns.proposed(visit.me.id)))


def _look(tx: Transaction, _about: str, _now: datetime) -> Sequence[Listed]:
    return tx.campaigns.newest(MOST)


def _say(visit: Visit, rows: Sequence[Listed]) -> Mapping[str, str | int]:
    states = {f"state-{each.id}": visit.say(STATES[each.state][0]) for each in rows}
    waiting = {f"waiting-{each.id}": visit.say(Verbatim(str(each.waiting))) for each in rows}
    return {**states, **waiting}


ONE = f"{LIST}/{{campaign}}"
SUBJECT = Subject(
    place=Place(path=LIST, title=_("Announcements"), who=COORDINATORS, key="n", count=_to_confirm),
    pages=(
        Page(path=LIST, who=COORDINATORS, show=show),
        Page(path=NEW, who=COORDINATORS, show=composing.compose, act=composing.send, drafted=True),
        Page(path=PREVIEW, who=COORDINATORS, act=composing.preview),
        Page(path=ONE, who=COORDINATORS, show=following.show),
        Page(path=f"{ONE}/confirm", who=COORDINATORS, act=following.confirm),
        Page(path=f"{ONE}/stop", who=COORDINATORS, act=following.stop),
    ),
    parts=(Part(key="campaigns", who=COORDINATORS, look=_look, say=_say), following.PART),
)
