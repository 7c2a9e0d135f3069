"""A question as it is put on the screen: its page of options, and the ways to move around."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.speech.messages import Option, Say, leads_elsewhere
from domain.speech.text import Message, Text, _, lines, to_json
from domain.speech.ways import MENU
from flows.engine.kit import Ask, Several
from flows.engine.place import Place

PAGE = 8  # options on a screen; a few more are shown at once rather than paged
MOST_ON_SCREEN = 10

BACK = Option("_back", _("⬅ Back"))
# What is remembered of somebody when nothing is under way.
_KEPT = ("parked", "wordless", "album", "tapped", "tongue", "written", "sent")
SPEAK = "_speak:"  # before the tag of a language that somebody seems to write
AGAIN = Option("_again", _("No"))
MORE = Option("_more", _("More ⬇"))
EARLIER = Option("_earlier", _("Earlier ⬆"))
DONE = Option("_done", _("✔ Done"))
SEND = Option("_send", _("✉ Send this to the team"))
SKIP = Option("_done", _("Skip"))  # while nothing is ticked


def put(
    ask: Ask,
    place: Place,
    said: Sequence[Text],
    now: float,
    stood: Place | None = None,
    beside: Sequence[Option] = (),
) -> tuple[Say, Place]:
    """The question to send, after what is said before it, and the place that awaits its answer.

    `beside`: what is offered after its own answers. `stood`: where the person stood if nothing was
    decided since. What is asked there once more keeps its number, so that each copy on the phone
    may be answered.
    """
    shown = on_screen(ask, place)
    options = _different([*shown, *beside])
    asks = replace(place, offered=_offered(options), expects=ask.expects)
    again = stood is not None and _is_same(stood, asks)
    asked = place.asked if again else _next_number(place.asked, now)
    say = Say(
        text=lines(*said, ask.text) if said else ask.text,
        title=ask.title,
        options=tuple(options),
        prompt=str(asked),
        typed=ask.expects is not None and not isinstance(ask.expects, Several),
        file=ask.file,
        sensitive=ask.sensitive,
    )
    long = len(ask.options) > MOST_ON_SCREEN
    asks = replace(asks, undo=ask.undo, clearly=ask.clearly)
    return say, replace(asks, asked=asked, asked_at=now, more=long)


def _different(options: Sequence[Option]) -> list[Option]:
    """Each label once: a wish and a question may lead to the same place."""
    labels = [option.label for option in options]
    return [option for at, option in enumerate(options) if option.label not in labels[:at]]


def close(
    said: Sequence[Text], place: Place, now: float, beside: Sequence[Option] = ()
) -> tuple[Say, Place]:
    """Last words of a conversation; the menu stays one press away, after what is `beside` it."""
    options = tuple(_different([*beside, MENU]))
    asked = _next_number(place.asked, now)
    say = Say(joined(said), options=options, prompt=str(asked))
    kept = {name: getattr(place, name) for name in _KEPT}
    return say, Place(asked=asked, asked_at=now, offered=_offered(options), **kept)


def joined(said: Sequence[Text]) -> Text:
    """Several things said as one message."""
    return lines(*said) if len(said) > 1 else said[0]


def on_screen(ask: Ask, place: Place) -> list[Option]:
    """The options of this page, and after them the ways to move around."""
    page = list(ask.options)
    around: list[Option] = []
    if len(page) > MOST_ON_SCREEN:
        start = place.page * PAGE
        if start:
            around.append(EARLIER)
        if start + PAGE < len(page):
            around.append(MORE)
        page = page[start : start + PAGE]
    if isinstance(ask.expects, Several):
        picked = place.frames[-1].picked
        page = [Option(o.key, ticked(o)) if o.key in picked else o for o in page]
        around.append(SKIP if ask.may_skip and not picked else DONE)
    if len(place.frames) > 1 or (place.frames and place.frames[-1].trail):
        around.append(BACK)
    return page + around


def ticked(option: Option) -> Message:
    """One of several options, once it is chosen."""
    return _("✅ {option}", option=option.label)


def out_of_sight(options: Sequence[Option], page: int, key: str) -> list[Message]:
    """What was found by typing and is ticked on another page is said, so that it is seen."""
    shown = options[page * PAGE :][:PAGE]
    return [ticked(option) for option in options if option.key == key and option not in shown]


def toggled(picked: tuple[str, ...], key: str, expects: Several) -> tuple[str, ...]:
    """What is ticked after a press on this option, as exclusive ones want it."""
    if key in picked:
        return tuple(other for other in picked if other != key)
    if key in expects.exclusive:
        return (key,)
    return (*(other for other in picked if other not in expects.exclusive), key)


def _offered(options: Sequence[Option]) -> tuple[tuple[str, Any], ...]:
    return tuple((option.key, to_json(option.label)) for option in options)


def _is_same(before: Place, now: Place) -> bool:
    """Whether every answer of either stands at the same number in both, so far as it has it."""
    both = min(len(before.offered), len(now.offered))
    alone = (*before.offered[both:], *now.offered[both:])
    same = before.offered[:both] == now.offered[:both]
    beside = all(leads_elsewhere(key) or key.startswith((SEND.key, SPEAK)) for key, _label in alone)
    return same and beside and _question(before) == _question(now)


def _question(place: Place) -> tuple[Any, ...]:
    return place.frames, place.page, place.expects


def _next_number(asked: int, now: float) -> int:
    # A first question is numbered by the clock, so that a button from before a /forget is old.
    return asked + 1 if asked else int(now)
