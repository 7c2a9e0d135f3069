"""Messages to many, in memory and in tables."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.campaigns.campaign import (
    Campaign,
    CampaignId,
    CampaignState,
    Counts,
    Missing,
    NewCampaign,
    Recipients,
)
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.messages import Say
from domain.speech.text import Content, Verbatim, lines
from domain.staff.member import StaffId
from domain.surveys.survey import SurveyId
from tests.storage.samples import HOUR, NOW
from tests.twins.worlds import Twin

ENGLISH = Say(Content({"en": "Closed."}))
OTHERS = Say(Content({"en": "Open."}))
EVERYBODY = Recipients()
NEVER = CampaignId(99)
EVA, MAJA = StaffId(1), StaffId(2)
STAY = SurveyId("stay")
PROPOSED, PLANNED = CampaignState.PROPOSED, CampaignState.PLANNED
RUNNING, DONE, STOPPED = CampaignState.RUNNING, CampaignState.DONE, CampaignState.STOPPED


def announce(
    twin: Twin,
    *,
    due: datetime = NOW,
    by: StaffId | None = None,
    say: Say = ENGLISH,
    missing: Missing = Missing.FALLBACK,
) -> CampaignId:
    """To everybody."""
    new = NewCampaign("news", say, EVERYBODY, due, missing=missing, proposed_by=by)
    return twin.campaigns.add(new, NOW)


def show(twin: Twin, campaign: CampaignId) -> Campaign:
    """How it goes; it is there."""
    found = twin.campaigns.show(campaign)
    assert found is not None
    return found


def goes(twin: Twin, campaign: CampaignId) -> tuple[CampaignState, int, Counts]:
    """Its state, for how many it is, and where they are."""
    found = show(twin, campaign)
    return found.state, found.recipients, found.counts


def test_only_who_allowed_it_and_can_be_reached_is_written_to(twin: Twin) -> None:
    """Nobody else counts."""
    _allowed, stopped, lost, _silent = *(twin.reader() for _each in range(3)), twin.person()
    twin.people.set_stopped(stopped, stopped=True, at=NOW)
    twin.lose(lost, "telegram")

    assert twin.campaigns.reach(EVERYBODY) == 1


@pytest.mark.parametrize(
    ("audience", "many"),
    [
        (Audience(), 3),
        (Audience(languages=frozenset({"ar", "fa"})), 1),
        (Audience(age_groups=frozenset({AgeGroup.YOUNG})), 2),
        (Audience(interests=frozenset({Interest.FOOD, Interest.MUSIC})), 2),
        (Audience(frozenset({"en"}), frozenset({AgeGroup.YOUNG})), 1),
    ],
)
def test_every_key_of_an_audience_must_fit_by_one_of_its_values(
    twin: Twin, audience: Audience, many: int
) -> None:
    """A key that says nothing fits everybody."""
    anna, ben, carla = twin.reader("en"), twin.reader("ar"), twin.reader("en")
    for who in (anna, ben):
        twin.people.set_age_group(who, AgeGroup.YOUNG, NOW)
    twin.people.set_interests(ben, [Interest.FOOD, Interest.SPORT])
    twin.people.set_interests(carla, [Interest.MUSIC])

    assert twin.campaigns.reach(Recipients(audience)) == many


def test_who_comes_to_an_event_is_concerned_whatever_they_allowed(twin: Twin) -> None:
    """Whoever waits for a place is concerned, too; news are only for those who come."""
    event = twin.event()
    coming, waiting, asked, away, silent = *(twin.reader() for _each in range(4)), twin.person()
    for who in (coming, away, silent):
        twin.events.take(event, who, 1, lift=False)
    twin.events.leave(event, away)
    for who in (waiting, asked):
        twin.events.wait(event, who, 1, NOW)
    twin.events.offer(event, asked, 1, NOW + HOUR)

    assert twin.campaigns.reach(Recipients(coming_to=event)) == 1
    assert twin.campaigns.reach(Recipients(coming_to=event, concerned=True)) == 4


def test_whoever_has_answered_is_not_asked_again(twin: Twin) -> None:
    """About this occasion."""
    anna, ben = twin.reader(), twin.reader()
    twin.surveys.mark_answered(anna, STAY, "7")
    twin.surveys.mark_answered(ben, STAY, "")

    assert twin.campaigns.reach(Recipients(unless_answered=(STAY, "7"))) == 1
    assert twin.campaigns.reach(Recipients(unless_answered=(STAY, "8"))) == 2


def test_what_is_due_begins_at_once(twin: Twin) -> None:
    """Its recipients are chosen then."""
    twin.reader()
    campaign = announce(twin)
    twin.reader()

    assert show(twin, campaign) == Campaign(
        campaign, "news", RUNNING, "", NOW, 1, Counts(waiting=1), ENGLISH
    )
    assert twin.campaigns.show(NEVER) is None


def test_what_is_due_later_is_for_whoever_is_there_then(twin: Twin) -> None:
    """Until then it is counted as things are."""
    twin.reader()
    campaign = announce(twin, due=NOW + HOUR)
    twin.reader()

    assert goes(twin, campaign) == (PLANNED, 2, Counts())


def test_whoever_does_not_read_it_may_be_left_out(twin: Twin) -> None:
    """And is counted as skipped; what is in no language is left out for all."""
    twin.reader("en"), twin.reader("ar")
    parts = lines(Content({"en": "A", "ar": "B"}), Content({"en": "C"}), Verbatim("1"))
    skipping = announce(twin, missing=Missing.SKIP)
    in_parts = announce(twin, missing=Missing.SKIP, say=Say(parts))
    in_none = announce(twin, missing=Missing.SKIP, say=Say(Verbatim("1")))

    assert goes(twin, skipping) == (RUNNING, 2, Counts(waiting=1, skipped=1))
    assert goes(twin, in_parts) == (RUNNING, 2, Counts(waiting=1, skipped=1))
    assert goes(twin, in_none) == (DONE, 2, Counts(skipped=2))


def test_what_is_proposed_waits_for_a_colleague(twin: Twin) -> None:
    """The oldest stands first."""
    twin.reader()
    first, mine, second = (announce(twin, by=by) for by in (EVA, MAJA, EVA))
    announce(twin)

    assert list(twin.campaigns.proposed(MAJA)) == [first, second]
    assert list(twin.campaigns.proposed(EVA)) == [mine]
    assert goes(twin, first) == (PROPOSED, 1, Counts())
    assert show(twin, first).proposed_by == EVA


def test_what_is_confirmed_begins_when_it_is_due(twin: Twin) -> None:
    """Confirming twice, or what was never proposed, changes nothing."""
    twin.reader()
    now, later = announce(twin, by=EVA), announce(twin, by=EVA, due=NOW + HOUR)
    for campaign in (now, now, later, NEVER):
        twin.campaigns.confirm(campaign, NOW)

    assert goes(twin, now) == (RUNNING, 1, Counts(waiting=1))
    assert goes(twin, later) == (PLANNED, 1, Counts())
    assert list(twin.campaigns.proposed(MAJA)) == []
    assert show(twin, now).proposed_by == EVA


def test_what_is_stopped_is_sent_no_more(twin: Twin) -> None:
    """It stays so, whoever confirms it."""
    twin.reader()
    campaign = announce(twin)

    assert twin.campaigns.stop(campaign) is True
    assert twin.campaigns.stop(campaign) is True
    twin.campaigns.confirm(campaign, NOW)
    assert goes(twin, campaign) == (STOPPED, 1, Counts(cancelled=1))
    assert twin.campaigns.stop(NEVER) is False


def test_what_is_stopped_before_it_began_was_for_nobody(twin: Twin) -> None:
    """Nobody was chosen."""
    twin.reader()
    planned, proposed = announce(twin, due=NOW + HOUR), announce(twin, by=EVA)
    for campaign in (planned, proposed):
        twin.campaigns.stop(campaign)
        assert goes(twin, campaign) == (STOPPED, 0, Counts())
    assert list(twin.campaigns.proposed(MAJA)) == []


def test_the_newest_about_something_that_was_not_stopped(twin: Twin) -> None:
    """Also one that is only proposed."""
    first, second = announce(twin), announce(twin, by=EVA)

    assert twin.campaigns.about("news") == second
    twin.campaigns.stop(second)
    assert twin.campaigns.about("news") == first
    assert twin.campaigns.about("olds") is None


def test_what_is_announced_is_said_in_other_words(twin: Twin) -> None:
    """Whoever is to get it reads those; what was stopped stays as it was."""
    stopped, proposed, planned = announce(twin), announce(twin, by=EVA), announce(twin)
    twin.campaigns.stop(stopped)
    twin.campaigns.rewrite("news", OTHERS, NOW + HOUR)
    twin.campaigns.rewrite("olds", ENGLISH, NOW + HOUR)

    texts = [show(twin, campaign).say.text for campaign in (stopped, proposed, planned)]
    assert texts == [ENGLISH.text, OTHERS.text, OTHERS.text]


def test_whoever_stops_us_or_is_forgotten_gets_it_no_more(twin: Twin) -> None:
    """Of the forgotten not even the count is left."""
    anna, ben, _carla = (twin.reader() for _each in range(3))
    campaign = announce(twin)
    twin.posts.drop_started(anna)
    twin.lives.forget(ben, Verbatim("Goodbye."), NOW)

    assert goes(twin, campaign) == (RUNNING, 2, Counts(waiting=1, cancelled=1))


def test_whom_it_chose_twice_is_counted_once(twin: Twin) -> None:
    """They are the same, on two phones."""
    anna, ben = twin.reader(), twin.reader(channel="signal")
    campaign = announce(twin)
    twin.lives.join(ben, anna, Verbatim("Joined."), NOW)

    assert goes(twin, campaign) == (RUNNING, 1, Counts(waiting=1))


def test_the_same_is_found_while_it_is_alive(twin: Twin) -> None:
    """The newest one that is due about then; other words or other people are not the same."""
    new = NewCampaign("news", ENGLISH, EVERYBODY, NOW)
    twin.reader()
    announce(twin, say=OTHERS)
    announce(twin, missing=Missing.SKIP)
    announce(twin, due=NOW + HOUR)
    assert twin.campaigns.same(new, HOUR) is None

    first, second = announce(twin), announce(twin, by=MAJA)
    twin.campaigns.alone()

    assert twin.campaigns.same(new, HOUR) == second
    twin.campaigns.stop(second)
    assert twin.campaigns.same(new, HOUR) == first
    few = replace(new, recipients=Recipients(Audience(frozenset({"sl"}))))
    assert twin.campaigns.same(few, HOUR) is None
    assert twin.campaigns.same(replace(new, about="other"), HOUR) is None
