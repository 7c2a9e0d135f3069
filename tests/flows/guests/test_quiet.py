"""Quiet for a while, and how it ends."""

import pytest

from domain.people.quiet import Quiet
from tests.fakes.world import BEN
from tests.flows.talk import Talk

ENGLISH = """
    you: /quiet
    bot: How long shall we write nothing? Your reminders wait, too.

         When you write to us, we answer as always. [For an hour | Until tomorrow morning | For \
         a week | Until I end it]
    you: [For an hour]
    bot: 🤫 It is quiet until Mon 30 November, 13:02.

         To end it, write “quiet”. [☰ Menu]
    you: /quiet
    bot: 🤫 It is quiet until Mon 30 November, 13:02. [🔔 Write to me again | ☰ Menu]
    you: [🔔 Write to me again]
    bot: Good. We write to you again. [☰ Menu]
"""
ARABIC = """
    you: /quiet
    bot: كم من الوقت لا نكتب شيئًا؟ التذكيرات أيضًا تنتظر.

         على رسائلك نجيب كالعادة. [لمدة ساعة | حتى صباح الغد | لمدة أسبوع | حتى أنهيه بنفسي]
    you: 2
    bot: 🤫 الهدوء مستمر حتى الثلاثاء 1 ديسمبر، 08:00.

         لإنهائه يُرجى كتابة «هدوء». [☰ القائمة]
"""
PERSIAN = """
    you: /quiet
    bot: چه مدت چیزی ننویسیم؟ یادآوری‌های شما هم منتظر می‌مانند.

         وقتی به ما بنویسید، مثل همیشه جواب می‌دهیم. [یک ساعت | تا فردا صبح | یک هفته | تا وقتی \
         خودم تمامش کنم]
    you: 4
    bot: 🤫 سکوت تا وقتی است که خودتان تمامش کنید.

         برای تمام کردن آن «سکوت» را بنویسید. [☰ منو]
"""


@pytest.mark.parametrize(
    ("language", "transcript"), [("en", ENGLISH), ("ar", ARABIC), ("fa", PERSIAN)]
)
def test_quiet_is_kept_and_ended(talk: Talk, language: str, transcript: str) -> None:
    """Until when is said each time."""
    talk("", language, transcript)

    assert (talk.world.people.get(BEN).quiet_until is None) is (language == "en")


@pytest.mark.parametrize("quiet", Quiet)
def test_every_time_can_be_chosen(talk: Talk, quiet: Quiet) -> None:
    """By its place."""
    talk.world.add_person(BEN)
    talk.you("/quiet")
    talk.you(str(list(Quiet).index(quiet) + 1))

    until = talk.world.people.get(BEN).quiet_until
    assert until is not None
    assert until > talk.world.now
    assert "It is quiet until" in talk.log[-1]


def test_it_can_be_read_in_ones_data(talk: Talk) -> None:
    """Beside what else is known."""
    talk.world.add_person(BEN)
    for words in ("/quiet", "1", "/privacy"):
        talk.you(words)

    assert "🤫 It is quiet until" in talk.log[-1]


def test_hiding_is_one_of_the_ways(talk: Talk) -> None:
    """The same as the command."""
    talk.world.add_person(BEN)
    for words in ("/privacy", "[👥 Others see my phone]", "[🫥 Hide]"):
        talk.you(words)

    assert talk.world.posts.taken_away
    assert talk.log[-1].startswith("bot: Done.")
