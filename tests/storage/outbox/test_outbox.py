"""The table of everything that leaves: leases, order, prompts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.campaigns.campaign import NewCampaign, Recipients
from domain.people.audience import Audience
from domain.people.person import PersonId, Purpose
from domain.reminders.reminder import Thing
from domain.speech.messages import Option, Prompt, Say
from domain.speech.text import Verbatim
from storage.outbox.repository import Due, Priority, Reply, RowKind, Settled, State
from storage.outbox.tables import outbox
from storage.people.tables import addresses
from storage.store import Store
from tests.storage.outbox.posting import CHANNEL, NOON, Posting

LEASE = NOON + timedelta(minutes=2)
SECOND = timedelta(seconds=1)
QUESTION = Say(Verbatim("?"), options=(Option("yes", Verbatim("Yes")),), asks=Prompt("a", "b", {}))


@pytest.fixture
def world(store: Store) -> Posting:
    """A database in which something waits."""
    return Posting(store)


def claim(world: Posting, limit: int = 100, ceiling: Priority = Priority.REST) -> list[Due]:
    """Lease what is due at noon."""
    return world.write(lambda tx: tx.outbox.claim(CHANNEL, NOON, limit, LEASE, ceiling))


def settle(world: Posting, row: Due, state: State, **rest: object) -> None:
    """One outcome."""
    result = replace(Settled(row, state, NOON), **rest)  # type: ignore[arg-type]
    world.write(lambda tx: tx.outbox.settle([result]))


def announce(world: Posting, say: Say = QUESTION) -> None:
    """A message to everybody."""
    campaign = NewCampaign("x", say, Recipients(Audience()), NOON)
    world.write(lambda tx: tx.campaigns.add(campaign, NOON))


def remind(world: Posting, person: PersonId, minutes: int = 0) -> None:
    """A reminder that falls due soon."""
    due = NOON + timedelta(minutes=minutes)
    world.write(
        lambda tx: tx.outbox.remind(
            person, Thing.EVENT, 7, timedelta(hours=2), due, due + timedelta(hours=2)
        )
    )


def only(world: Posting) -> list[str]:
    """The states of all rows, the oldest first."""
    query = outbox.select().order_by(outbox.c.id)
    return [row.state for row in world.write(lambda tx: tx.connection.execute(query).fetchall())]


def test_a_reply_is_read_back_as_it_was_handed_over(world: Posting) -> None:
    """Born leased or claimed later: the same row."""
    [anna] = world.invite("1")
    [born] = world.reply(anna, "1", "Hello", leased=False)

    assert claim(world) == [born]
    assert claim(world) == []


def test_a_born_leased_reply_is_claimed_by_nobody_until_its_lease_ends(world: Posting) -> None:
    """Its process holds it; after a crash it is free."""
    [anna] = world.invite("1")
    world.reply(anna, "1", "Hello")
    later = NOON + timedelta(minutes=3)

    assert claim(world) == []
    assert len(world.write(lambda tx: tx.outbox.claim(CHANNEL, later, 9, later))) == 1


def test_a_restart_frees_what_was_held(world: Posting) -> None:
    """Also what waited for another try."""
    [anna] = world.invite("1")
    [row] = world.reply(anna, "1", "Hello")
    hour = NOON + timedelta(hours=1)
    settle(world, row, State.WAITING, due=hour, lease_until=hour, error="network", attempts=1)
    world.write(lambda tx: tx.outbox.release_leases(NOON))

    assert [(row.id, row.attempts) for row in claim(world)] == [(row.id, 1)]


def test_the_most_urgent_go_first(world: Posting) -> None:
    """Replies, then reminders, then the rest, whatever came first."""
    anna, ben, _celia = world.invite("1", "2", "3")
    announce(world)
    remind(world, ben)
    world.reply(anna, "1", "Hello", leased=False)

    kinds = [row.kind for row in claim(world)]

    assert kinds[:2] == [RowKind.SAY, RowKind.REMINDER]
    assert set(kinds[2:]) == {RowKind.CAMPAIGN}
    assert not claim(world, ceiling=Priority.REPLY)


def test_nobody_has_two_rows_in_flight(world: Posting) -> None:
    """What comes second waits until the first is settled."""
    [anna] = world.invite("1")
    first, second = world.reply(anna, "1", "a", "b", leased=False)
    announce(world)

    assert claim(world) == [first]
    assert claim(world) == []
    settle(world, first, State.SENT)
    assert claim(world) == [second]


def test_what_waits_for_another_try_is_not_overtaken(world: Posting) -> None:
    """Order is kept also across a failure; what is planned for tomorrow holds nothing up."""
    [anna] = world.invite("1")
    remind(world, anna, minutes=60 * 24)
    [first, second] = world.reply(anna, "1", "a", "b", leased=False)
    settle(world, first, State.WAITING, due=NOON + SECOND * 9, error="network", attempts=1)
    assert claim(world) == []

    later = NOON + SECOND * 10
    found = world.write(lambda tx: tx.outbox.claim(CHANNEL, later, 9, LEASE))
    assert [row.id for row in found] == [first.id]
    settle(world, first, State.SENT)
    assert [row.id for row in claim(world)] == [second.id]


def test_who_cannot_be_reached_is_settled_on_the_way(world: Posting) -> None:
    """Rows for a dead address never wait for ever."""
    world.invite("1")
    announce(world)
    world.write(lambda tx: tx.connection.execute(addresses.update().values(reachable=False)))

    assert claim(world) == []
    assert only(world) == [State.UNREACHABLE]


def test_a_dropped_reminder_is_cancelled_and_others_stay(world: Posting) -> None:
    """Only of this person, and of this thing."""
    anna, ben = world.invite("1", "2")
    for person in (anna, ben):
        remind(world, person)
    world.write(lambda tx: tx.outbox.drop_reminders(anna, Thing.EVENT, 7))
    world.write(lambda tx: tx.outbox.drop_reminders(ben, Thing.EVENT, 8))

    assert only(world) == [State.CANCELLED, State.WAITING]


def test_stop_leaves_only_what_was_asked_for(world: Posting) -> None:
    """A reply on its way still goes."""
    [anna] = world.invite("1")
    world.reply(anna, "1", "a", leased=False)
    remind(world, anna)
    announce(world)
    world.write(lambda tx: tx.outbox.drop_started(anna))

    assert only(world) == [State.WAITING, State.CANCELLED, State.CANCELLED]


def test_settling_twice_keeps_the_better_news(world: Posting) -> None:
    """Sent is sent, whoever cancels or gives up afterwards; and late good news counts."""
    [anna] = world.invite("1")
    one, two = world.reply(anna, "1", "a", "b")
    settle(world, one, State.SENT, message="m1")
    settle(world, one, State.FAILED)
    settle(world, two, State.CANCELLED)
    settle(world, two, State.SENT, message="m2")

    assert only(world) == [State.SENT, State.SENT]


def test_an_open_question_is_found_until_it_is_answered(world: Posting) -> None:
    """Bare words answer the newest; its buttons work for longer."""
    anna, ben = world.invite("1", "2")
    announce(world)
    for each in claim(world):
        settle(world, each, State.SENT, message="m")
    found = world.write(lambda tx: tx.outbox.open_prompts([anna, ben], NOON + SECOND))
    row, say, at = found[anna]
    assert (say, at) == (QUESTION, NOON)

    world.write(lambda tx: tx.outbox.mark_answered([row], NOON))
    left = world.write(lambda tx: tx.outbox.open_prompts([anna, ben], NOON + SECOND))

    assert set(left) == {ben}
    assert world.write(lambda tx: tx.outbox.prompt(row, anna)) == QUESTION
    assert world.write(lambda tx: tx.outbox.prompt(row, ben)) is None
    week = NOON + timedelta(days=8)
    assert not world.write(lambda tx: tx.outbox.open_prompts([ben], week))


def test_a_button_works_before_anybody_notes_that_it_left(world: Posting) -> None:
    """People are quick, and a process that has just sent it may be killed."""
    [anna] = world.invite("1")
    announce(world)
    [row] = claim(world)

    assert world.write(lambda tx: tx.outbox.prompt(row.id, anna)) == QUESTION
    world.write(lambda tx: tx.outbox.mark_answered([row.id], NOON))
    settle(world, row, State.SENT, message="m")

    assert not world.write(lambda tx: tx.outbox.open_prompts([anna], NOON + SECOND))


def test_a_personal_question_keeps_its_words_and_an_answer_does_not(world: Posting) -> None:
    """What asks must be understood later; everything else is emptied once sent."""
    [anna] = world.invite("1")
    replies = [Reply(anna, CHANNEL, "1", "en", say) for say in (Say(Verbatim("a")), QUESTION)]
    rows = world.write(lambda tx: tx.outbox.add_replies(replies, NOON, lease_until=LEASE))
    for row in rows:
        settle(world, row, State.SENT, message="m")
    kept = world.write(
        lambda tx: tx.connection.execute(outbox.select().order_by(outbox.c.id)).fetchall()
    )

    assert [row.content_sealed is None for row in kept] == [True, False]
    assert world.write(lambda tx: tx.outbox.prompt(rows[1].id, anna)) == QUESTION


def test_an_answer_never_overtakes_one_that_nobody_holds(world: Posting) -> None:
    """A process died before it sent the first; what it says next waits until that has gone."""
    anna, ben = world.invite("1", "2")
    world.reply(anna, "1", "a")
    world.write(lambda tx: tx.outbox.release_leases(NOON))

    assert world.reply(anna, "1", "b") == []
    assert len(world.reply(ben, "2", "c")) == 1
    for _text in "ab":
        [row] = claim(world)
        assert claim(world) == []
        settle(world, row, State.SENT, message="m")
    assert len(world.reply(anna, "1", "d")) == 1


def test_an_answer_goes_beside_what_its_holder_has_in_hand(world: Posting) -> None:
    """Whoever holds the earlier one sends both, in order."""
    [anna] = world.invite("1")

    assert len([*world.reply(anna, "1", "a"), *world.reply(anna, "1", "b")]) == 2


def test_a_number_is_never_given_twice(world: Posting) -> None:
    """Not even when the newest rows are gone: old buttons must not mean new things."""
    [anna] = world.invite("1")
    [row] = world.reply(anna, "1", "a")
    world.write(lambda tx: tx.connection.execute(outbox.delete()))

    assert world.reply(anna, "1", "b")[0].id == row.id + 1


def test_a_pause_is_only_ever_made_longer(world: Posting) -> None:
    """Two processes were told two things."""
    for seconds in (60, 5, 61):
        world.write(lambda tx, s=seconds: tx.outbox.pause(CHANNEL, NOON + s * SECOND))  # type: ignore[misc]

    assert world.write(lambda tx: tx.outbox.paused(CHANNEL)) == NOON + 61 * SECOND
    assert world.write(lambda tx: tx.outbox.pauses()) == {CHANNEL: NOON + 61 * SECOND}


def test_only_the_channels_of_this_process_are_freed(world: Posting) -> None:
    """Another process sends the others."""
    [anna] = world.invite("1")
    [row] = world.reply(anna, "1", "Hello")

    world.write(lambda tx: tx.outbox.release_leases(NOON, ["signal"]))
    assert claim(world) == []
    world.write(lambda tx: tx.outbox.release_leases(NOON, [CHANNEL]))

    assert [each.id for each in claim(world)] == [row.id]


def test_whoever_has_said_no_since_gets_no_announcement(world: Posting) -> None:
    """Also when both happened at the same moment."""
    anna, ben, celia = world.invite("1", "2", "3")
    announce(world)
    world.write(lambda tx: tx.people.set_consent(anna, Purpose.BE_WRITTEN, given=False, at=NOON))
    world.write(lambda tx: tx.people.set_stopped(ben, stopped=True, at=NOON))

    assert [row.person for row in claim(world)] == [celia]
    assert sorted(only(world)) == [State.CANCELLED, State.CANCELLED, State.WAITING]
