"""Whoever is lost, in danger, or has something to say is helped, and never walled off."""

from itertools import pairwise

import pytest

from domain.advice.slot import Topic
from domain.matters.matter import Subject
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import with_slots
from tests.flows.talk import Talk


def letters(talk: Talk) -> list[str]:
    """What stands in each message of Ben's, the oldest first."""
    return [each.words for each in reversed(talk.world.matters.of(BEN))]


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "huh?"),
        ("en", "help me please"),
        ("ar", "ساعدني"),
        ("fa", "چی؟"),
        ("fa", "میشه کمک کنی"),
    ],
)
def test_a_call_for_help_is_answered_in_a_few_lines(talk: Talk, language: str, word: str) -> None:
    """With ways to people, and without a list of numbers."""
    talk.world.add_person(BEN, language)

    talk.you(word)

    assert talk.log[-1].count("\n") <= 6
    assert len(talk.screen[-1].buttons) >= 3


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_misunderstandings_are_never_the_same_wall_twice(talk: Talk, language: str) -> None:
    """However many there are, each is said in other words than the one before."""
    with_slots(talk.world)
    talk.world.add_person(BEN, language)
    for way in ("/menu", "/legal"):
        talk.you(way)
        walls = []
        for word in ("zzzz", "10:01", "qqq", "zz", "10:02", "???"):
            talk.you(word)
            walls.append(talk.log[-1].split("\n")[0])

        assert all(one != other for one, other in pairwise(walls))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my uncle wants to kill me"),
        ("en", "999"),
        ("ar", "جوزي بيضربني"),
        ("ar", "نجدة"),
        ("fa", "میخوام خودمو بکشم"),
        ("fa", "khodkoshi"),
        ("fa", "پلیس"),
    ],
)
@pytest.mark.parametrize("before", [(), ("/legal",), ("/message", "1")])
def test_danger_is_answered_with_whom_to_call(
    talk: Talk, language: str, words: str, before: tuple[str, ...]
) -> None:
    """At once, with the number first and the way to whoever helps; in free words, too."""
    with_slots(talk.world)
    with_a_focal_point(talk)
    talk.world.add_person(BEN, language)
    for each in before:
        talk.you(each)

    talk.you(words)

    first, second = talk.log[-1].split("\n")[:2]
    assert first.startswith("bot: ")
    assert second.startswith("☎ 112")
    assert "🤝" in talk.log[-1]
    assert letters(talk) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "beni takip ediyolar korkuyorum"),
        ("ar", "خايفة يقتلوني"),
        ("fa", "شوهرم هر شب منو کتک میزنه"),
    ],
)
def test_danger_in_a_letter_is_heard_and_kept(talk: Talk, language: str, words: str) -> None:
    """Whom to call comes first; one press makes it the letter that it was."""
    talk.world.add_person(BEN, language)
    for each in ("/message", "1", words):
        talk.you(each)
    assert "☎ 112" in talk.log[-1]

    talk.you(f"[{next(label for _at, label in talk.screen[-1].buttons if label.startswith('↩'))}]")

    assert letters(talk) == [words]


def with_a_focal_point(talk: Talk) -> None:
    """Anna reads of danger."""
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.MODERATOR, "Maja", [Duty.FOCAL])


@pytest.mark.parametrize(
    ("language", "bubbles"),
    [
        ("en", ["good evening", "we have no hot water", "since monday", "room 14"]),
        ("ar", ["مساء الخير", "ما في مي سخنة", "من يوم الاثنين"]),
        ("fa", ["سلام", "آب گرم نداریم", "از دوشنبه"]),
    ],
)
def test_bubbles_to_the_team_are_one_message(talk: Talk, language: str, bubbles: list[str]) -> None:
    """All of them arrive."""
    talk.world.add_person(BEN, language)
    for each in ("/message", "1", *bubbles):
        talk.you(each)

    assert letters(talk) == ["\n".join(bubbles)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["ok", "👍", "yes", "thank you"]),
        ("ar", ["تمام", "نعم", "شكرا"]),
        ("fa", ["باشه", "بله", "مرسی"]),
    ],
)
def test_a_kind_word_alone_is_no_letter(talk: Talk, language: str, words: list[str]) -> None:
    """Nobody has to read it; the question waits, and a no leaves it."""
    talk.world.add_person(BEN, language)
    for each in ("/message", "1", *words):
        talk.you(each)
    assert talk.place.frames[-1].step == "words"

    talk.you("no")

    assert letters(talk) == []
    assert all(frame.flow != "messages" for frame in talk.place.frames)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the shower on our floor is broken again"),
        ("ar", "بدي حذا للشتا"),
        ("fa", "کفش زمستانی لازم دارم"),
    ],
)
def test_a_sentence_that_is_no_wish_can_be_sent_to_the_team(
    talk: Talk, language: str, words: str
) -> None:
    """With one yes, or beside what else it may mean."""
    talk.world.add_person(BEN, language)

    talk.you(words)
    sends = [label for _at, label in talk.screen[-1].buttons if label.startswith("✉")]
    for label in sends[:1]:
        talk.you(f"[{label}]")
    if talk.place.frames and talk.place.frames[-1].step == "send":
        talk.you("1")

    assert letters(talk) == [words]


@pytest.mark.parametrize("word", ["yes", "no", "نعم", "بله"])
def test_a_yes_to_several_things_is_asked_back(talk: Talk, word: str) -> None:
    """ "Did you mean: …" is a question; silence is no answer to its answer."""
    talk.world.add_person(BEN)
    talk.you("the shower on our floor is broken again")
    assert "Did you mean:" in talk.log[-1]

    talk.you(word)

    assert talk.log[-1].startswith("bot: I still do not understand.")


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_a_letter_about_danger_reaches_whoever_reads_of_it(talk: Talk, language: str) -> None:
    """The button is enough."""
    with_a_focal_point(talk)
    talk.world.add_person(BEN, language)
    for each in ("/message", "4", "1"):
        talk.you(each)

    [matter] = talk.world.matters.of(BEN)
    assert matter.subject is Subject.DANGER


@pytest.mark.parametrize(
    ("language", "words"),
    [("sl", "rad bi pustil sporočilo človeku"), ("en", "when is the time for the free bus")],
)
def test_nobody_begins_to_wait_by_words_that_are_only_like_it(
    talk: Talk, language: str, words: str
) -> None:
    """What acts at once is said back before."""
    talk.world.add_person(BEN, language)
    for each in ("/legal", "4"):
        talk.you(each)

    talk.you(words)

    assert not talk.world.appointments.seeks(BEN, Topic.FAMILY)


@pytest.mark.parametrize(
    "words", ["i opened this chat, tell me what i can press", "there is news that I tell my son"]
)
def test_nobody_is_written_to_by_words_that_are_only_like_it(talk: Talk, words: str) -> None:
    """That is a consent."""
    talk.world.add_person(BEN, "en", frozenset())
    talk.you("/privacy")

    talk.you(words)

    assert talk.world.people.rows[BEN].consents == frozenset()


def test_no_way_on_stands_there_twice(talk: Talk) -> None:
    """A wish and a question may lead to the same place."""
    with_slots(talk.world)
    talk.world.add_person(BEN, "fa")
    talk.you("/legal")
    for words in ("ساعت ده", "10:01", "ساعت دو", "à 14h", "وقت من"):
        talk.you(words)

        labels = [label for _at, label in talk.screen[-1].buttons]
        assert len(labels) == len(set(labels))
