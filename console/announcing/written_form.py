"""What was typed and ticked to announce something, read into the domain's own command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from console.core.visit import Visit
from domain.campaigns.campaign import Announce, Missing
from domain.campaigns.dispatching import unfit
from domain.events.event import EventId
from domain.people.audience import Audience
from domain.people.person import BANDS, Interest
from domain.speech.languages import Language
from domain.speech.local_times import SKIPPED, exists, instant
from domain.speech.text import Content, Text, _

NOTHING = _("Write it in at least one language.")
NO_TIME = _("Choose a day and a time.")
OVER = _("This time is over.")


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """`command` is what would be announced; `wrong` says by field what must be mended first."""

    command: Announce
    wrong: Mapping[str, Text]

    @property
    def texts(self) -> Mapping[str, str]:
        """What is written, by language; what was written first stands first."""
        return self.command.text.by_language


def read_form(visit: Visit) -> WrittenForm:
    """Whatever was sent: what no page of ours offers is left out."""
    texts = {tag: words for tag in _tags(visit) if (words := visit.one(f"text-{tag}"))}
    due, late = _due(visit)
    faults = {f"text-{tag}": unfit(words) for tag, words in texts.items()}
    first = f"text-{_tags(visit)[0]}"
    faults |= {} if texts else {first: NOTHING}
    wrong = {name: text for name, text in {**faults, "at": late}.items() if text is not None}
    return WrittenForm(_command(visit, texts, due), wrong)


def in_own_order(visit: Visit) -> list[Language]:
    """The languages to write in: that of whoever writes stands first."""
    return sorted(visit.speaker.offered(), key=lambda each: each.tag != visit.language)


def _tags(visit: Visit) -> list[str]:
    return [each.tag for each in in_own_order(visit)]


def _command(visit: Visit, texts: Mapping[str, str], due: datetime | None) -> Announce:
    event = visit.one("event")
    return Announce(
        Content(texts),
        _audience(visit),
        Missing.SKIP if visit.one("missing") == Missing.SKIP else Missing.FALLBACK,
        due,
        EventId(int(event)) if event.isascii() and event.isdecimal() and len(event) < 19 else None,
        again=visit.one("do") == "again",
        staff=bool(visit.one("staff")),
        local={"local": True, "new": False}.get(visit.one("local")),
    )


def _audience(visit: Visit) -> Audience:
    languages, ages, likes = map(set, map(visit.many, ("languages", "ages", "interests")))
    return Audience(
        frozenset(tag for tag in _tags(visit) if tag in languages),
        frozenset(each for each in BANDS if each in ages),
        frozenset(each for each in Interest if each in likes),
    )


def _due(visit: Visit) -> tuple[datetime | None, Text | None]:
    """When it leaves, None for now, and what is wrong with that."""
    if visit.one("when") != "later":
        return None, None
    try:
        local = datetime.fromisoformat(visit.one("at")).replace(tzinfo=None)
    except ValueError:
        return None, NO_TIME
    day, clock = local.date(), local.time()
    if not exists(day, clock, visit.zone):
        return None, SKIPPED
    due = instant(day, clock, visit.zone)
    return due, OVER if due <= visit.now else None
