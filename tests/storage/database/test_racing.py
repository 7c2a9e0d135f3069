"""Several processes on one server at the same moment: the rules hold, and nobody sees an error.

PostgreSQL only: SQLite has one process. What its threads do at once is tested beside each rule.
"""

import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from domain.advice.appointment import AppointmentId, Taken
from domain.advice.slot import SlotId, Topic
from domain.campaigns.campaign import NewCampaign, Recipients
from domain.outcome import Done
from domain.people.person import ChooseLanguage, PersonId
from domain.speech.messages import Say
from domain.speech.text import Content, Verbatim
from domain.staff.member import AcceptInvitation, AddMember, Role
from storage.advice.tables import appointments
from storage.outbox.repository import Reply
from storage.people.tables import people
from storage.store import Store, Transaction
from storage.surveys.tables import responses
from tests.storage.acting import agree, do
from tests.storage.database import racing
from tests.storage.database.racing import MANY, Racers
from tests.storage.outbox.posting import Posting
from tests.storage.samples import DAY, NOW, a_form, an_event, new_event, person, some_slots
from tests.storage.samples import people as some_people


@pytest.fixture(scope="module")
def racers() -> Iterator[Racers]:
    """The processes, for all races."""
    racers = Racers()
    yield racers
    racers.close()


def test_two_hundred_book_twenty_times(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """Every time has exactly one winner."""
    wanted, times = some_people(postgres_store, 200), some_slots(postgres_store, 20)

    won = racers.race(racing.book, migrated_postgres, wanted, times)

    open_ = select(appointments.c.slot_id).where(appointments.c.state == "open")
    held = postgres_store.read(lambda tx: tx.connection.scalars(open_).all())
    assert sum(won) == 20
    assert sorted(held) == sorted(times)


def test_whoever_moves_is_never_without_a_time(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """Forty people who have a time want each other's, again and again; four times are free."""
    times, holders = some_slots(postgres_store, 44), some_people(postgres_store, 40)
    held = [
        (who, postgres_store.write(lambda tx, w=who, s=slot: taken(tx, w, s)))  # type: ignore[misc]  # the loop's own
        for who, slot in zip(holders, times, strict=False)
    ]

    moved = racers.race(racing.move, migrated_postgres, held, times)

    open_ = select(appointments.c.person_id, appointments.c.slot_id).where(
        appointments.c.state == "open"
    )
    rows = postgres_store.read(lambda tx: tx.connection.execute(open_).all())
    assert sum(moved) > 0
    assert sorted(person for person, _slot in rows) == sorted(holders)
    assert len({slot for _person, slot in rows}) == 40


def taken(tx: Transaction, who: PersonId, slot: SlotId) -> AppointmentId:
    """A time that nobody had."""
    booked = tx.appointments.take(slot, who, Topic.FAMILY, "en", NOW)
    assert not isinstance(booked, Taken)
    return booked


def test_places_and_seats_are_never_given_twice(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """Twenty places, five seats."""
    wanted = some_people(postgres_store, 120)
    event = an_event(postgres_store, new_event(capacity=20, seats=5))

    won = racers.race(racing.come, migrated_postgres, wanted, event)

    now = postgres_store.read(lambda tx: tx.events.get(event))
    assert now is not None
    assert (sum(won), now.taken, now.lifts) == (20, 20, 5)


def test_a_mind_changed_on_several_phones_counts_once(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """The count is what the last answer says."""
    anna, event = person(postgres_store), an_event(postgres_store)

    racers.race(racing.change_mind, migrated_postgres, anna, event)

    now = postgres_store.read(lambda tx: tx.events.get(event))
    said = postgres_store.read(lambda tx: tx.events.rsvp(event, anna))
    assert now is not None
    assert said is not None
    assert now.taken == said.people


def test_an_event_is_announced_once(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """The others are told that it was."""
    event = an_event(postgres_store)
    anna = person(postgres_store)
    agree(postgres_store, anna)
    do(postgres_store, anna, ChooseLanguage("ar"))

    assert sum(racers.race(racing.announce, migrated_postgres, event)) == 1


@pytest.mark.parametrize("act", [racing.tell, racing.plan])
def test_the_same_is_told_and_planned_once(
    racers: Racers,
    postgres_store: Store,
    migrated_postgres: str,
    act: Callable[[str, int, Sequence[PersonId]], bool],
) -> None:
    """Whoever was second hears that it was done, though they commanded as somebody else."""
    who = [person(postgres_store, name) for name in ("1001", "1002")]
    agree(postgres_store, *who)
    for each in who:
        invited = do(postgres_store, PersonId(0), AddMember(f"Eva {each}", Role.COORDINATOR))
        assert isinstance(invited, Done)
        assert isinstance(do(postgres_store, each, AcceptInvitation(invited.value)), Done)

    assert sum(racers.race(act, migrated_postgres, who)) == 1


def test_hours_are_offered_once(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """The others are told that they overlap."""
    assert sum(racers.race(racing.offer, migrated_postgres)) == 1
    assert postgres_store.read(lambda tx: len(tx.appointments.between(NOW, NOW + DAY))) == 0


def test_a_survey_is_answered_once(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """One response, whoever was first."""
    anna = person(postgres_store)
    postgres_store.write(lambda tx: tx.surveys.add(a_form(), NOW))

    assert sum(racers.race(racing.answer, migrated_postgres, anna)) == 1
    counted = select(func.count()).select_from(responses)
    assert postgres_store.read(lambda tx: tx.connection.scalar(counted)) == 1


def test_answers_begin_to_count_by_fives(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """Whoever keeps them, and however many at once: no step holds more or fewer."""
    postgres_store.write(lambda tx: tx.surveys.add(a_form(), NOW))

    racers.race(racing.answer_many, migrated_postgres)

    by_step = select(responses.c.step, func.count()).group_by(responses.c.step)
    found = postgres_store.read(lambda tx: tx.connection.execute(by_step).all())
    assert {(row[0], row[1]) for row in found} == {(None, 3), *((step, 5) for step in range(1, 6))}


def test_a_campaign_is_queued_by_one(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """Everybody gets it once."""
    Posting(postgres_store).invite(*map(str, range(300)))
    later = NewCampaign("x", Say(Content({"en": "Hello"})), Recipients(), NOW + DAY)
    campaign = postgres_store.write(lambda tx: tx.campaigns.add(later, NOW))

    assert sum(racers.race(racing.expand, migrated_postgres, campaign)) == 1
    assert postgres_store.read(lambda tx: tx.campaigns.counts(campaign)).waiting == 300


def test_an_update_delivered_to_everybody_is_handled_once(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """And a new stranger is one person."""
    strangers = [str(number) for number in range(60)]

    handled = racers.race(racing.hear, migrated_postgres, strangers)

    counted = select(func.count()).select_from(people)
    assert sum(handled) == 60
    assert postgres_store.read(lambda tx: tx.connection.scalar(counted)) == 60


def test_no_place_is_lost(racers: Racers, postgres_store: Store, migrated_postgres: str) -> None:
    """Everybody was heard as often as they wrote."""
    strangers = [str(number) for number in range(20)]

    racers.race(racing.say_more, migrated_postgres, strangers)

    who = [("telegram", address) for address in strangers]
    known = postgres_store.read(lambda tx: tx.conversations.of(who, NOW))
    assert [each.place for each in known] == [{"heard": MANY}] * 20


def test_claimers_share_the_work(
    racers: Racers, postgres_store: Store, migrated_postgres: str
) -> None:
    """No row twice, nobody two at once, everybody in order."""
    who = some_people(postgres_store, 80)
    replies = [
        Reply(each, "telegram", str(2000 + n), "en", Say(Verbatim(f"{part}")))
        for part in range(3)
        for n, each in enumerate(who)
    ]
    early = NOW - timedelta(minutes=1)
    postgres_store.write(lambda tx: tx.outbox.add_replies(replies, early, lease_until=None))

    sent = [each for some in racers.race(racing.send, migrated_postgres) for each in some]

    assert len({row for row, *_rest in sent}) == len(sent) == 240
    of_person = defaultdict(list)
    for row, person_, taken, let_go in sent:
        of_person[person_].append((taken, let_go, row))
    for theirs in of_person.values():
        for (_taken, let_go, row), (taken, _let_go, next_row) in pairwise(sorted(theirs)):
            assert let_go < taken
            assert row < next_row


def test_a_killed_leader_is_followed(postgres_store: Store, migrated_postgres: str) -> None:
    """In far less than ten seconds."""
    forked = multiprocessing.get_context("forkserver")
    leading = forked.Event()
    arguments = (migrated_postgres, "telegram", leading)
    leader = forked.Process(target=racing.lead_for_ever, args=arguments)
    leader.start()
    assert leading.wait(30)
    assert postgres_store.lead("telegram") is None

    leader.kill()
    leader.join()
    tries = (postgres_store.lead("telegram") for _try in range(500))

    assert next((lead for lead in tries if lead), None) is not None
