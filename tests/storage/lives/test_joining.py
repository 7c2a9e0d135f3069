"""What one phone knew becomes the other's: moved, sealed anew, and never there twice."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from domain.advice.appointment import BookSlot, CancelAppointment
from domain.advice.slot import Topic
from domain.events.rsvp import Come
from domain.people.person import DecideConsent, PersonId, Purpose
from domain.people.rights import Stop
from domain.phones.phone import Join
from domain.rules import perform
from domain.speech.text import Message
from domain.surveys.survey import SurveyId
from storage.outbox.repository import Due, Settled, State
from storage.people.tables import consents
from storage.store import Store, Transaction
from storage.surveys.tables import answered
from tests.storage.acting import (
    MINUTE,
    QUESTION,
    SIGNAL,
    TELEGRAM,
    agree,
    announce,
    claim,
    code_of,
    do,
    everything_opens,
    join,
    places_add_up,
    reply,
    two,
    waiting,
)
from tests.storage.samples import DAY, NOW, an_event, new_event, some_slots


def test_what_was_booked_moves_and_what_is_twice_is_freed(store: Store) -> None:
    """Places add up, reminders come once, and on the channel of the owner."""
    anna, ben = two(store)
    shared, own = an_event(store), an_event(store, new_event(starts=NOW + 3 * DAY))
    first, second, third = some_slots(store, 3, NOW + 2 * DAY)
    do(store, anna, Come(shared, 2, lift=False))
    do(store, ben, Come(shared, 3, lift=False))
    do(store, ben, Come(own, 4, lift=False))
    do(store, anna, BookSlot(first, Topic.FAMILY, "en"))
    do(store, ben, BookSlot(second, Topic.FAMILY, "en"))
    do(store, ben, BookSlot(third, Topic.INTERVIEW, "en"))

    given_up = join(store, anna, ben)

    assert (len(given_up.appointments), len(given_up.events)) == (1, 1)
    free = store.read(lambda tx: tx.appointments.free(Topic.FAMILY, NOW))
    assert [slot.id for slot in free] == [second]
    mine = store.read(lambda tx: tx.appointments.open_of(anna, NOW))
    assert [each.slot.id for each in mine] == [first, third]
    coming = store.read(lambda tx: tx.events.coming_of(anna, NOW))
    assert [(each.event, each.people) for each in coming] == [(shared, 2), (own, 4)]
    places_add_up(store)
    assert set(waiting(store)) == {(anna, TELEGRAM)}
    assert len(waiting(store)) == 2 + 2 + 2 + 1
    do(store, anna, CancelAppointment(mine[1].id))
    assert len(waiting(store)) == 2 + 2 + 1


def answer(store: Store, who: PersonId, survey: SurveyId) -> None:
    """They have sent it."""
    store.write(lambda tx: tx.surveys.mark_answered(who, survey, ""))


def test_answered_surveys_and_decisions_are_kept_once(store: Store) -> None:
    """The owner's own word counts; what they were never asked is taken over with its proof."""
    anna, ben = two(store)
    do(store, anna, DecideConsent(Purpose.BE_WRITTEN, given=False))
    agree(store, ben)
    for who, survey in ((anna, "a"), (ben, "a"), (ben, "b")):
        answer(store, who, SurveyId(survey))

    join(store, anna, ben)

    assert store.read(lambda tx: tx.people.get(anna)).consents == {Purpose.TAKE_PART}
    decided = select(consents.c.purpose, consents.c.given).order_by(consents.c.purpose)
    rows = store.read(lambda tx: tx.connection.execute(decided).all())
    assert [tuple(row) for row in rows] == [("be_written", False), ("take_part", True)]
    surveys = store.read(lambda tx: tx.connection.scalars(select(answered.c.survey)).all())
    assert sorted(surveys) == ["a", "b"]


def test_stop_on_one_phone_is_stop_on_both(store: Store) -> None:
    """What waited is not sent; coming back is for both, too."""
    anna, ben = two(store)
    do(store, anna, Come(an_event(store), 1, lift=False))
    do(store, ben, Stop())

    join(store, anna, ben)

    assert store.read(lambda tx: tx.people.get(anna)).stopped
    assert waiting(store) == []


def test_answers_on_their_way_and_open_questions_are_sealed_anew(store: Store) -> None:
    """They arrive, and their buttons still work."""
    anna, ben = two(store)
    [asked] = store.write(
        lambda tx: tx.outbox.add_replies([reply(ben, SIGNAL)], NOW, lease_until=NOW + MINUTE)
    )
    store.write(lambda tx: tx.outbox.settle([Settled(asked, State.SENT, NOW, message="7")]))
    store.write(lambda tx: tx.outbox.add_replies([reply(ben, SIGNAL)], NOW, lease_until=None))

    join(store, anna, ben)

    assert store.read(lambda tx: tx.outbox.prompt(asked.id, anna)) == QUESTION
    assert store.read(lambda tx: tx.outbox.sent_of(anna, NOW - DAY)) == [(SIGNAL, "7")]
    [row] = claim(store, SIGNAL)
    assert (row.person, row.address, row.say) == (anna, "sig", QUESTION)
    store.read(everything_opens)


def test_what_is_on_its_way_while_phones_are_joined_is_settled(store: Store) -> None:
    """Under its number: the person has another one since."""
    anna, ben = two(store)
    [asked] = store.write(
        lambda tx: tx.outbox.add_replies([reply(ben, SIGNAL)], NOW, lease_until=NOW + MINUTE)
    )
    join(store, anna, ben)

    store.write(lambda tx: tx.outbox.settle([Settled(asked, State.SENT, NOW, message="7")]))

    assert store.read(lambda tx: tx.outbox.sent_of(anna, NOW - DAY)) == [(SIGNAL, "7")]


def test_the_other_phone_hears_of_it_first(store: Store) -> None:
    """Before anything else that waits there."""
    anna, ben = two(store)

    join(store, anna, ben)

    [notice] = claim(store, TELEGRAM)
    assert notice.say is not None
    assert isinstance(notice.say.text, Message)
    assert notice.say.text.msgid.startswith("Another phone ({channel}) was joined to you")
    assert notice.address == "tg"
    assert claim(store, SIGNAL) == []


def test_an_answer_to_the_joined_phone_goes_to_who_they_are_now(store: Store) -> None:
    """In the same transaction, and their own conversation stays as it was."""
    anna, ben = two(store)
    code = code_of(store, anna)

    def act(tx: Transaction) -> Sequence[Due]:
        perform(Join(code), tx.work(ben, NOW))
        tx.conversations.keep({ben: {"at": "b"}}, NOW)
        return tx.outbox.add_replies([reply(ben, SIGNAL)], NOW, lease_until=NOW + MINUTE)

    [answer] = store.write(act)

    assert answer.person == anna
    [known] = store.write(lambda tx: tx.conversations.of([(SIGNAL, "sig")], NOW))
    assert known.place is None
    store.read(everything_opens)


@pytest.mark.parametrize("sent_to", ["anna", "ben", "both", "nobody"])
def test_a_campaign_counts_whoever_was_two_people_once(store: Store, sent_to: str) -> None:
    """By the message that arrived; one that waits goes once."""
    anna, ben = two(store)
    agree(store, anna, ben)
    announce(store)
    sent = [
        row
        for channel, who in ((TELEGRAM, "anna"), (SIGNAL, "ben"))
        for row in (claim(store, channel) if sent_to in (who, "both") else [])
    ]
    store.write(
        lambda tx: tx.outbox.settle([Settled(r, State.SENT, NOW, message="m") for r in sent])
    )

    join(store, anna, ben)

    [campaign] = store.read(lambda tx: [tx.campaigns.about("x")])
    assert campaign is not None
    counts = store.read(lambda tx: tx.campaigns.counts(campaign))
    assert (counts.sent, counts.waiting) == ((0, 1) if sent_to == "nobody" else (1, 0))
    assert len(store.read(lambda tx: tx.outbox.sent_of(anna, NOW - DAY))) == len(sent)
