"""Asked once whether they are 18, and what becomes of an age that somebody says later."""

import pytest

from domain.people.person import AgeGroup, TellAgeGroup
from domain.staff.member import Duty, Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import with_slots
from tests.flows.talk import Talk

ENGLISH = """
    you: /legal
    bot: What do you need advice about? It is free. …
    you: [Family]
    bot: Are you 18 or older?

         People under 18 have more protection here. We keep only your yes or no. [Yes | No | ⬅ Back]
    you: perhaps
    bot: …
    you: yes
    bot: [three times]
"""
ARABIC = """
    you: /legal
    bot: ما موضوع الاستشارة؟ هي مجانية. …
    you: 4
    bot: هل عمرك 18 سنة أو أكثر؟

         لمن هم أقل من 18 عامًا حماية أكبر هنا. نحفظ فقط جوابك: نعم أو لا. [نعم | لا | ➡ رجوع]
    you: نعم
    bot: …
"""
NO = """
    you: /legal
    bot: What do you need advice about? It is free. …
    you: [Family]
    bot: Are you 18 or older? …
    you: [No]
    bot: Thank you for telling us. A few words for you, because you are under 18: …
"""
NO_AND_ON = f"""{NO}
    you: [Yes]
    bot: In which year do you turn 18? …
    you: [Skip]
    bot: Thank you. It is changed. …
"""
NO_AND_OUT = f"""{NO}
    you: [No]
    bot: That is fine. You can read about events and contacts here without saying yes. …
"""
OLDER = """
    you: /privacy
    bot: …
    you: [✏ Correct something]
    bot: What do you want to change? …
    you: [My age]
    bot: How old are you? …
    you: [26 or older]
    bot: {said} [☰ Menu]
"""
SOMEBODY_LOOKS = (
    "You told us before that you are under 18. Somebody from the team looks at this and writes to "
    "you. Until then everything stays as it is."
)
NOBODY_LOOKS = (
    "You told us that you are under 18. At the moment nobody here may change this in the chat. You "
    "can come to us and say it: “help” shows where. Until then everything stays as it is."
)
DESK = """
    you: /desk
    bot: …
    you: [✉ Messages]
    bot: Messages, the oldest first: [✉ 1 · somebody under 18 says that they are older · \
         waits for an answer · by Thu 3 December | 🗂 Desk]
    you: 1
    bot: ✉ Message 1

         They read: English

         They told us that they are under 18. Now they say that they are 18 or older.

         Whoever wrote this is under 18.
    bot: …
    you: [🔓 They are 18 or older]
    bot: Are you sure that this person is 18 or older? Did you meet them or see a paper?

         From then on they are an adult here. Older messages and times stay protected. \
         [Yes | No | ⬅ Back]
    you: [Yes]
    bot: They count as an adult now, and are being told.

         No message waits. [📁 Closed messages | 🗂 Desk]
"""


def untold(talk: Talk, language: str = "en") -> None:
    """Ben has told no age; there are times of Ana, who was cleared."""
    with_slots(talk.world)
    talk.world.staff.employ(ANNA, Role.ADVISER, "Ana", [Duty.CHILDREN])
    talk.world.add_person(BEN, language, age_group=None)


@pytest.mark.parametrize(
    ("language", "transcript", "age_group"),
    [
        ("en", ENGLISH, AgeGroup.GROWN),
        ("ar", ARABIC, AgeGroup.GROWN),
        ("en", NO_AND_ON, AgeGroup.UNDER_18),
        ("en", NO_AND_OUT, AgeGroup.UNDER_18),
    ],
)
def test_whoever_told_no_age_is_asked_before_a_time(
    talk: Talk, language: str, transcript: str, age_group: AgeGroup
) -> None:
    """It cannot be skipped; a no is followed by the words for people under 18."""
    untold(talk, language)

    talk("", language, transcript)

    assert talk.world.people.get(BEN).age_group is age_group


def test_it_is_asked_once(talk: Talk) -> None:
    """Also when they begin anew."""
    untold(talk)
    talk("", "en", ENGLISH)

    talk("", "en", "you: /legal\nbot: …\nyou: [Family]\nbot: [three times]")


def test_back_leads_to_what_was_asked_before(talk: Talk) -> None:
    """Nothing is kept."""
    untold(talk)
    begun = ENGLISH.split("    you: perhaps", maxsplit=1)[0]

    talk("", "en", f"{begun}    you: /back\n    bot: What do you need advice about? …")

    assert talk.world.people.get(BEN).age_group is None


@pytest.mark.parametrize(
    ("duties", "said"), [([Duty.CHILDREN], SOMEBODY_LOOKS), ([], NOBODY_LOOKS)]
)
def test_an_older_age_is_looked_at_first(talk: Talk, duties: list[Duty], said: str) -> None:
    """Where nobody may, that is said, and nothing waits for nobody."""
    talk.world.add_person(BEN, age_group=AgeGroup.UNDER_18)
    talk.world.staff.employ(ANNA, Role.COORDINATOR, "Maja", duties)

    talk("", "en", OLDER.format(said=said))

    assert talk.world.people.get(BEN).young
    assert len(talk.world.matters.of(BEN)) == len(duties)


def test_a_cleared_member_has_them_grow_up(talk: Talk) -> None:
    """At the desk, with one more yes; they hear of it."""
    talk.world.add_person(BEN, age_group=AgeGroup.UNDER_18)
    talk.world.add_person(ANNA)
    talk.world.staff.employ(ANNA, Role.COORDINATOR, "Maja", [Duty.CHILDREN])
    talk.world.do(TellAgeGroup(AgeGroup.ADULT), BEN)
    desk = Talk(talk.world)
    desk.who = ANNA

    desk("", "en", DESK)

    assert talk.world.people.get(BEN).age_group is AgeGroup.GROWN
    assert [who for who, _say in talk.world.posts.letters] == [BEN]
