"""Looking at events, and taking one home."""

from dataclasses import dataclass, field, replace
from datetime import date, time

import pytest
from icalendar import Calendar

from domain.events.change import MoveEvent
from domain.people.person import PersonId
from domain.rules import perform
from domain.speech.messages import Say
from domain.speech.text import Content
from tests.fakes.world import BEN, LJUBLJANA
from tests.flows.scenery import COOKING, FOOTBALL, at, with_events
from tests.flows.talk import Talk

READING = """
    you: /events
    bot: Here is what is on. …
    you: [Sun 6 December: Football]
    bot: **Football** …
    you: [📎 For my calendar]
    bot: Open this file to put it into your calendar. {file: event-1.ics}
    bot: **Football** …
    you: [📅 All events]
    bot: Here is what is on. …
    you: cooking
    bot: [cooking]
    you: back
    bot: Here is what is on. …
"""
READING_IN_ARABIC = """
    you: فعاليات
    bot: هذا ما لدينا. …
    you: ١
    bot: [football]
    you: [📎 إلى تقويمي]
    bot: بفتح هذا الملف تُضاف الفعالية إلى تقويمك. {file: event-1.ics}
    bot: [football]
    you: رجوع
    bot: هذا ما لدينا. …
"""


@pytest.mark.parametrize(("language", "transcript"), [("en", READING), ("ar", READING_IN_ARABIC)])
def test_everybody_can_read_about_events(talk: Talk, language: str, transcript: str) -> None:
    """Without any yes: what is on, what it is, a file for the calendar, and back."""
    with_events(talk.world)
    talk.world.add_person(BEN, language, consents=frozenset())

    talk("", language, transcript)


NOTHING = """
    you: what is on this weekend?
    bot: Nothing is planned at the moment. Please look again soon. …
"""


def test_nothing_planned_is_said(talk: Talk) -> None:
    """An empty list is no list."""
    talk("", "en", NOTHING)


OVER = """
    you: /events
    bot: Here is what is on. …
    meanwhile: football is cancelled
    you: 1
    bot: [this event is over]
    you: /events
    bot: Here is what is on. …
    meanwhile: it is Wednesday
    you: cooking
    bot: [this event is over]
"""


def test_what_is_cancelled_or_over_is_not_offered(talk: Talk) -> None:
    """The list on the screen may be old; the answer is not."""
    with_events(talk.world)
    talk.meanwhile = {
        "football is cancelled": lambda: talk.world.events.cancel(FOOTBALL.id, talk.world.now),
        "it is Wednesday": lambda: setattr(talk.world, "now", at(9, 9)),
    }

    talk("", "en", OVER)


MOVED = """
    you: /events
    bot: Here is what is on. …
    you: 1
    bot: **Football** …
    you: [📎 For my calendar]
    bot: Open this file to put it into your calendar. {file: event-1.ics}
    bot: **Football** …
    meanwhile: it is moved
    you: [📎 For my calendar]
    bot: Open this file to put it into your calendar. {file: event-1.ics}
    bot: **Football** …
"""


@dataclass
class Keeping(Talk):
    """A phone that keeps the files it is sent."""

    files: list[bytes] = field(default_factory=list)

    def seen(self, said: Say, language: str, prompt: str) -> None:
        """One more message, perhaps with a file."""
        super().seen(said, language, prompt)
        self.files.extend([said.file.content] if said.file else [])


def test_the_file_of_a_moved_event_takes_the_place_of_the_older_one() -> None:
    """A calendar keeps the one with the higher number, and both have one name."""
    talk = Keeping()
    with_events(talk.world)
    later = MoveEvent(FOOTBALL.id, date(2026, 12, 6), time(17))
    talk.meanwhile = {"it is moved": lambda: perform(later, talk.world.work(PersonId(0)))}

    talk("", "en", MOVED)

    older, newer = (Calendar.from_ical(file).walk("VEVENT")[0] for file in talk.files)
    assert older["uid"] == newer["uid"]
    assert (older["sequence"], newer["sequence"]) == (0, 1)
    assert newer.decoded("dtstart").astimezone(LJUBLJANA).hour == 17
    assert newer.decoded("last-modified") == talk.world.events.rows[FOOTBALL.id].changed


BEGUN = """
    you: /events
    bot: Here is what is on. …
    you: 1
    bot: **Football** …
    meanwhile: it begins
    you: [I'm coming]
    bot: This event has begun already.
    bot: **Football** …
"""


def test_an_event_that_has_begun_takes_no_names(talk: Talk) -> None:
    """It can still be read about, until it ends."""
    with_events(talk.world)
    talk.meanwhile = {"it begins": lambda: setattr(talk.world, "now", FOOTBALL.starts)}

    talk("", "en", BEGUN)


UNTRANSLATED = """
    you: /events
    bot: هذا ما لدينا. …
    you: 2
    bot: **Skupna kuha**
         📅 الثلاثاء 8 ديسمبر 2026
         🕒 18:00–21:00
         📍 مركز روغ [سأحضر | 📎 إلى تقويمي | 📅 كل الفعاليات | ➡ رجوع]
"""


def test_an_event_is_read_in_a_language_it_was_written_in(talk: Talk) -> None:
    """A title that nobody translated stays as it was; the sentences are the reader's."""
    with_events(talk.world)
    untranslated = replace(COOKING, title=Content({"sl": "Skupna kuha"}))
    talk.world.events.rows[COOKING.id] = untranslated

    talk("", "ar", UNTRANSLATED)
