"""People, in memory and in tables."""

from datetime import date

import pytest

from domain.people.person import CONSENT_VERSION, AgeGroup, Interest, Person, PersonId, Purpose
from domain.people.pin import OPEN_FOR, Pin
from domain.records.record import Decision
from tests.storage.samples import HOUR, NOW
from tests.twins.worlds import Twin

NEVER = PersonId(99)


def test_of_somebody_new_nothing_is_known(twin: Twin) -> None:
    """Of nobody there is nothing to ask."""
    anna = twin.person()

    assert twin.people.get(anna) == Person(anna)
    with pytest.raises(KeyError):
        twin.people.get(NEVER)


def test_what_somebody_tells_is_kept(twin: Twin) -> None:
    """Each replaces what was told before."""
    anna = twin.person()
    twin.people.set_language(anna, "ar")
    for group in (AgeGroup.YOUNG, AgeGroup.UNDER_18):
        twin.people.set_age_group(anna, group, NOW)
    for likes in ((Interest.MUSIC,), (Interest.SPORT, Interest.FOOD)):
        twin.people.set_interests(anna, likes)
    twin.people.set_local(anna, local=True)
    twin.people.set_stopped(anna, stopped=True, at=NOW)
    twin.people.set_quiet(anna, NOW)

    liked = frozenset({Interest.SPORT, Interest.FOOD})
    assert twin.people.get(anna) == Person(
        anna, "ar", AgeGroup.UNDER_18, liked, stopped=True, quiet_until=NOW, local=True
    )


def test_what_somebody_tells_they_may_take_back(twin: Twin) -> None:
    """Then nothing of it is known."""
    anna = twin.person()
    twin.people.set_age_group(anna, AgeGroup.UNDER_18, NOW)
    twin.people.set_adult_month(anna, date(2027, 5, 1))
    twin.people.set_interests(anna, [Interest.FOOD])
    twin.people.set_quiet(anna, NOW)

    twin.people.set_age_group(anna, None, NOW)
    twin.people.set_adult_month(anna, None)
    twin.people.set_interests(anna, ())
    twin.people.set_quiet(anna, None)

    assert twin.people.get(anna) == Person(anna)


def test_of_a_birthday_only_the_month_is_kept(twin: Twin) -> None:
    """Its first day."""
    anna = twin.person()
    twin.people.set_adult_month(anna, date(2027, 5, 17))

    assert twin.people.get(anna).adult_month == date(2027, 5, 1)


def test_a_yes_and_a_no_are_kept_with_the_language_they_were_read_in(twin: Twin) -> None:
    """The last one holds; each purpose is on its own."""
    anna = twin.person()
    twin.people.set_language(anna, "ar")
    for purpose in Purpose:
        twin.people.set_consent(anna, purpose, given=True, at=NOW)
    twin.people.set_language(anna, "en")
    twin.people.set_consent(anna, Purpose.TAKE_PART, given=False, at=NOW + HOUR)

    assert twin.people.get(anna).consents == {Purpose.BE_WRITTEN}
    assert list(twin.lives.decisions(anna)) == [
        Decision(Purpose.TAKE_PART, True, CONSENT_VERSION, "ar", NOW),
        Decision(Purpose.BE_WRITTEN, True, CONSENT_VERSION, "ar", NOW),
        Decision(Purpose.TAKE_PART, False, CONSENT_VERSION, "en", NOW + HOUR),
    ]


def test_nobody_says_yes_or_no(twin: Twin) -> None:
    """Everything else that nobody says is not heard."""
    twin.people.set_language(NEVER, "en")
    twin.people.set_local(NEVER, local=True)
    twin.people.set_pin(NEVER, None)

    assert twin.people.pin(NEVER) is None
    with pytest.raises(KeyError):
        twin.people.set_pin(NEVER, "1234")
    with pytest.raises(KeyError):
        twin.people.set_consent(NEVER, Purpose.TAKE_PART, given=True, at=NOW)


def test_a_number_is_kept_with_what_was_said_wrong(twin: Twin) -> None:
    """Saying it right, or choosing another one, begins anew."""
    anna = twin.person()
    assert twin.people.pin(anna) is None
    twin.people.set_pin(anna, "1234")
    twin.people.miss_pin(anna, 3, NOW)
    assert twin.people.pin(anna) == Pin("1234", 3, NOW)

    twin.people.open_pin(anna, NOW + OPEN_FOR)
    assert twin.people.pin(anna) == Pin("1234")
    twin.people.miss_pin(anna, 1, None)
    twin.people.set_pin(anna, "5678")
    assert twin.people.pin(anna) == Pin("5678")
    assert twin.people.get(anna).pin


def test_a_number_holds_until_its_time_is_over(twin: Twin) -> None:
    """SQL lets a new one hold as long as the one before; that looks wrong because nobody has said
    it yet, but whoever chooses one has just said the old one.
    """
    anna = twin.person()
    twin.people.set_pin(anna, "1234")
    assert twin.people.get(anna).is_locked(NOW)
    twin.people.open_pin(anna, NOW + OPEN_FOR)
    twin.people.set_pin(anna, "5678")

    assert not twin.people.get(anna).is_locked(NOW)
    assert twin.people.get(anna).is_locked(NOW + OPEN_FOR)
    assert twin.people.get(anna).is_locked(NOW - HOUR)  # the clock was set back


def test_a_number_that_is_shut_forgives_nothing(twin: Twin) -> None:
    """Whoever tries numbers has no more tries for it."""
    anna = twin.person()
    twin.people.set_pin(anna, "1234")
    twin.people.open_pin(anna, NOW + OPEN_FOR)
    twin.people.miss_pin(anna, 3, NOW + HOUR)

    twin.people.shut_pin(anna)

    assert twin.people.get(anna).is_locked(NOW)
    assert twin.people.pin(anna) == Pin("1234", 3, NOW + HOUR)


def test_without_a_number_nothing_is_wrong(twin: Twin) -> None:
    """Also when it was taken back."""
    anna = twin.person()
    twin.people.miss_pin(anna, 3, NOW)
    twin.people.open_pin(anna, NOW + OPEN_FOR)
    assert twin.people.pin(anna) is None
    assert not twin.people.get(anna).is_locked(NOW)

    twin.people.set_pin(anna, "1234")
    twin.people.set_pin(anna, None)
    assert twin.people.pin(anna) is None
    assert not twin.people.get(anna).pin
