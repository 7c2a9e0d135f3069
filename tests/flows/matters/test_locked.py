"""Messages that only their readers open: what whoever wrote sees of them, and the desk."""

import pytest

from domain.matters.box import AnswerSealed
from domain.matters.matter import LeaveMatter, MatterId, Subject
from domain.people.pin import OPEN_FOR
from domain.staff.member import Duty, GiveKey, ProveKey, Role, StaffId
from flows.guests.mydata import readable
from tests.fakes.world import ANNA, BEN, World, fake_desk
from tests.flows.talk import Talk

KEY = b"1" * 32
WRITING = {
    "en": """
    you: /message
    bot: What do you want to write about? …
    you: 4
    bot: If you are in danger, call now:

         ☎ 112 Ambulance

         Nobody has the right to hurt you or to make you do what you do not want.

         Only the person here who helps in such cases reads this. You can write in your own \
         words, or choose the button. You do not have to tell anything.

         Once it is stored, only they can open it.

         Does it come from somebody who works here? Then go back and choose “about somebody who \
         works here”. That person will not read it. [🤝 Please write to me | ⬅ Back]
    you: My husband hits me.
    bot: Thank you. Your message has the number 1. …
    you: /message
    bot: Your messages to us: …
    you: 2
    bot: 1 · Mon 30 November · waits for an answer

         We cannot show what you wrote: only those who answer you can open it.

         We answer by Tuesday 1 December 2026. [✔ It is settled | ✍ Write a new message | \
         ✉ My messages | ⬅ Back]
""",
    "sl": """
    you: /message
    bot: …
    you: 4
    bot: …
    you: Mož me tepe.
    bot: …
    you: /message
    bot: …
    you: 2
    bot: 1 · pon., 30. november · čaka na odgovor

         Tega, kar ste napisali, ne moremo pokazati: odprejo lahko samo tisti, ki vam odgovarjajo.

         Odgovorimo do: torek, 1. december 2026. …
""",
}
READ = """
    you: /message
    bot: Your messages to us: …
    you: 2
    bot: 1 · Mon 30 November · answered

         We cannot show what you wrote: only those who answer you can open it.

         Answered on Monday 30 November 2026.

         Our answer:
         Come to room 3. [✔ I have read it, erase the answer | ✔ It is settled | \
         ✍ Write a new message | ✉ My messages | ⬅ Back]
    you: [✔ I have read it, erase the answer]
    bot: The answer is erased. [☰ Menu]
    you: /message
    bot: Your messages to us: …
    you: 2
    bot: 1 · Mon 30 November · answered

         We cannot show what you wrote: only those who answer you can open it.

         Answered on Monday 30 November 2026. [✔ It is settled | ✍ Write a new message | \
         ✉ My messages | ⬅ Back]
"""
AT_THE_DESK = """
    you: /desk
    bot: …
    you: [✉ Messages]
    bot: Messages, the oldest first: [🔒 1 · somebody is hurt or in danger · waits for an answer \
         · by Tue 1 December | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         It is locked. Please open it on the computer.
    bot: **🗂 Desk**
         What shall we do with message 1? [👤 Hand it to a colleague | ✔ Close it | ✉ All messages \
         | ⬅ Back]
"""


def lock(world: World) -> None:
    """Anna reads about danger, and has proved a key."""
    world.add_person(ANNA)
    eva = world.staff.employ(ANNA, Role.ADVISER, "Eva", [Duty.FOCAL])
    prove(world, eva)


def prove(world: World, member: StaffId) -> None:
    """Their key counts."""
    world.do(GiveKey(member, KEY, b"wrapped"))
    world.do(ProveKey(member, KEY))


@pytest.mark.parametrize("language", WRITING)
def test_whoever_wrote_reads_that_it_is_locked(talk: Talk, language: str) -> None:
    """Before they write, and when they look at it afterwards."""
    lock(talk.world)

    talk("", language, WRITING[language])


def test_an_answer_behind_a_number_is_read_and_erased(talk: Talk) -> None:
    """It cannot be sent where others read it, so it waits here."""
    lock(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(LeaveMatter(Subject.DANGER, ""), BEN)
    talk.world.people.set_pin(BEN, "4711")
    talk.world.people.open_pin(BEN, talk.world.now + OPEN_FOR)
    talk.world.do(AnswerSealed(MatterId(1), "Come to room 3."), signed_in=StaffId(1))

    talk("", "en", READ)


def test_the_desk_shows_no_word_and_takes_no_answer(talk: Talk) -> None:
    """It says where to open it; what needs no words is done here."""
    talk.world.add_person(BEN)
    talk.world.add_person(ANNA)
    prove(talk.world, talk.world.staff.employ(BEN, Role.ADVISER, "Eva", [Duty.FOCAL]))
    talk.world.do(LeaveMatter(Subject.DANGER, "He hits me."), ANNA)

    talk("", "en", AT_THE_DESK)


def test_all_of_my_data_says_for_how_many_it_is_locked(talk: Talk) -> None:
    """That they wrote, and on which day; not what."""
    world = talk.world
    lock(world)
    world.add_person(BEN)
    world.do(LeaveMatter(Subject.DANGER, "He hits me."), BEN)

    words = str(readable(fake_desk(world, world.people.rows[BEN])).words)

    assert "only {n} person of the team can open it" in words
    assert "He hits me." not in words
