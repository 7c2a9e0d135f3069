"""Which language is spoken at an advice, and who is told that an interpreter is needed."""

import pytest

from domain.advice.appointment import CancelAppointment, OfferTimes
from domain.advice.slot import INTERPRETER, Topic
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import DANIEL, in_persian, only_slot, with_slots
from tests.flows.talk import Talk

PERSIAN = """
    you: /legal
    bot: برای چه موضوعی مشاوره می‌خواهید؟ رایگان است. …
    you: ۴
    bot: آنجا می‌خواهید به چه زبانی حرف بزنید؟ [فارسی، با مترجم | English | Slovenščina | زبان \
         دیگر، با مترجم | ➡ برگشت]
    you: فارسی
    bot: کدام ساعت برایتان مناسب است؟ …
    you: ۱
    bot: ثبت شد. …
"""
ENGLISH = """
    you: /legal
    bot: [topics of advice]
    you: family
    bot: [three times]
    you: [🌐 Another language]
    bot: Which language do you want to speak there? [English | Slovenščina | Another language, \
         with an interpreter | ⬅ Back]
    you: [Another language, with an interpreter]
    bot: Which language do you speak best? Somebody will translate.

         You can also write its name. [English | Slovenščina | \
         العربية | فارسی | Français | Русский | دری | پښتو | More ⬇ | ⬅ Back]
    you: {words}
    bot: [three times]
    you: 1
    bot: Booked. …
"""


def test_their_own_comes_first_and_one_press_is_enough(talk: Talk) -> None:
    """A Persian reader is never asked to read through the names of others."""
    with_slots(talk.world)
    in_persian(talk.world)

    talk("", "fa", PERSIAN)

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.language, booked.interpreted) == ("fa", True)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        *(("farsi", "fa"), ("Pashto", "ps"), ("dari", "fa-AF"), ("kurmanji", "kmr")),
        *(("сомали", "so"), ("turkish", "tr"), ("spanish", "es"), ("Swahili", "sw")),
        *(("албанский", "sq"), ("tamazight", "zgh"), ("none of these", INTERPRETER)),
    ],
)
def test_the_interpreter_s_language_is_asked(talk: Talk, words: str, language: str) -> None:
    """By any name that people give it, on whichever page; it opens nothing else."""
    with_slots(talk.world)

    talk("", "en", ENGLISH.format(words=words))

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)
    assert (booked.language, booked.interpreted) == (language, True)
    assert talk.world.people.rows[BEN].language == "en"


def test_an_adviser_who_speaks_it_after_all_needs_nobody(talk: Talk) -> None:
    """The need is read from both: what they speak, and what the adviser does."""
    with_slots(talk.world)
    talk("", "en", ENGLISH.format(words="slovenščina"))

    [booked] = talk.world.appointments.open_of(BEN, talk.world.now)

    assert (booked.language, booked.interpreted) == ("sl", False)


def test_the_desk_reads_which_language_is_translated(talk: Talk) -> None:
    """Beside the time, in the list of the day."""
    with_slots(talk.world)
    in_persian(talk.world)
    talk("", "fa", PERSIAN)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.COORDINATOR)
    desk = Talk(talk.world)
    desk.who = ANNA
    talk.world.now = talk.world.now.replace(month=12, day=1)

    for words in ("/desk", "[📆 Tomorrow]"):
        desk.you(words)

    assert "with an interpreter: فارسی" in "\n".join(desk.log)


def test_who_waits_for_any_time_is_booked_in_their_own_language(talk: Talk) -> None:
    """Nobody asked them anything, and whoever looks for an interpreter knows all the same."""
    slot = only_slot(talk.world)
    talk.world.add_person(DANIEL)
    talk.world.add_person(BEN, "fa")
    taken = talk.world.appointments.take(slot.id, DANIEL, Topic.FAMILY, "en", talk.world.now)
    for words in ("/legal", "۴", "۱"):
        talk.you(words)

    talk.world.do(CancelAppointment(next(iter(talk.world.appointments.rows))), DANIEL)
    talk.world.do(OfferTimes())

    assert taken
    kept = talk.world.appointments.rows[max(talk.world.appointments.rows)]
    assert (kept.person, kept.language, kept.interpreted) == (BEN, "fa", True)
