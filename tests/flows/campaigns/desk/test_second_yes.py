"""Two have read it: a colleague sees all that will leave, to whom, and nobody says it has left."""

from dataclasses import replace

import pytest

from domain.campaigns.campaign import Announce, CampaignId, CampaignState, Missing, SendSurvey
from domain.events.change import AnnounceEvent, RewordEvent
from domain.operator.policy import Policy
from domain.outcome import Done
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.text import Content
from domain.staff.member import Role
from domain.surveys.survey import SurveyId
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import FOOD, FOOTBALL, with_events, with_survey
from tests.flows.talk import Talk

FEW = Audience(frozenset({"ar", "en"}), frozenset({AgeGroup.YOUNG}), frozenset({Interest.SPORT}))
BOTH = Content({"en": "Closed on Friday.", "ar": "المكتب مغلق يوم الجمعة."})

READ_IN_BOTH = """
    you: /desk
    bot: **🗂 Desk** …
    you: [📣 To be confirmed]
    bot: 👁 As they read it in this language: English

         Closed on Friday.
    bot: 👁 As they read it in this language: العربية

         المكتب مغلق يوم الجمعة.
    bot: **📣 Ready to send**
         3 people will get this message now.

         👥 Only for readers of: العربية · English
         👥 Only for these ages: 18 to 25
         👥 Only for those who like: Sport
         Who reads another language does not get it. [Send it to 3 people | Do not send it | 🗂 Desk]
    you: [Send it to 3 people]
    bot: [sent to 0 of 3]
"""


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Ben reads what Anna has written for more than two people."""
    talk.world.policy = Policy(confirm_above=2)
    with_events(talk.world)
    with_survey(talk.world)
    for person, name in ((BEN, "Maja"), (ANNA, "Eva")):
        talk.world.add_person(person)
        talk.world.staff.employ(person, Role.COORDINATOR, name)
    return talk


def to_be_confirmed(talk: Talk) -> str:
    """All that Ben reads on the way to his yes."""
    begun = len(talk.log)
    talk.you("/desk")
    talk.you("[📣 To be confirmed]")
    return "\n".join(talk.log[begun + 3 :])


def state(talk: Talk) -> CampaignState:
    """Of the only one."""
    found = talk.world.campaigns.show(CampaignId(1))
    assert found is not None
    return found.state


def test_an_announcement_is_read_in_all_its_languages(talk: Talk) -> None:
    """And for whom it is: languages, ages, interests, and who is left out."""
    talk.world.do(Announce(BOTH, FEW, Missing.SKIP, None), ANNA)

    talk("", "en", READ_IN_BOTH)

    assert state(talk) is CampaignState.RUNNING


def test_an_invitation_is_read_with_its_title_in_all_languages(talk: Talk) -> None:
    """With the description, as it stands on the phones."""
    talk.world.do(AnnounceEvent(FOOTBALL.id, None, again=False), ANNA)

    read = to_be_confirmed(talk)

    event = talk.world.events.rows[FOOTBALL.id]
    for words in (event.title, event.place, event.description):
        assert words is not None
        assert all(each in read for each in words.by_language.values())
    assert "👥 For everybody who said yes to messages." in read


def test_a_survey_is_read_with_its_title(talk: Talk) -> None:
    """It is only for those who have not answered."""
    talk.world.do(SendSurvey(SurveyId(FOOD.id), None), ANNA)

    read = to_be_confirmed(talk)

    assert all(words in read for words in FOOD.title.by_language.values())
    assert "👥 Only for those who have not answered yet." in read


def test_words_to_the_guests_of_an_event_name_it(talk: Talk) -> None:
    """Whoever confirms knows to whom they go."""
    hello = Announce(Content({"en": "Hi"}), Audience(), Missing.FALLBACK, None, FOOTBALL.id)
    talk.world.do(hello, ANNA)

    assert "👥 Only for those who come to: Football" in to_be_confirmed(talk)


def test_what_has_changed_since_it_was_read_is_read_again(talk: Talk) -> None:
    """A yes is to the very words that were shown."""
    talk.world.do(AnnounceEvent(FOOTBALL.id, None, again=False), ANNA)
    to_be_confirmed(talk)
    talk.world.do(RewordEvent(FOOTBALL.id, "en", title="Handball"), ANNA)

    talk.you("[Send it to 3 people]")

    assert "It has changed meanwhile. Please read it again." in "\n".join(talk.log[-9:])
    assert "Handball" in "\n".join(talk.log[-9:])
    assert state(talk) is CampaignState.PROPOSED
    talk.you("[Send it to 3 people]")
    assert state(talk) is CampaignState.RUNNING


WAITS = "It is for 3 people, so a colleague must confirm it at the desk first."


def test_whoever_wrote_an_announcement_reads_that_it_waits(talk: Talk) -> None:
    """Before and after; nothing says that anybody gets it now."""
    begin = ("/desk", "[📣 Tell everybody something]", "[English]", "Come!", "[Go on]")
    for words in (*begin, "[Everybody]"):
        talk.you(words)
    assert WAITS in talk.log[-1]

    talk.you("[Send it to 3 people]")

    assert WAITS in talk.log[-1]
    assert "will get this message now" not in "\n".join(talk.log)


def test_whoever_has_no_colleague_reads_that_nobody_can_confirm(talk: Talk) -> None:
    """Otherwise it would wait in silence for ever; an adviser does not confirm."""
    eva = talk.world.staff.of(ANNA)
    assert eva is not None
    talk.world.staff.rows[eva.id] = replace(eva, role=Role.ADVISER)
    begin = ("/desk", "[📣 Tell everybody something]", "[English]", "Come!", "[Go on]")
    for words in (*begin, "[Everybody]", "[Send it to 3 people]"):
        talk.you(words)

    assert f"{WAITS}\n\nNobody else here may confirm it yet." in talk.log[-1]


def test_whoever_invites_to_an_event_reads_that_it_waits(talk: Talk) -> None:
    """Not that the invitations are on their way."""
    begin = ("/desk", "[🗓 Plan events]", "[Sun 6 December: Football]", "[📣 Invite people]")
    for words in begin:
        talk.you(words)
    assert WAITS in talk.log[-1]

    talk.you("[Invite 3 people]")

    assert WAITS in talk.log[-1]
    assert not any("on their way" in line or "invited now" in line for line in talk.log)


def test_a_later_one_says_when_it_leaves(talk: Talk) -> None:
    """A yes in the evening to something for the morning."""
    later = talk.world.now.replace(day=30, hour=18)
    due = replace(Announce(BOTH, Audience(), Missing.FALLBACK, None), due=later)
    assert isinstance(talk.world.do(due, ANNA), Done)

    read = to_be_confirmed(talk)

    assert "3 people will get this message.\n" in read
    assert "🕒 It leaves: Monday 30 November 2026, 19:00" in read
