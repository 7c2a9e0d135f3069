"""`lipa staff key`, `prove` and `lipa matters …`: what is done where a passphrase is typed."""

from functools import partial

import pytest
from nacl.pwhash import argon2id

from bot.clock import system_clock
from domain.matters.matter import LeaveMatter, Subject
from domain.people.person import PersonId
from domain.rules import perform
from domain.staff.member import AcceptInvitation
from storage.sealing import boxes
from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.bot.lipa import Lipa
from tests.storage.acting import do
from tests.storage.samples import ZONE, person

SAID = "seven geese walk over Sava"
WORDS = "He hits me.\x1b[2J"
LOST = "what was sealed stays shut for good"


@pytest.fixture
def store(lipa: Lipa, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Eva reads about danger; keys are made quickly here."""
    quick = partial(boxes.new_pair, opslimit=1, memlimit=argon2id.MEMLIMIT_MIN)
    monkeypatch.setattr(boxes, "new_pair", quick)
    [line] = [x for x in (lipa.folder / ".env").read_text().splitlines() if "SECRET_KEYS=" in x]
    ring = Keyring.parse(line.partition("=")[2])
    store = Store.open(f"sqlite:///{lipa.folder / 'var' / 'lipa.db'}", ring, ZONE)
    employ(lipa, store, "Eva", "9001")
    return store


def employ(lipa: Lipa, store: Store, name: str, address: str) -> None:
    """A focal point with a phone."""
    added = lipa("staff", "add", name, "--role", "adviser", "--json").document
    phone = person(store, address)
    accept = AcceptInvitation(added["invite"])
    store.write(lambda tx: perform(accept, tx.work(phone, system_clock())))
    member = lipa("staff", "list", "--json").document[-1]["id"]
    assert lipa("staff", "entrust", member, "focal").code == 0


def prove(lipa: Lipa, member: str) -> None:
    """They have a key that counts."""
    assert lipa("staff", "key", member, stdin=f"{SAID}\n{SAID}\n").code == 0
    assert lipa("staff", "prove", member, stdin=f"{SAID}\n").code == 0


def leave(store: Store, words: str = WORDS) -> PersonId:
    """Somebody writes about danger."""
    ben = person(store)
    do(store, ben, LeaveMatter(Subject.DANGER, words))
    return ben


def test_it_is_listed_and_closed_without_its_words(lipa: Lipa, store: Store) -> None:
    """By whoever has the passphrase; what was closed is listed apart, and nothing opens it here."""
    prove(lipa, "1")
    ben = leave(store)
    [matter] = store.read(lambda tx: tx.matters.of(ben))
    number, said = str(matter.id), f"{SAID}\n"

    listed = lipa("matters", "list", "--as", "1", "--json", stdin=said)
    assert [(a["number"], a["state"]) for a in listed.document] == [(number, "open")]
    assert "hits" not in listed.out
    for gone in ("open", "answer"):
        assert "No such command" in lipa("matters", gone, number, "--as", "1", stdin=said).err
    assert lipa("matters", "list", "--closed", "--as", "1", stdin=said).out == (
        "No closed message is kept.\n"
    )
    assert lipa("matters", "close", number, "--as", "1", stdin=said).code == 0
    assert lipa("matters", "list", "--as", "1", stdin=said).out == "No message waits.\n"
    closed = lipa("matters", "list", "--closed", "--as", "1", "--json", stdin=said).document
    assert [(each["number"], each["state"]) for each in closed] == [(number, "closed")]
    store.close()


def test_nobody_reads_without_the_passphrase(lipa: Lipa, store: Store) -> None:
    """Nor with a key that was not proved, nor what is not there; nothing is noted."""
    assert lipa("matters", "list", "--as", "1").code == 1
    lipa("staff", "key", "1", stdin=f"{SAID}\n{SAID}\n")
    assert "prove" in lipa("matters", "list", "--as", "1", stdin=f"{SAID}\n").err
    assert lipa("staff", "prove", "1", stdin="something else entirely\n").code == 2
    lipa("staff", "prove", "1", stdin=f"{SAID}\n")
    leave(store)

    for words in (("list",), ("close", "511966")):
        wrong = lipa("matters", *words, "--as", "1", "--json", stdin="something else\n")
        assert (wrong.code, wrong.error["field"]) == (2, "passphrase")
    missing = lipa("matters", "close", "5", "--as", "1", "--json", stdin=f"{SAID}\n")
    assert (missing.code, missing.error["field"]) == (2, "number")
    assert [x for x in lipa("audit", "list", "--json").document if x["why"] == "opened"] == []
    store.close()


def test_a_new_reader_is_given_what_came_before(lipa: Lipa, store: Store) -> None:
    """Once, by somebody who opens it; until then they are told how many there are."""
    prove(lipa, "1")
    leave(store)
    employ(lipa, store, "Ida", "9002")
    prove(lipa, "2")
    said = f"{SAID}\n"

    assert "1 more" in lipa("matters", "list", "--as", "2", stdin=said).out
    for shared in (1, 0):
        document = lipa("matters", "share", "2", "--as", "1", "--json", stdin=said).document
        assert document == {"shared": shared}
    assert len(lipa("matters", "list", "--as", "2", "--json", stdin=said).document) == 1
    store.close()


@pytest.mark.parametrize("words", [("remove", "1"), ("entrust", "1", "focal", "--end")])
def test_the_last_reader_is_not_taken_away_by_mistake(
    lipa: Lipa, store: Store, words: tuple[str, ...]
) -> None:
    """It is said what is lost; with --yes it is done, and lipa check says what follows."""
    prove(lipa, "1")

    assert LOST in lipa("staff", *words).err
    assert lipa("staff", *words, "--yes").code == 0
    assert "so new ones are refused" in lipa("check").out
    store.close()


def test_check_says_what_sealing_lacks(lipa: Lipa, store: Store) -> None:
    """Who has no key, who has not proved it, and then that it is sealed."""
    assert "Member 1 has no key: lipa staff key 1." in lipa("check").out
    lipa("staff", "key", "1", stdin=f"{SAID}\n{SAID}\n")
    assert "has not proved their key: lipa staff prove 1." in lipa("check").out
    lipa("staff", "prove", "1", stdin=f"{SAID}\n")
    assert "Messages about danger are sealed to 1 who read them." in lipa("check").out
    store.close()


def test_a_key_is_replaced_only_on_purpose(lipa: Lipa, store: Store) -> None:
    """What was sealed to the old one is lost with it."""
    prove(lipa, "1")

    assert "--yes" in lipa("staff", "key", "1", stdin=f"{SAID}\n{SAID}\n").err
    assert lipa("staff", "key", "1", "--yes", stdin=f"{SAID}\n{SAID}\n").code == 0
    weak = lipa("staff", "key", "1", "--yes", "--json", stdin="lipa lipa lipa lipa\n")
    assert (weak.code, weak.error["field"]) == (2, "passphrase")
    store.close()
