"""What people ask again and again, answered from what the operator wrote and what they have booked.

An answer is told at once, and what was under way goes on. What is personal is not told on a phone
that is locked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from domain.advice.appointment import Appointment
from domain.advice.slot import Topic, to_bring
from domain.matters.doors import SEND
from domain.speech.languages import Intent
from domain.speech.text import Moment, Show, Text, _, lines
from domain.work import Desk
from flows.engine.kit import End, Flow, Leave, Move, Step, never
from flows.guests.contacts import hours, people, places, rules


@dataclass(frozen=True)
class Draft:
    """What was asked, by its key, and in which words."""

    key: str = ""
    words: str = field(default="", repr=False)


def tell_answer(draft: Draft, desk: Desk) -> Move[Draft]:
    """Tells what the operator answers, or else what their texts and the bookings hold."""
    question = desk.help.question(draft.key)
    if question is not None:
        return End(question.answer)
    tell = _EVERYWHERE.get(draft.key)
    return tell(draft, desk) if tell else End(_("Nobody has answered this yet."), _ELSE)


def _where(_draft: Draft, desk: Desk) -> End:
    booked = _next(desk)
    own = _("📍 Your appointment: {place}", place=booked.slot.place) if booked else None
    found = [*([own] if own else []), *_events(desk), *places(desk)]
    return _told(found, _("Where it is:"))


def _events(desk: Desk) -> Iterator[Text]:
    if desk.shut:
        return
    for rsvp in desk.events.coming_of(desk.person.id, desk.now)[:1]:
        event = desk.events.get(rsvp.event)
        if event is not None:
            yield lines(
                _("👉 {event}", event=event.title),
                _("📍 {place}", place=event.place),
                between="\n",
            )


def _hours(_draft: Draft, desk: Desk) -> End:
    return _told(list(hours(desk)), _("When somebody is there:"))


def _told(found: list[Text], title: Text) -> End:
    if not found:
        return End(_("Nobody has written this here yet. You can ask the team."), _ELSE)
    return End(lines(title, *found), _ELSE)


def _bring(_draft: Draft, desk: Desk) -> End:
    booked = _next(desk)
    if booked:
        day = Moment(booked.slot.starts, Show.SHORT)
        bring = to_bring(booked.topic, desk.policy, desk.language)
        return End(lines(_("Your appointment: {when}", when=day), bring, between="\n"))
    return End(lines(_("What to bring to advice:"), *_topics(desk), between="\n"), (Intent.LEGAL,))


def _topics(desk: Desk) -> Iterator[Text]:
    for topic in Topic:
        bring = to_bring(topic, desk.policy, desk.language)
        yield _("• {topic}: {bring}", topic=topic.label, bring=bring)


def _late(draft: Draft, desk: Desk) -> Leave:
    """Nobody waits in vain: the team can be told, with the time of today's appointment."""
    booked = _next(desk)
    today = desk.now.astimezone(desk.zone).date()
    starts = booked.slot.starts.astimezone(desk.zone) if booked else None
    if starts is None or starts.date() != today:
        return Leave(SEND(draft.words))
    told = _("You have an appointment today at {time}.", time=Moment(starts, Show.TIME))
    return Leave(SEND(f"{draft.words} ({starts:%Y-%m-%d %H:%M})"), told)


def _who(_draft: Draft, desk: Desk) -> End:
    found = [*people(desk), *rules(desk)]
    return End(lines(*found), (Intent.MESSAGE,)) if found else _told([], _("Who can help:"))


def _lipa(_draft: Draft, desk: Desk) -> End:
    said = lines(
        _("I am Lipa, a program. Nobody reads this at once."),
        _(
            "Behind me is {organisation}. With me you can find events, book free advice "
            "and tell us what should be better. It costs nothing.",
            organisation=desk.help.organisation,
        ),
        between="\n",
    )
    return End(said, (Intent.HUMAN, Intent.MESSAGE))


def _next(desk: Desk) -> Appointment | None:
    """The appointment that comes first, where it may be shown."""
    own = () if desk.shut else desk.appointments.open_of(desk.person.id, desk.now)
    return min(own, key=lambda each: each.slot.starts, default=None)


_ELSE = (Intent.HUMAN, Intent.MESSAGE)
_EVERYWHERE: Mapping[str, Callable[[Draft, Desk], Move[Draft]]] = {
    "where": _where,
    "hours": _hours,
    "bring": _bring,
    "late": _late,
    "who": _who,
    "lipa": _lipa,
}

flow = Flow("questions", Draft, steps={"answer": Step(tell_answer, never, flows=("messages",))})
