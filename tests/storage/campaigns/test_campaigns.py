"""Who gets a campaign, and what is known of it afterwards."""

from datetime import timedelta
from typing import Any

import pytest

from domain.campaigns.campaign import (
    CampaignId,
    CampaignState,
    Counts,
    Missing,
    NewCampaign,
    Recipients,
)
from domain.events.event import EventId, NewEvent
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest, PersonId
from domain.speech.messages import Say
from domain.speech.text import Content, Message, lines
from domain.staff.member import StaffId
from domain.surveys.survey import SurveyId
from storage.outbox.repository import Settled, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses, people
from storage.store import Store
from storage.surveys.tables import answered
from tests.storage.outbox.posting import CHANNEL, NOON, Posting

TEXT = Content({"en": "Hello", "ar": "مرحبا"})


@pytest.fixture
def world(store: Store) -> Posting:
    """A database in which something waits."""
    return Posting(store)


def person(world: Posting, address: str, **facts: Any) -> PersonId:
    """Somebody who allows everything, with these facts."""
    [known] = world.invite(address)
    if facts:
        change = people.update().where(people.c.id == known).values(**facts)
        world.write(lambda tx: tx.connection.execute(change))
    return known


def add(world: Posting, recipients: Recipients, **rest: Any) -> CampaignId:
    """A campaign that is due now."""
    campaign = NewCampaign("x", Say(rest.pop("text", TEXT)), recipients, NOON, **rest)
    return world.write(lambda tx: tx.campaigns.add(campaign, NOON))


def meant(world: Posting, recipients: Recipients, **rest: Any) -> set[PersonId]:
    """Whom a campaign is queued for."""
    campaign = add(world, recipients, **rest)
    query = outbox.select().where(outbox.c.campaign_id == campaign)
    rows = world.write(lambda tx: tx.connection.execute(query).fetchall())
    shown = world.write(lambda tx: tx.campaigns.recipients(campaign))
    assert shown == len(rows)
    return {PersonId(row.person_id) for row in rows}


def test_only_those_who_allowed_it_and_can_be_reached_are_written_to(world: Posting) -> None:
    """No yes, a stop, or a dead address: not a recipient at all."""
    anna = person(world, "anna")
    person(world, "never said yes", may_be_written=False)
    person(world, "said stop", stopped=True)
    gone = person(world, "blocked us")
    change = addresses.update().where(addresses.c.person_id == gone).values(reachable=False)
    world.write(lambda tx: tx.connection.execute(change))

    assert meant(world, Recipients()) == {anna}


def test_an_audience_is_and_across_keys_and_or_within_one(world: Posting) -> None:
    """Every key that says something must fit, by any of its values."""
    anna = person(world, "a", language="ar", age_group="18-25", interests=",music,sport,")
    ben = person(world, "b", language="fa", age_group="18-25", interests=",sport,")
    celia = person(world, "c", language="ar", age_group="26+", interests=",food,")
    young, sport = frozenset({AgeGroup.YOUNG}), frozenset({Interest.SPORT})

    def chosen(**keys: Any) -> set[PersonId]:
        return meant(world, Recipients(Audience(**keys)))

    assert chosen() == {anna, ben, celia}
    assert chosen(languages=frozenset({"ar", "fa"}), age_groups=young) == {anna, ben}
    assert chosen(languages=frozenset({"ar"}), interests=sport) == {anna}
    assert chosen(interests=frozenset({Interest.MUSIC, Interest.FOOD})) == {anna, celia}
    assert chosen(age_groups=frozenset({AgeGroup.UNDER_18})) == set()


def test_whoever_reads_none_of_its_languages_is_skipped_or_falls_back(world: Posting) -> None:
    """Skipped people are recipients too, and counted."""
    person(world, "a", language="ar")
    person(world, "b", language="fr")
    skipping = add(world, Recipients(), missing=Missing.SKIP)
    falling = add(world, Recipients(), missing=Missing.FALLBACK)

    assert world.write(lambda tx: tx.campaigns.counts(skipping)) == Counts(waiting=1, skipped=1)
    assert world.write(lambda tx: tx.campaigns.counts(falling)) == Counts(waiting=2)


def test_a_text_of_several_parts_is_in_a_language_when_all_of_it_is(world: Posting) -> None:
    """Half of an announcement is not an announcement."""
    person(world, "a", language="ar")
    text = lines(TEXT, Message("📅 {day}"), Content({"en": "More", "fr": "Plus"}))
    campaign = add(world, Recipients(), missing=Missing.SKIP, text=text)

    assert world.write(lambda tx: tx.campaigns.counts(campaign)) == Counts(skipped=1)


def test_those_who_come_to_an_event_can_be_asked_afterwards(world: Posting) -> None:
    """Not those who stay away, nor those who have answered."""
    anna, ben, celia = (person(world, name) for name in "abc")
    event = NewEvent(
        TEXT, None, TEXT, NOON, NOON + timedelta(hours=1), None, frozenset(), None, Audience()
    )

    def come(who: PersonId, event_id: EventId) -> None:
        world.write(lambda tx: tx.events.take(event_id, who, 1, lift=False))

    added = world.write(lambda tx: tx.events.add(event, NOON))
    come(anna, added)
    come(ben, added)
    come(celia, added)
    world.write(lambda tx: tx.events.leave(added, celia))
    said = {"person_id": ben, "survey": "feedback", "occasion": str(added)}
    world.write(lambda tx: tx.connection.execute(answered.insert().values(said)))
    survey = SurveyId("feedback")

    assert meant(world, Recipients(coming_to=added)) == {anna, ben}
    asked = Recipients(coming_to=added, unless_answered=(survey, str(added)))
    assert meant(world, asked) == {anna}
    assert meant(world, Recipients(unless_answered=(survey, ""))) == {anna, ben, celia}


def test_a_planned_campaign_only_estimates(world: Posting) -> None:
    """Nothing is queued before its time; the number follows the people."""
    person(world, "a")
    later = NewCampaign("x", Say(TEXT), Recipients(), NOON + timedelta(days=1))
    campaign = world.write(lambda tx: tx.campaigns.add(later, NOON))
    person(world, "b")
    shown = world.write(lambda tx: tx.campaigns.show(campaign))

    assert shown is not None
    assert (shown.state, shown.recipients) == (CampaignState.PLANNED, 2)
    assert shown.counts == Counts()
    assert world.write(lambda tx: tx.campaigns.due(NOON)) == []
    tomorrow = NOON + timedelta(days=1)
    assert world.write(lambda tx: tx.campaigns.due(tomorrow)) == [campaign]


def test_a_campaign_is_expanded_once(world: Posting) -> None:
    """Two jobs at once queue nobody twice."""
    person(world, "a")
    campaign = add(world, Recipients())

    assert not world.write(lambda tx: tx.campaigns.expand(campaign, NOON))
    assert world.write(lambda tx: tx.campaigns.recipients(campaign)) == 1


def test_somebody_with_two_addresses_gets_one_message(world: Posting) -> None:
    """A person is a person."""
    anna = person(world, "a")

    def second(tx: Any) -> None:
        [row] = tx.connection.execute(addresses.select())
        values = row._asdict() | {"channel": "signal", "blind": b"x" * 16}
        tx.connection.execute(addresses.insert().values(values))

    world.write(second)

    assert meant(world, Recipients()) == {anna}


def test_a_stopped_campaign_may_be_announced_anew(world: Posting) -> None:
    """What was sent stays sent, what waits is cancelled."""
    person(world, "a")
    person(world, "b")
    campaign = add(world, Recipients())
    [row, _other] = world.write(lambda tx: tx.outbox.claim(CHANNEL, NOON, 9, NOON))
    world.write(lambda tx: tx.outbox.settle([Settled(row, State.SENT, NOON, message="m")]))
    assert world.write(lambda tx: tx.campaigns.about("x")) == campaign

    assert world.write(lambda tx: tx.campaigns.stop(campaign))

    assert world.write(lambda tx: tx.campaigns.about("x")) is None
    assert world.write(lambda tx: tx.campaigns.counts(campaign)) == Counts(sent=1, cancelled=1)
    assert not world.write(lambda tx: tx.campaigns.stop(CampaignId(99)))


def test_a_hundred_thousand_are_queued_by_one_statement(world: Posting) -> None:
    """Here with a few thousand, and far below a second."""
    world.invite(*map(str, range(2000)))
    statements: list[str] = []

    def act(tx: Any) -> CampaignId:
        real = tx.connection.execute

        def counting(statement: Any, *rest: Any) -> Any:
            statements.append(type(statement).__name__)
            return real(statement, *rest)

        tx.campaigns._connection = type("Counted", (), {"execute": staticmethod(counting)})()
        added: CampaignId = tx.campaigns.add(NewCampaign("x", Say(TEXT), Recipients(), NOON), NOON)
        return added

    campaign = world.write(act)

    assert world.write(lambda tx: tx.campaigns.counts(campaign)) == Counts(waiting=2000)
    assert len(statements) == 4  # the campaign, its row, the messages, its state


def test_what_is_proposed_waits_until_it_is_confirmed(world: Posting) -> None:
    """Nobody is chosen before, however long it is due."""
    person(world, "1")
    say, everybody = Say(Content({"en": "Hello"})), Recipients(Audience())
    proposed = NewCampaign("announcement", say, everybody, NOON, proposed_by=StaffId(3))
    campaign = world.write(lambda tx: tx.campaigns.add(proposed, NOON))
    assert world.write(lambda tx: tx.campaigns.due(NOON)) == []
    shown = world.write(lambda tx: tx.campaigns.show(campaign))
    assert shown is not None
    assert (shown.state, shown.proposed_by, shown.recipients) == (CampaignState.PROPOSED, 3, 1)
    assert world.write(lambda tx: tx.campaigns.proposed(StaffId(4))) == [campaign]
    assert world.write(lambda tx: tx.campaigns.proposed(StaffId(3))) == []

    world.write(lambda tx: tx.campaigns.confirm(campaign, NOON))
    world.write(lambda tx: tx.campaigns.confirm(campaign, NOON))

    assert world.write(lambda tx: tx.campaigns.counts(campaign)) == Counts(waiting=1)
    assert world.write(lambda tx: tx.campaigns.proposed(StaffId(4))) == []
