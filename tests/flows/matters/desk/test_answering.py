"""Messages answered from the desk: the oldest first, each reading noted."""

from datetime import timedelta

import pytest

from domain.matters.matter import CloseMatter, LeaveMatter, MatterId, MatterState, Subject
from domain.staff.audit import View
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN, World
from tests.flows.scenery import DANIEL
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ Messages]
    bot: Messages, the oldest first: [✉ 1 · a question or a wish · waits for an answer · by Thu \
         3 December | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         Where can I learn Slovene?
    bot: [message 1 at the desk]
    you: [✍ Answer]
    bot: Write the answer. It is sent as you write it. [⬅ Back]
    you: At the library, on Mondays.
    bot: The answer is on its way.
    bot: [message 1 at the desk]
    you: [👤 Hand it to a colleague]
    bot: Who goes on with it? [Eva | ⬅ Back]
    you: [Eva]
    bot: It is handed over.

         Messages, the oldest first: [✉ 1 · a question or a wish · answered · by Thu 3 December \
         | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         Where can I learn Slovene?

         Our answer:
         At the library, on Mondays.
    bot: [message 1 at the desk]
    you: [✔ Close it]
    bot: It is closed.

         No message waits. [📁 Closed messages | 🗂 Desk]
    you: [📁 Closed messages]
    bot: Closed messages, the last first: [✉ 1 · a question or a wish · closed · by Thu 3 December \
         | ✉ All messages | ⬅ Back]
    you: [✉ All messages]
    bot: No message waits. [📁 Closed messages | 🗂 Desk]
    you: [🗂 Desk]
    bot: [the desk of a coordinator]
"""
ARABIC = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ الرسائل]
    bot: الرسائل، الأقدم أولًا: [✉ 1 · سؤال أو طلب · بانتظار الجواب · حتى الخميس 3 ديسمبر | \
         🗂 مكتب الفريق]
    you: ١
    bot: ✉ الرسالة 1

         لغة القراءة: English

         Where can I learn Slovene?
    bot: [message 1 at the desk]
    you: [✍ إجابة]
    bot: يُرجى كتابة الجواب. سيُرسل كما هو. [➡ رجوع]
    you: في المكتبة.
    bot: الجواب في الطريق.
    bot: [message 1 at the desk]
"""
PERSIAN = """
    you: /desk
    bot: [the desk with one message]
    you: [✉ پیام‌ها]
    bot: پیام‌ها، اول قدیمی‌ترین: [✉ ۱ · سؤال یا خواسته · در انتظار جواب · تا پنجشنبه ۱۲ آذر (۳ \
         دسامبر) | 🗂 میز کار]
    you: ۱
    bot: ✉ پیام ۱

         زبان خواندن: English

         Where can I learn Slovene?
    bot: [message 1 at the desk]
    you: [✔ بستن]
    bot: بسته شد.

         پیامی در انتظار نیست. [📁 پیام‌های بسته | 🗂 میز کار]
    you: [🗂 میز کار]
    bot: [the desk of a coordinator]
"""


def with_messages(world: World) -> None:
    """Ben is a coordinator called Maja; of two messages one is about her."""
    world.add_person(ANNA)
    world.add_person(DANIEL)
    world.staff.employ(BEN, Role.COORDINATOR, "Maja")
    world.staff.employ(DANIEL, Role.ADMIN, "Eva")
    world.do(LeaveMatter(Subject.QUESTION, "Where can I learn Slovene?"), ANNA)
    world.do(LeaveMatter(Subject.STAFF, "Maja was late."), ANNA)


@pytest.mark.parametrize(
    ("language", "transcript", "state", "looks"),
    [
        ("en", ENGLISH, MatterState.CLOSED, 2),
        ("ar", ARABIC, MatterState.ANSWERED, 1),
        ("fa", PERSIAN, MatterState.CLOSED, 1),
    ],
)
def test_a_message_is_read_answered_handed_over_and_closed(
    talk: Talk, language: str, transcript: str, state: MatterState, looks: int
) -> None:
    """The one about Maja is never there, whatever language she reads."""
    with_messages(talk.world)

    talk("", language, transcript)

    first, about_her = talk.world.matters.rows.values()
    assert (first.state, about_her.state) == (state, MatterState.OPEN)
    assert [(each.view, each.about) for each in talk.world.audit.rows] == [
        (View.MESSAGE, "1")
    ] * looks
    assert "was late" not in "\n".join(talk.log)


def test_nothing_waits(talk: Talk) -> None:
    """Back to the desk, with a sentence."""
    talk.world.staff.employ(BEN, Role.MODERATOR)
    talk.world.add_person(BEN)

    talk.you("/desk")
    talk.you("[✉ Messages]")

    assert "No message waits." in "\n".join(talk.log[-2:])


def test_what_is_closed_meanwhile_is_gone(talk: Talk) -> None:
    """A colleague was quicker."""
    with_messages(talk.world)
    talk.world.add_person(BEN)
    for words in ("/desk", "[✉ Messages]", "1", "[✍ Answer]"):
        talk.you(words)

    talk.world.matters.rows.clear()
    talk.you("At the library.")

    assert "There is no such message any more." in "\n".join(talk.log[-3:])
    assert talk.world.posts.letters == []


def test_there_may_be_nobody_to_hand_it_to(talk: Talk) -> None:
    """Then it stays where it is."""
    with_messages(talk.world)
    talk.world.add_person(BEN)
    eva = talk.world.staff.of(DANIEL)
    assert eva is not None
    talk.world.staff.remove(eva.id, talk.world.now)

    for words in ("/desk", "[✉ Messages]", "1", "[👤 Hand it to a colleague]"):
        talk.you(words)

    assert "There is no colleague who may read it." in "\n".join(talk.log[-2:])


def test_what_goes_soon_is_read_again_and_kept(talk: Talk) -> None:
    """It has a list of its own, behind those that wait."""
    talk.world.add_person(ANNA)
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)
    talk.world.do(LeaveMatter(Subject.QUESTION, "Where?"), ANNA)
    talk.world.do(CloseMatter(MatterId(1)), ANNA)
    talk.world.now += timedelta(days=80)

    for words in ("/desk", "[✉ Messages]", "[🗑 Erased soon]", "1", "[↩ Open it again]"):
        talk.you(words)

    assert any("It is open again." in line for line in talk.log)
    assert talk.world.matters.rows[MatterId(1)].state is MatterState.OPEN
    assert [row.about for row in talk.world.audit.rows] == ["1"]
