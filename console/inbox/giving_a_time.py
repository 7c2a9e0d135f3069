"""A time with an adviser for whoever wrote."""

from console.core.pages import Moved, Result, Shown
from console.core.visit import Visit
from console.inbox.one_message import known
from console.inbox.replying import INBOX
from domain.advice.appointment import GiveTime
from domain.advice.slot import SlotId, Topic
from domain.matters.alias import alias_of
from domain.outcome import Refused
from domain.speech.digits import digits_of
from domain.speech.text import Text, _

MOST = 60  # times; later ones come nearer


def show(visit: Visit) -> Result:
    """What is free about a topic; times that only staff give stand first."""
    return _drawn(visit, visit.asked("topic"), None)


def give(visit: Visit) -> Result:
    """It is theirs, and they are told."""
    matter = known(visit)
    slot = SlotId(int(digits_of(visit.one("slot"))[:18] or 0))
    outcome = visit.perform(GiveTime(matter.id, slot, _topic(visit.one("topic"))))
    if isinstance(outcome, Refused):
        return _drawn(visit, visit.one("topic"), outcome.text)
    return Moved(f"{INBOX}/{matter.id}", _("It is theirs, and they are being told."))


def _drawn(visit: Visit, topic: str, wrong: Text | None) -> Shown:
    matter, about = known(visit), _topic(topic)
    urgent, free = visit.read(
        lambda tx: (tx.appointments.urgent(visit.now), tx.appointments.free(about, visit.now))
    )
    values = {
        "matter": matter,
        "alias": alias_of(matter.id),
        "topics": [(each.value, visit.say(each.label)) for each in Topic],
        "topic": about,
        "urgent": urgent,
        "slots": [*urgent, *free][:MOST],
        "wrong": wrong,
    }
    return Shown("inbox/time.html", values, 422 if wrong else 200)


def _topic(written: str) -> Topic:
    return Topic(written) if written in set(Topic) else Topic.OTHER
