"""Times that are typed: what is none of the offered is named, what was only meant is said back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes.world import BEN, LJUBLJANA
from tests.flows.scenery import ANA, at, only_slot, with_slots
from tests.flows.talk import Talk

TO_THE_TIMES = """
    you: /legal
    bot: [topics of advice]
    you: 3
    bot: [three times]
"""
NOT_OFFERED = """
    you: {typed}
    bot: {named} is not possible. Please choose one of these.

         Which time suits you? …
"""
SAID_BACK = """
    you: {typed}
    bot: Do you mean Wednesday 2 December 2026, {time}? …
    you: [No]
    bot: [three times]
    you: {typed}
    bot: Do you mean Wednesday 2 December 2026, {time}? [Yes | No | ⬅ Back]
    you: yes please
    bot: Booked. …
"""
NO_SUCH_ANSWER = """
    you: 7
    bot: There is no answer 7 here.

         Which time suits you? …
"""
ANOTHER_DAY = """
    you: /legal
    bot: [topics of advice]
    you: 3
    bot: Which day suits you? …
    you: {none}
    bot: Wednesday 9 December 2026 is not possible. Please choose one of these.

         Which day suits you? …
    you: {before}
    bot: Tuesday 1 December 2026 is not possible. Please choose one of these.

         Which day suits you? …
    you: {one}
    bot: Which time suits you? …
"""
ARABIC = """
    you: /legal
    bot: [topics of advice]
    you: 3
    bot: ما اللغة التي تناسبك للحديث هناك؟ …
    you: [English]
    bot: أي وقت يناسبك؟ …
    you: ١٢:٠٠
    bot: 12:00 غير متاح. يُرجى اختيار واحد مما يلي.

         أي وقت يناسبك؟ …
    you: الساعة حداشر
    bot: هل المقصود الأربعاء 2 ديسمبر 2026، 11:00؟ [نعم | لا | ➡ رجوع]
    you: نعم
    bot: تم الحجز. …
"""


def booked(talk: Talk) -> list[str]:
    """The times that Ben has, as clocks show them."""
    own = talk.world.appointments.open_of(BEN, talk.world.now)
    return [f"{each.slot.starts.astimezone(LJUBLJANA):%H:%M}" for each in own]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("12:00", "12:00"),
        ("10:30", "10:30"),
        ("11.15", "11:15"),
        ("1pm", "13:00"),
        ("half eleven", "11:30"),
        ("ob osmih", "08:00"),
        ("friday at 10:00", "Friday 4 December 2026, 10:00"),
    ],
)
def test_a_time_that_is_not_free_is_named_back(talk: Talk, typed: str, named: str) -> None:
    """However alike it looks to one that is: nothing is booked."""
    with_slots(talk.world)

    talk("", "en", TO_THE_TIMES + NOT_OFFERED.format(typed=typed, named=named) + NO_SUCH_ANSWER)

    assert booked(talk) == []


@pytest.mark.parametrize(
    ("typed", "time"),
    [("at eleven", "11:00"), ("ob desetih", "10:00"), ("الساعة عشرة", "10:00"), ("11", "11:00")],
)
def test_a_time_in_words_is_said_back_before_it_is_booked(
    talk: Talk, typed: str, time: str
) -> None:
    """With its day, and only a yes books it."""
    with_slots(talk.world)

    talk("", "en", TO_THE_TIMES + SAID_BACK.format(typed=typed, time=time))

    assert booked(talk) == [time]


def test_a_time_as_it_stands_there_is_booked_at_once(talk: Talk) -> None:
    """In any script."""
    only_slot(talk.world)

    talk(
        "",
        "en",
        """
    you: /legal
    bot: [topics of advice]
    you: 1
    bot: [one time]
    you: ۱۰:۰۰
    bot: Booked. …
""",
    )

    assert booked(talk) == ["10:00"]


def test_times_are_named_back_in_the_readers_words(talk: Talk) -> None:
    """And said back in full."""
    with_slots(talk.world)

    talk("", "ar", ARABIC)


@pytest.mark.parametrize("days", [4, 12])
@pytest.mark.parametrize("one", ["3.12.", "thursday 3 december", "četrtek, 3. december"])
def test_a_day_is_named_back_or_found_on_any_page(talk: Talk, days: int, one: str) -> None:
    """A day of the week, a day in numbers, a word for tomorrow; there are many times."""
    starts = [at(day, hour) for day in _but(9, days) for hour in (10, 11, 12)]
    times = tuple((each, each + timedelta(minutes=45)) for each in starts)
    talk.world.appointments.add_slots(replace(ANA, times=times))

    talk("", "en", ANOTHER_DAY.format(none="9.12.", before="tomorrow", one=one))

    talk.you("/legal")
    talk.you("3")
    talk.you(f"{_but(9, days)[-1]}. 12.")
    assert "Which time suits you? [10:00 | 11:00 | 12:00" in talk.log[-1]


def _but(none: int, days: int) -> list[int]:
    """So many days of December from the second on, without one."""
    return [day for day in range(2, 40) if day != none][:days]


def test_whoever_names_what_is_not_possible_needs_no_help(talk: Talk) -> None:
    """However often: it was understood."""
    with_slots(talk.world)
    talk("", "en", TO_THE_TIMES)

    for typed in ("7", "12:00", "saturday", "8", "half eleven"):
        talk.you(typed)

        assert "Write to us" not in talk.log[-1]
        assert "A person" not in talk.log[-1]
