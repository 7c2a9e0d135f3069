"""Who an announcement is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.campaigns.campaign import Recipients, recipients_of
from domain.events.event import EventId
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.messages import Option
from domain.speech.text import _
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

    @property
    def coming_to(self) -> EventId | None:
        """The event whose guests are told."""
        return EventId(self.event) if self.event else None

    @property
    def recipients(self) -> Recipients:
        """Who would get it."""
        return recipients_of(self.audience, self.coming_to)

    @property
    def audience(self) -> Audience:
        """Who it is for."""
        languages = frozenset(self.texts) if self.only_readers else frozenset()
        return Audience(languages, frozenset(self.age_groups), frozenset(self.interests))


def ask_audience(_draft: Draft, _desk: Desk) -> Ask:
    """Only those who said yes to messages, whatever is chosen."""
    options = [
        Option("everybody", _("Everybody")),
        Option("readers", _("Only who reads these languages")),
        Option("interests", _("Who likes something")),
        Option("ages", _("By age")),
    ]
    return Ask(_("Who is it for?"), options)


def audience_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """A choice replaces the one before."""
    fresh = replace(draft, only_readers=choice == "readers", interests=(), age_groups=())
    return Goto(choice if choice in ("interests", "ages") else "seen", shown_first(fresh))


def ask_interests(_draft: Draft, _desk: Desk) -> Ask:
    """Any of them."""
    options = [Option(each, each.label) for each in Interest]
    return Ask(_("Who likes what? Choose as many as you want."), options, expects=Several())


def interests_chosen(draft: Draft, interests: tuple[str, ...]) -> Goto[Draft]:
    """None is everybody."""
    return Goto("seen", replace(draft, interests=tuple(Interest(each) for each in interests)))


def ask_ages(_draft: Draft, _desk: Desk) -> Ask:
    """Any of them; who told no age is not meant then."""
    options = [Option(each, each.label) for each in AgeGroup]
    return Ask(_("Which age? Choose as many as you want."), options, expects=Several())


def ages_chosen(draft: Draft, ages: tuple[str, ...]) -> Goto[Draft]:
    """None is everybody."""
    return Goto("seen", replace(draft, age_groups=tuple(AgeGroup(each) for each in ages)))


def shown_first(draft: Draft) -> Draft:
    """What is shown first is what was written first."""
    return replace(draft, language=next(iter(draft.texts)))
