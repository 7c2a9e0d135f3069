"""May we write when there is news: asked after the first thing is done, and easy to leave out."""

from dataclasses import replace

import pytest

from domain.people.person import AgeGroup, Interest, Purpose
from tests.fakes.world import BEN
from tests.flows.scenery import with_events, with_slots, with_survey
from tests.flows.talk import Talk

ASKED = "May we write to you when there is news"
TAKES_PART = frozenset({Purpose.TAKE_PART})
LANGUAGES = ["en", "sl", "ar", "fa", "fr", "ru"]
LATER = {
    "en": "later",
    "sl": "pozneje",
    "ar": "لاحقًا",
    "fa": "بعداً",
    "fr": "plus tard",
    "ru": "позже",
}
SKIP = {
    "en": "skip",
    "sl": "preskoči",
    "ar": "تخطي",
    "fa": "سوال بعدی",
    "fr": "passer",
    "ru": "пропустить",
}
NO = {"en": "no", "sl": "ne", "ar": "لا", "fa": "نه", "fr": "non", "ru": "нет"}


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Ben takes part, and was never asked about news; advisers speak every language."""
    for furnish in (with_events, with_slots, with_survey):
        furnish(talk.world)
    slots = talk.world.appointments.slots
    polyglot = {each: replace(slot, languages=tuple(LANGUAGES)) for each, slot in slots.items()}
    talk.world.appointments.slots = polyglot
    talk.world.add_person(BEN, "en", TAKES_PART)
    return talk


def books(talk: Talk, topic: str = "1") -> None:
    """A time about a topic; what is free first is his."""
    for words in ("/legal", topic, "1"):
        talk.you(words)


COMES = ("/events", "2", "1")
ANSWERS = ("/survey", "food", "begin", "dinner", "good", "skip", "skip", "send")


@pytest.mark.parametrize("first", [("/legal", "1", "1"), COMES, ANSWERS])
def test_it_is_asked_after_the_first_thing(talk: Talk, first: tuple[str, ...]) -> None:
    """Booked, coming, or answered; never before."""
    for words in first:
        assert ASKED not in "\n".join(talk.log)
        talk.you(words)

    assert ASKED in talk.log[-1]


def test_a_yes_is_followed_by_what_the_news_shall_be_about(talk: Talk) -> None:
    """An age band and interests, each kept."""
    talk.world.people.set_age_group(BEN, AgeGroup.GROWN, talk.world.now)
    books(talk)

    for words in ("yes", "18 to 25", "[Sport]", "[Cooking]", "[✔ Done]"):
        talk.you(words)

    ben = talk.world.people.rows[BEN]
    assert ben.hears_from_us
    assert ben.age_group is AgeGroup.YOUNG
    assert ben.interests == {Interest.SPORT, Interest.FOOD}
    assert "📅 Wednesday 2 December 2026" in talk.log[-1]


@pytest.mark.parametrize("words", [LATER, SKIP, NO])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_left_out_in_words(
    talk: Talk, language: str, words: dict[str, str]
) -> None:
    """The age and the interests after a yes; nothing of them is kept, and nothing goes round."""
    talk.world.people.set_language(BEN, language)
    talk.world.people.set_age_group(BEN, AgeGroup.GROWN, talk.world.now)
    books(talk)
    talk.you("[" + talk.screen[-1].buttons[0][1] + "]")

    talk.you(words[language])
    talk.you(words[language])

    ben = talk.world.people.rows[BEN]
    assert ben.hears_from_us
    assert (ben.age_group, ben.interests) == (AgeGroup.GROWN, frozenset())
    assert [frame.flow for frame in talk.place.frames] == ["appointments"]


@pytest.mark.parametrize("words", [LATER, SKIP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_itself_can_be_left_open_in_words(
    talk: Talk, language: str, words: dict[str, str]
) -> None:
    """That decides nothing; it is not asked behind the next thing, and once more after that."""
    talk.world.people.set_language(BEN, language)
    books(talk)
    asked = talk.log[-1]
    talk.you(words[language])
    assert talk.world.people.decisions == []

    books(talk, "2")
    assert asked not in talk.log[-1]
    books(talk, "3")
    assert asked == talk.log[-1]


def test_a_no_is_kept_and_never_asked_again(talk: Talk) -> None:
    """It can be changed where it stands, in My data."""
    books(talk)
    talk.you("no")
    assert [(each.purpose, each.given) for each in talk.world.people.decisions] == [
        (Purpose.BE_WRITTEN, False)
    ]

    for words in (*COMES, "/legal", "2", "1"):
        talk.you(words)

    assert ASKED not in talk.log[-1]


def test_it_blocks_nothing(talk: Talk) -> None:
    """Whoever does not answer it goes on with what they have, by button or by word."""
    books(talk)

    talk("", "en", "you: [I can't come]\nbot: Shall we cancel …\nyou: yes\nbot: Cancelled. …")

    assert talk.world.people.decisions == []


@pytest.mark.parametrize("change", [("👥 Change how many", "3"), ("👥 Change how many", "2")])
def test_a_change_of_the_same_thing_asks_nothing(talk: Talk, change: tuple[str, str]) -> None:
    """Left open, it does not come twice in a row."""
    for words in COMES:
        talk.you(words)
    assert ASKED in talk.log[-1]

    talk.you(f"[{change[0]}]")
    talk.you(change[1])

    assert "You are coming" in talk.log[-1]
    assert sum(ASKED in line for line in talk.log) == 1


def test_an_appointment_that_is_moved_asks_nothing(talk: Talk) -> None:
    """It is the same thing."""
    books(talk)

    for words in ("[🔁 Another time]", "thursday", "yes"):
        talk.you(words)

    assert "Your appointment is moved." in talk.log[-1]
    assert sum(ASKED in line for line in talk.log) == 1


def test_whoever_stopped_us_is_not_asked(talk: Talk) -> None:
    """STOP wins."""
    talk.world.people.set_stopped(BEN, stopped=True, at=talk.world.now)

    books(talk)

    assert ASKED not in talk.log[-1]
