"""Sessions end in time and by their owner, and nothing in the database lets anybody in."""

import pytest
from sqlalchemy import select, update

from domain.staff.member import Role, StaffId
from storage.sign_ins.signed_in import IDLE, LONGEST, Stage
from storage.sign_ins.tables import sessions, sign_ins
from storage.store import Store
from tests.storage.samples import HOUR, NOW

BROWSER = "Firefox, Linux"


@pytest.fixture
def member(store: Store) -> StaffId:
    """Somebody who works here."""
    return store.write(lambda tx: tx.staff.add("Maja", Role.COORDINATOR))


def test_a_session_ends_when_it_is_not_used(store: Store, member: StaffId) -> None:
    """After half an hour; using it makes it last, though never longer than half a day."""
    token = store.write(lambda tx: tx.sessions.begin(member, Stage.IN, BROWSER, NOW))

    assert store.read(lambda tx: tx.sessions.of(token, NOW + IDLE)) is None
    at = NOW
    while at < NOW + LONGEST - IDLE / 2:
        at += IDLE / 2
        assert store.read(lambda tx, at=at: tx.sessions.of(token, at)) is not None
        store.write(lambda tx, at=at: tx.sessions.use(token, at))
    assert store.read(lambda tx: tx.sessions.of(token, NOW + LONGEST)) is None


def test_what_is_stored_is_no_cookie(store: Store, member: StaffId) -> None:
    """Whoever reads the table cannot sign in with it."""
    store.write(lambda tx: tx.sessions.begin(member, Stage.IN, BROWSER, NOW))

    stored = store.read(lambda tx: tx.connection.scalars(select(sessions.c.token)).one())

    for guess in (stored.hex(), stored.decode("latin-1")):
        assert store.read(lambda tx, guess=guess: tx.sessions.of(guess, NOW)) is None


def test_others_end_and_this_one_stays(store: Store, member: StaffId) -> None:
    """Nobody ends what is not theirs."""
    other = store.write(lambda tx: tx.staff.add("Miha", Role.ADVISER))
    begin = [(member, 0), (member, 1), (other, 2)]
    tokens = [
        store.write(
            lambda tx, who=who, n=n: tx.sessions.begin(who, Stage.IN, BROWSER, NOW + n * HOUR / 60)
        )
        for who, n in begin
    ]
    names = [store.read(lambda tx, t=t: tx.sessions.of(t, NOW)).name for t in tokens]  # type: ignore[union-attr]

    store.write(lambda tx: tx.sessions.end_named(member, names[2]))
    store.write(lambda tx: tx.sessions.end_others(member, names[0]))

    found = [store.read(lambda tx, t=t: tx.sessions.of(t, NOW)) is not None for t in tokens]
    assert found == [True, False, True]


def test_whoever_is_removed_is_out(store: Store, member: StaffId) -> None:
    """At once, with all they sign in with."""
    token = store.write(lambda tx: tx.sessions.begin(member, Stage.IN, BROWSER, NOW))
    store.write(lambda tx: tx.sign_ins.set(member, "$argon2id$x", "SECRET", ["a-b"]))

    store.write(lambda tx: tx.staff.remove(member, NOW))

    assert store.read(lambda tx: tx.sessions.of(token, NOW)) is None
    assert store.read(lambda tx: tx.connection.execute(select(sign_ins)).all()) == []


def test_another_passphrase_in_the_row_opens_nothing(store: Store, member: StaffId) -> None:
    """Whoever writes into the database alone has no secret that fits it."""
    store.write(lambda tx: tx.sign_ins.set(member, "$argon2id$x", "SECRET", []))
    theirs = update(sign_ins).values(passphrase="$argon2id$attacker")
    store.write(lambda tx: tx.connection.execute(theirs))

    assert store.read(lambda tx: tx.sign_ins.of(member)) is None


def test_a_code_works_once(store: Store, member: StaffId) -> None:
    """Nor does an earlier one after it; a recovery code neither."""
    store.write(lambda tx: tx.sign_ins.set(member, "$argon2id$x", "SECRET", ["a-b", "c-d"]))

    steps = [store.write(lambda tx, n=n: tx.sign_ins.use_step(member, n)) for n in (7, 7, 6, 8)]
    codes = [store.write(lambda tx: tx.sign_ins.use_recovery(member, "a-b")) for _ in range(2)]

    assert steps == [True, False, False, True]
    assert codes == [True, False]
    assert store.read(lambda tx: tx.sign_ins.of(member)).left == 1  # type: ignore[union-attr]


def test_what_was_typed_is_given_back_sealed(store: Store, member: StaffId) -> None:
    """To whom it is, on the page it was typed on."""
    store.write(lambda tx: tx.drafts.keep(member, "/announce", {"en": ["Hello"]}, NOW))

    assert store.read(lambda tx: tx.drafts.of(member, "/announce")) == {"en": ["Hello"]}
    assert store.read(lambda tx: tx.drafts.of(member, "/events/new")) == {}
    store.write(lambda tx: tx.drafts.drop(member, "/announce"))
    assert store.read(lambda tx: tx.drafts.of(member, "/announce")) == {}
