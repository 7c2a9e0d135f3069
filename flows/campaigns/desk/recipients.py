"""Who an announcement is for: everybody, readers of a language, an age, what somebody likes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.campaigns.campaign import Announce, Missing, Recipients
from domain.events.event import EventId
from domain.people.audience import Audience
from domain.people.person import BANDS, AgeGroup, Interest
from domain.speech.messages import Option
from domain.speech.text import Content, _
from domain.work import Desk
from flows.engine.kit import Ask, Goto, Several


@dataclass(frozen=True)
class Draft:
    """What is written in which language, who it is for, and the campaign once it is sent."""

    language: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    only_readers: bool = False
    interests: tuple[Interest, ...] = ()
    age_groups: tuple[AgeGroup, ...] = ()
    campaign: int = 0
    event: int = 0  # for those who came to it only
    read: int = 0  # in how many languages a colleague's was read
    shown: str = ""  # the fingerprint of what was read

    @property
    def coming_to(self) -> EventId | None:
        """The event whose guests are told; None for everybody else."""
        return EventId(self.event) if self.event else None

    @property
    def recipients(self) -> Recipients:
        """The people who would get it, as the domain chooses them."""
        return self.announcing().recipients

    def announcing(self, *, again: bool = False) -> Announce:
        """What is sent once they say yes."""
        content, fallback = Content(dict(self.texts)), Missing.FALLBACK
        return Announce(content, self.audience, fallback, None, self.coming_to, again)

    @property
    def audience(self) -> Audience:
        """The languages, ages and interests it is for; an empty set means any."""
        languages = frozenset(self.texts) if self.only_readers else frozenset()
        return Audience(languages, frozenset(self.age_groups), frozenset(self.interests))


def ask_audience(_draft: Draft, _desk: Desk) -> Ask:
    """Asks who it is for; whatever is chosen, only those who said yes to news get it."""
    options = [
        Option("everybody", _("Everybody")),
        Option("readers", _("Only who reads these languages")),
        Option("interests", _("Who likes something")),
        Option("ages", _("By age")),
    ]
    return Ask(_("Who is it for?"), options)


def audience_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Replaces the choice that was made before."""
    fresh = replace(draft, only_readers=choice == "readers", interests=(), age_groups=())
    return Goto(choice if choice in ("interests", "ages") else "seen", shown_first(fresh))


def ask_interests(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for what people like; one of the chosen things is enough."""
    options = [Option(each, each.label) for each in Interest]
    return Ask(_("Who likes what? Choose as many as you want."), options, expects=Several())


def interests_chosen(draft: Draft, interests: tuple[str, ...]) -> Goto[Draft]:
    """Remembers the interests; none of them means everybody."""
    return Goto("seen", replace(draft, interests=tuple(Interest(each) for each in interests)))


def ask_ages(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the ages; whoever told none is not meant then."""
    options = [Option(each, each.label) for each in BANDS]
    return Ask(_("Which age? Choose as many as you want."), options, expects=Several())


def ages_chosen(draft: Draft, ages: tuple[str, ...]) -> Goto[Draft]:
    """Remembers the ages; none of them means everybody."""
    return Goto("seen", replace(draft, age_groups=tuple(AgeGroup(each) for each in ages)))


def shown_first(draft: Draft) -> Draft:
    """The draft in the language that was written first, in which it is shown first."""
    return replace(draft, language=next(iter(draft.texts)))
