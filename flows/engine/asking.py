"""A question as it is put on the screen: its page of options, and the ways to move around."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.speech.messages import MENU_KEY, Option, Say
from domain.speech.text import Message, Text, _, lines, to_json
from flows.engine.kit import Ask, Several
from flows.engine.place import Place

PAGE = 8  # options on a screen; a few more are shown at once rather than paged
MOST_ON_SCREEN = 10

BACK = Option("_back", _("⬅ Back"))
MENU = Option(MENU_KEY, _("☰ Menu"))
MORE = Option("_more", _("More ⬇"))
EARLIER = Option("_earlier", _("Earlier ⬆"))
DONE = Option("_done", _("✔ Done"))


def put(
    ask: Ask, place: Place, said: Sequence[Text], now: float, stood: Place | None = None
) -> tuple[Say, Place]:
    """The question to send, after what is said before it, and the place that awaits its answer.

    `stood`: where the person stood if nothing was decided since. What is asked there once more
    keeps its number, so that each copy on the phone may be answered.
    """
    options = on_screen(ask, place)
    offered = tuple((option.key, to_json(option.label)) for option in options)
    question = (place.frames, place.page, offered, ask.expects)
    again = stood is not None and _question(stood) == question
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
    return say, replace(
        place,
        asked=asked,
        asked_at=now,
        offered=offered,
        expects=ask.expects,
        more=len(ask.options) > MOST_ON_SCREEN,
    )


def close(said: Sequence[Text], place: Place, now: float) -> tuple[Say, Place]:
    """Last words of a conversation; the menu stays one press away."""
    asked = _next_number(place.asked, now)
    say = Say(joined(said), options=(MENU,), prompt=str(asked))
    idle = Place(
        asked=asked,
        asked_at=now,
        offered=((MENU.key, to_json(MENU.label)),),
        parked=place.parked,
    )
    return say, idle


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
        around.append(DONE)
    if len(place.frames) > 1 or (place.frames and place.frames[-1].trail):
        around.append(BACK)
    return page + around


def ticked(option: Option) -> Message:
    """One of several options, once it is chosen."""
    return _("✅ {option}", option=option.label)


def toggled(picked: tuple[str, ...], key: str, expects: Several) -> tuple[str, ...]:
    """What is ticked after a press on this option, as exclusive ones want it."""
    if key in picked:
        return tuple(other for other in picked if other != key)
    if key in expects.exclusive:
        return (key,)
    return (*(other for other in picked if other not in expects.exclusive), key)


def _question(place: Place) -> tuple[Any, ...]:
    return place.frames, place.page, place.offered, place.expects


def _next_number(asked: int, now: float) -> int:
    # A first question is numbered by the clock, so that a button from before a /forget is old.
    return asked + 1 if asked else int(now)
