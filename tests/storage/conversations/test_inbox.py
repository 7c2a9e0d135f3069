"""Channels deliver twice; we act once."""

from datetime import timedelta

from domain.speech.messages import Incoming
from storage.store import Store
from tests.storage.samples import NOW

ACCOUNT = "lipa_bot"


def message(key: str, address: str = "1001", channel: str = "telegram") -> Incoming:
    """A message under this key."""
    return Incoming(channel, address, key, NOW, words="secret words")


def accept(store: Store, *messages: Incoming) -> None:
    """Note that they were handled."""
    store.write(lambda tx: tx.inbox.accept(messages, ACCOUNT, NOW))


def unseen(store: Store, *messages: Incoming, account: str = ACCOUNT) -> list[Incoming]:
    """Those that were not."""
    return store.write(lambda tx: tx.inbox.unseen(messages, account))


def test_a_handled_message_is_not_handled_again(store: Store) -> None:
    """The others are, in their order."""
    accept(store, message("2"))

    fresh = unseen(store, message("3"), message("2"), message("1"))

    assert [m.key for m in fresh] == ["3", "1"]


def test_a_message_delivered_twice_at_once_is_handled_once(store: Store) -> None:
    """Both in one batch."""
    assert unseen(store, message("1"), message("1")) == [message("1")]


def test_the_same_key_of_somebody_else_is_another_message(store: Store) -> None:
    """Or on another channel, or to another account of ours."""
    accept(store, message("1"))
    others = [message("1", address="1002"), message("1", channel="terminal")]

    assert unseen(store, *others) == others
    assert unseen(store, message("1"), account="new_bot") == [message("1")]


def test_a_message_set_aside_is_not_tried_again(store: Store) -> None:
    """Setting it aside twice is no fault."""
    for _time in range(2):
        store.write(lambda tx: tx.inbox.fail(message("1"), ACCOUNT, "KeyError", NOW))

    assert unseen(store, message("1")) == []


def test_fingerprints_are_purged_after_thirty_days(store: Store) -> None:
    """Not a second earlier."""
    accept(store, message("1"))
    second = timedelta(seconds=1)

    early = store.write(lambda tx: tx.inbox.purge(NOW + timedelta(days=30) - second))
    late = store.write(lambda tx: tx.inbox.purge(NOW + timedelta(days=30) + second))

    assert (early, late) == (0, 1)


def test_no_batch_is_too_large(store: Store) -> None:
    """Also when it fills several look-ups."""
    messages = [message(str(number)) for number in range(150)]
    accept(store, *messages[:100])

    assert unseen(store, *messages) == messages[100:]
