"""Whom a message to many is for, in words: a line for each thing that must be true of them."""

from collections.abc import Callable, Iterable, Iterator

from domain.campaigns.campaign import Missing, Recipients
from domain.events.event import Event
from domain.speech.text import Text, Verbatim, _, lines


def meant(to: Recipients, event: Event | None, own_name: Callable[[str], str]) -> list[Text]:
    """`event` is the one that they come to; `own_name` says what a language calls itself."""
    chosen = list(_chosen(to, event, own_name))
    staff = [_("👥 Also for the people who run this service.")] if to.staff else []
    return [*(chosen or [_("👥 For everybody who said yes to messages.")]), *staff]


def without_their_language(missing: Missing) -> Text:
    """What becomes of readers of a language in which it is not written."""
    if missing is Missing.SKIP:
        return _("Who reads another language does not get it.")
    return _("Who reads another language gets it in one that is written.")


def _chosen(to: Recipients, event: Event | None, own_name: Callable[[str], str]) -> Iterator[Text]:
    if event is not None:
        yield _("👥 Only for those who come to: {event}", event=event.title)
    if to.unless_answered is not None:
        yield _("👥 Only for those who have not answered yet.")
    if to.local is not None:
        yield (
            _("👥 Only for those who live here.")
            if to.local
            else _("👥 Only for those who are new here.")
        )
    audience = to.audience
    if audience.languages:
        named = _listed(Verbatim(own_name(tag)) for tag in sorted(audience.languages))
        yield _("👥 Only for readers of: {languages}", languages=named)
    if audience.age_groups:
        named = _listed(each.label for each in sorted(audience.age_groups))
        yield _("👥 Only for these ages: {ages}", ages=named)
    if audience.interests:
        named = _listed(each.label for each in sorted(audience.interests))
        yield _("👥 Only for those who like: {interests}", interests=named)


def _listed(names: Iterable[Text]) -> Text:
    return lines(*names, between=" · ")
