"""What is written to the team in several bubbles is one message, and nothing of it is lost."""

from datetime import timedelta

import pytest

from domain.matters.matter import LONGEST_LETTER, AnswerMatter, MatterId, Subject
from domain.staff.member import Duty, GiveKey, ProveKey, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.talk import Talk

KEY = b"1" * 32


def begin(talk: Talk, subject: str = "1") -> None:
    """Where the words for the team are awaited."""
    talk.world.add_person(BEN)
    talk.you("/message")
    talk.you(subject)


def letters(talk: Talk) -> list[str]:
    """What stands in each message of Ben's, the oldest first."""
    return [each.words for each in reversed(talk.world.matters.of(BEN))]


@pytest.mark.parametrize(
    "bubbles",
    [
        ["Hello", "my room is cold", "can you help me?"],
        ["مرحبا", "غرفتي باردة", "هل يمكنكم المساعدة؟"],
        ["salut", "je ne dors pas", "c'est très bruyant", "merci de venir voir"],
    ],
)
def test_bubbles_are_one_message(talk: Talk, bubbles: list[str]) -> None:
    """Each is safe as soon as it is written."""
    begin(talk)

    for many, words in enumerate(bubbles, start=1):
        talk.you(words)
        assert letters(talk) == ["\n".join(bubbles[:many])]


@pytest.mark.parametrize("words", ["ok", "thanks", "شكرا", "da", "[✔ That is all]", "/menu"])
def test_a_yes_or_a_thank_you_is_no_part_of_it(talk: Talk, words: str) -> None:
    """It ends the message; leaving ends it, too."""
    begin(talk)
    talk.you("My room is cold")

    talk.you(words)

    assert letters(talk) == ["My room is cold"]
    assert "What would you like to do?" in talk.log[-1]


def test_after_two_minutes_of_quiet_it_is_something_else(talk: Talk) -> None:
    """They are asked whether that is for the team, too."""
    begin(talk)
    talk.you("My room is cold")
    talk.world.now += timedelta(minutes=2)

    talk.you("my neighbour plays drums at night")

    assert letters(talk) == ["My room is cold"]
    assert "this to the team" in talk.log[-1]


def test_a_button_of_before_the_quiet_still_says_that_it_is_all(talk: Talk) -> None:
    """Nobody hears that it is an old one."""
    begin(talk)
    talk.you("My room is cold")
    talk.world.now += timedelta(minutes=30)

    talk.you("[✔ That is all]")

    assert "older message" not in talk.log[-1]


def test_a_letter_that_a_platform_cuts_is_one(talk: Talk) -> None:
    """Not a letter is lost between its parts."""
    begin(talk)
    letter = "word" * 1050  # of 4,200 letters, in updates of 4,096 at most

    talk.you(letter[:4096])
    talk.you(letter[4096:])

    assert letters(talk) == [letter]


def test_what_does_not_fit_is_a_message_of_its_own(talk: Talk) -> None:
    """With a number that they hear."""
    begin(talk)
    for words in ("a" * 4000, "b" * 3999, "c" * 10):
        talk.you(words)

    assert letters(talk) == ["a" * 4000 + "\n" + "b" * 3999, "c" * 10]
    assert "Your message has the number 2." in talk.log[-1]


def test_a_letter_beyond_all_measure_is_refused_once_and_whole(talk: Talk) -> None:
    """They hear how much fits."""
    begin(talk)

    talk.you("x" * (LONGEST_LETTER + 1))

    assert letters(talk) == []
    assert "This is too long. Please write at most 8000 letters." in talk.log[-1]


def test_what_was_answered_meanwhile_is_not_changed(talk: Talk) -> None:
    """More words are a new message, which waits."""
    begin(talk)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.COORDINATOR)
    talk.you("My room is cold")
    talk.world.do(AnswerMatter(MatterId(1), "We come today."), ANNA)

    talk.you("and the window is broken")

    assert letters(talk) == ["My room is cold", "and the window is broken"]


def test_what_only_its_readers_open_is_not_opened_to_add_to_it(talk: Talk) -> None:
    """The second bubble has a box and a number of its own."""
    talk.world.add_person(ANNA)
    ida = talk.world.staff.employ(ANNA, Role.MODERATOR, "Ida", [Duty.FOCAL])
    talk.world.do(GiveKey(ida, KEY, b"wrapped"))
    talk.world.do(ProveKey(ida, KEY))
    begin(talk, "4")

    talk.you("He hits me")
    talk.you("every night")

    written = talk.world.matters.of(BEN)
    assert [each.subject for each in written] == [Subject.DANGER] * 2
    assert [each.words for each in written] == ["", ""]
    inside = [talk.world.matters.inside[each.box] for each in written]
    assert inside == ["every night", "He hits me"]
