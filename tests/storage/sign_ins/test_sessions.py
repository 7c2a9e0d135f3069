"""Sessions end in time and by their owner, and nothing in the database lets anybody in."""

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import select, update

from domain.staff.member import Role, StaffId
from storage.sign_ins.signed_in import IDLE, LONGEST, SignedIn, Stage
from storage.sign_ins.tables import sessions, sign_ins
from storage.store import Store
from tests.storage.samples import NOW

BROWSER = "Firefox, Linux"


def begun(store: Store, who: StaffId) -> str:
    """A session of theirs."""
    return store.write(lambda tx: tx.sessions.begin(who, Stage.IN, BROWSER, NOW))


def found(store: Store, token: str, at: datetime = NOW) -> SignedIn | None:
    """Whose it is then."""
    return store.read(lambda tx: tx.sessions.of(token, at))


def used(store: Store, token: str, at: datetime) -> None:
    """It is used then."""
    store.write(lambda tx: tx.sessions.use(token, at))


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
        assert found(store, token, at) is not None
        used(store, token, at)
    assert store.read(lambda tx: tx.sessions.of(token, NOW + LONGEST)) is None


def test_what_is_stored_is_no_cookie(store: Store, member: StaffId) -> None:
    """Whoever reads the table cannot sign in with it."""
    store.write(lambda tx: tx.sessions.begin(member, Stage.IN, BROWSER, NOW))

    stored = store.read(lambda tx: tx.connection.scalars(select(sessions.c.token)).one())

    for guess in (stored.hex(), stored.decode("latin-1")):
        assert found(store, guess) is None


def test_others_end_and_this_one_stays(store: Store, member: StaffId) -> None:
    """Nobody ends what is not theirs."""
    other = store.write(lambda tx: tx.staff.add("Miha", Role.ADVISER))
    tokens = [begun(store, who) for who in (member, member, other)]
    names = ["" if (one := found(store, t)) is None else one.name for t in tokens]

    store.write(lambda tx: tx.sessions.end_named(member, names[2]))
    store.write(lambda tx: tx.sessions.end_others(member, names[0]))

    assert [found(store, t) is not None for t in tokens] == [True, False, True]


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

    steps = [
        store.write(partial(lambda n, tx: tx.sign_ins.use_step(member, n), n)) for n in (7, 7, 6, 8)
    ]
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
