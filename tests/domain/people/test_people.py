"""What people tell us, allow, and take back."""

import pytest

from domain.outcome import Done
from domain.people.person import (
    CONSENT_VERSION,
    AgeGroup,
    ChooseLanguage,
    DecideConsent,
    Interest,
    Person,
    Purpose,
    TellAgeGroup,
    TellInterests,
)
from domain.speech.languages import Language
from tests.fakes.people import Decision
from tests.fakes.world import BEN, World


def test_a_language_is_chosen_at_any_time(world: World) -> None:
    """The last choice counts."""
    outcomes = [world.do(ChooseLanguage(tag), BEN) for tag in ("ar", "sl")]

    assert outcomes == [Done(None), Done(None)]
    assert world.people.get(BEN).language == "sl"


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("purpose", Purpose)
def test_every_yes_and_no_is_kept_with_its_wording(
    world: World, purpose: Purpose, *, given: bool
) -> None:
    """Which version of the text, in which language, when."""
    world.add_person(BEN, "ar", consents=frozenset())

    world.do(DecideConsent(purpose, given), BEN)

    kept = Decision(BEN, purpose, given, CONSENT_VERSION, "ar", world.now)
    assert world.people.decisions[0] == kept
    assert (purpose in world.people.get(BEN).consents) is given


def test_taking_part_back_ends_being_written_to(world: World) -> None:
    """The second yes makes no sense without the first one."""
    world.do(DecideConsent(Purpose.TAKE_PART, given=False), BEN)

    assert world.people.get(BEN).consents == frozenset()
    assert not world.people.get(BEN).takes_part


def test_news_are_taken_back_alone(world: World) -> None:
    """Whoever wants no news still takes part."""
    world.do(DecideConsent(Purpose.BE_WRITTEN, given=False), BEN)

    assert world.people.get(BEN).consents == {Purpose.TAKE_PART}


def test_age_and_interests_replace_what_was_said_before(world: World) -> None:
    """Nothing is the answer that takes an age group back."""
    world.do(TellAgeGroup(AgeGroup.YOUNG), BEN)
    world.do(TellAgeGroup(None), BEN)
    world.do(TellInterests((Interest.SPORT,)), BEN)
    world.do(TellInterests((Interest.FOOD, Interest.WORK)), BEN)

    ben = world.people.get(BEN)
    assert ben.age_group is None
    assert ben.interests == {Interest.FOOD, Interest.WORK}


def test_what_is_known_of_a_person_is_not_printed() -> None:
    """Logs and errors hold no age and no interests."""
    ben = Person(BEN, "ar", AgeGroup.UNDER_18, frozenset({Interest.MUSIC}))

    assert "under-18" not in repr(ben)
    assert "music" not in repr(ben)


def test_every_group_and_interest_has_a_name_of_its_own() -> None:
    """Two buttons never look alike."""
    labels = [each.label.msgid for each in (*AgeGroup, *Interest)]

    assert len(set(labels)) == len(labels)


def test_a_language_is_left_to_right_unless_it_says_otherwise() -> None:
    """Most are."""
    assert not Language("sl", "Slovenščina").right_to_left
