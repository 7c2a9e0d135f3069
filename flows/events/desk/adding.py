"""Add an event from the desk: what it is called, in one language or several, when, where, how many.

What was typed in local time becomes instants at one step, which knows the zone.
"""

from dataclasses import replace
from datetime import date, time

from domain.speech.local_times import SKIPPED, exists
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _
from domain.speech.writing import Written
from domain.work import Desk
from flows.engine.kit import Ask, Clock, Day, Flow, Goto, Guard, Number, Step, Words, never
from flows.events.desk.new_event import (
    Draft,
    after_refusal,
    ask_confirm,
    ask_every,
    ask_last,
    confirmed,
    every_chosen,
    last_day,
    last_told,
    to_ready,
)

LONGEST_TITLE, LONGEST_PLACE = 100, 200  # letters, as in event.json
MOST_PLACES = 100_000


def ask_language(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks in which language its name comes next; the coordinator's own stands first."""
    left = [each for each in desk.languages if each.tag not in draft.titles]
    left.sort(key=lambda each: each.tag != desk.person.language)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in left]
    return Ask(_("In which language do you write?"), options) if left else Goto("ready", draft)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """Remembers the language and goes on to the name."""
    return Goto("title", replace(draft, language=language))


def ask_title(draft: Draft, desk: Desk) -> Ask:
    """Asks for its name in this language, a few words."""
    language = Verbatim(desk.own_name(draft.language))
    text = _("What is the event called, in this language: {language}", language=language)
    return Ask(text, expects=Words(LONGEST_TITLE, Written.LINE))


def title_told(draft: Draft, title: str) -> Goto[Draft]:
    """Keeps the name; the first one leads to the day, a later one back to the whole event."""
    named = replace(draft, titles={**draft.titles, draft.language: title})
    return Goto("ready" if draft.place else "day", named)


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the day, which may be written in any calendar."""
    return Ask(_("On which day? For example: 6 December"), expects=Day())


def day_told(draft: Draft, day: str) -> Goto[Draft]:
    """Remembers the day and goes on to the beginning."""
    return Goto("begins", replace(draft, day=day))


def ask_begins(_draft: Draft, _desk: Desk) -> Ask:
    """Asks when it begins, in local time."""
    return Ask(_("At what time does it begin? For example: 15:00"), expects=Clock())


def begins_told(draft: Draft, begins: str) -> Goto[Draft]:
    """Remembers the beginning and goes on to the end."""
    return Goto("until", replace(draft, begins=begins))


def ask_until(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks when it ends, in local time; before the beginning, it is the next day."""
    if not exists(date.fromisoformat(draft.day), time.fromisoformat(draft.begins), desk.zone):
        return Goto("begins", draft, tell=SKIPPED)
    return Ask(_("At what time does it end? For example: 17:00"), expects=Clock())


def until_told(draft: Draft, until: str) -> Goto[Draft]:
    """Remembers the end and goes on to the place."""
    return Goto("place", replace(draft, until=until))


def ask_place(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for the place: a name or an address, the same in all languages."""
    if not exists(last_day(draft), time.fromisoformat(draft.until), desk.zone):
        return Goto("until", draft, tell=SKIPPED)
    return Ask(
        _("Write the place as everybody can find it."), expects=Words(LONGEST_PLACE, Written.LINE)
    )


def place_told(draft: Draft, place: str) -> Goto[Draft]:
    """Remembers the place and goes on to how many can come."""
    return Goto("places", replace(draft, place=place))


def ask_places(_draft: Draft, _desk: Desk) -> Ask:
    """Asks how many can come, or whether there is room for everybody."""
    everybody = Option("everybody", _("There is room for everybody"))
    text = _("How many people can come? Write a number.")
    return Ask(text, [everybody], expects=Number(1, MOST_PLACES))


def places_told(draft: Draft, places: str | int) -> Goto[Draft]:
    """Has heard everything and goes on to show the whole event."""
    return Goto("ready", replace(draft, places=0 if places == "everybody" else int(places)))


flow = Flow(
    "adding",
    Draft,
    guard=Guard.STAFF,
    open_to=lambda member: member.announces,
    steps={
        "language": Step(ask_language, language_chosen, to=("title", "ready")),
        "title": Step(ask_title, title_told, to=("day", "ready")),
        "day": Step(ask_day, day_told, to=("begins",)),
        "begins": Step(ask_begins, begins_told, to=("until",)),
        "until": Step(ask_until, until_told, to=("place", "begins")),
        "place": Step(ask_place, place_told, to=("places", "until")),
        "places": Step(ask_places, places_told, to=("ready",)),
        "ready": Step(to_ready, never, to=("confirm",)),
        "every": Step(ask_every, every_chosen, to=("last", "confirm")),
        "last": Step(ask_last, last_told, to=("confirm",)),
        "confirm": Step(
            ask_confirm, confirmed, to=("language", "every", "refused"), flows=("planning",)
        ),
        "refused": Step(after_refusal, never, to=("confirm", "day")),
    },
)
