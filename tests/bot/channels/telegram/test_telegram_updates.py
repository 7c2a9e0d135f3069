"""Payloads as Telegram sent them (names replaced), and what is read from them."""

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import (
    WANTED,
    UpdateError,
    key_of,
    kind_of,
    number_of,
    parse,
    press_of,
)
from domain.speech.messages import Incoming, Kind

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SAID = datetime(2026, 12, 1, 8, 59, 30, tzinfo=UTC)
DATE = int(SAID.timestamp())
BEN = {
    "id": 1001,
    "is_bot": False,
    "first_name": "Canary",
    "last_name": "Canary",
    "username": "canary",
    "language_code": "pt-br",
}
CHAT = {"id": 1001, "type": "private", "first_name": "Canary", "username": "canary"}
GROUP = {"id": -2001, "type": "supergroup", "title": "Canary"}
VOICE = {"duration": 3, "mime_type": "audio/ogg", "file_id": "AwAC", "file_unique_id": "AgAD"}


def message(**content: Any) -> dict[str, Any]:
    """A message in the private chat."""
    about = {"message_id": 77, "from": BEN, "chat": CHAT, "date": DATE}
    return {"update_id": 700_000_001, "message": about | content}


def press(**content: Any) -> dict[str, Any]:
    """A press of a button below message 76."""
    below = {"message_id": 76, "chat": CHAT, "date": DATE, "text": "Which time?"}
    query = {"id": "431", "from": BEN, "message": below, "chat_instance": "9", "data": "p7:2"}
    return {"update_id": 700_000_002, "callback_query": query | content}


def member(status: str, chat: dict[str, Any] = CHAT) -> dict[str, Any]:
    """A change of what the bot is in a chat."""
    change = {"chat": chat, "from": BEN, "date": DATE}
    change["new_chat_member"] = {"status": status, "user": {"id": 42, "is_bot": True}}
    return {"update_id": 700_000_003, "my_chat_member": change}


def test_words_come_in_with_their_time_and_the_language_of_the_app() -> None:
    """All that conversations need, and nothing else."""
    incoming = parse(message(text="Hello"), NOW)

    about = {"language": "pt-br", "name": "77"}
    key = "update:700000001"
    assert incoming == Incoming("telegram", "1001", key, SAID, Kind.WORDS, "Hello", **about)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/start", "/start"),
        ("/start jZ3k_9", "/start jZ3k_9"),
        ("/start@lipa_test_bot jZ3k_9", "/start jZ3k_9"),
        ("/events@Lipa_Bot", "/events"),
        ("write to /help@lipa_bot", "write to /help@lipa_bot"),
        ("  ben@example.org ", "ben@example.org"),
        ("a\0b", "ab"),
        ("\ud83d?", "??"),
        ("x" * 5000, "x" * 4096),
    ],
)
def test_words_are_kept_as_typed_apart_from_a_bots_name_after_a_command(
    typed: str, words: str
) -> None:
    """Deep links stay words; what a database cannot keep is gone."""
    incoming = parse(message(text=typed), NOW)

    assert incoming is not None
    assert incoming.words == words


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": VOICE}, Kind.VOICE),
        ({"photo": [{"file_id": "AgAC", "width": 90, "height": 60}]}, Kind.PHOTO),
        ({"sticker": {"file_id": "CAAC", "emoji": "👍"}}, Kind.STICKER),
        ({"document": {"file_id": "BQAC", "file_name": "Canary.pdf"}}, Kind.FILE),
        ({"animation": {"file_id": "CgAC"}, "document": {"file_id": "CgAC"}}, Kind.FILE),
        ({"video": {"file_id": "BAAC"}}, Kind.FILE),
        ({"video_note": {"file_id": "DQAC"}}, Kind.FILE),
        ({"location": {"latitude": 46.0512345, "longitude": 14.5}}, Kind.OTHER),
        ({"contact": {"phone_number": "+38640123456", "first_name": "Canary"}}, Kind.OTHER),
        ({"poll": {"id": "5", "question": "?"}}, Kind.OTHER),
        ({"something_of_next_year": {}}, Kind.OTHER),
        ({"text": "  "}, Kind.OTHER),
    ],
)
def test_other_content_is_known_by_its_kind_only(content: dict[str, Any], kind: Kind) -> None:
    """No place, number or name of a file comes in."""
    incoming = parse(message(**content), NOW)

    assert incoming is not None
    assert (incoming.kind, incoming.words) == (kind, "")


def test_what_is_written_below_a_picture_comes_in_as_words() -> None:
    """People put their question there."""
    incoming = parse(message(photo=[], caption="What does this letter say?"), NOW)

    assert incoming is not None
    assert (incoming.kind, incoming.words) == (Kind.PHOTO, "What does this letter say?")


def test_an_answer_to_a_message_names_it() -> None:
    """So that an old question can still be answered."""
    ours = {"message_id": 70, "from": {"id": 42, "is_bot": True, "first_name": "Lipa"}}
    incoming = parse(message(text="yes", reply_to_message=ours), NOW)

    assert incoming is not None
    assert incoming.quoted == "70"


def test_an_answer_to_a_message_of_their_own_names_none() -> None:
    """Only what we asked can be answered."""
    incoming = parse(message(text="1", reply_to_message={"message_id": 70, "from": BEN}), NOW)

    assert incoming is not None
    assert incoming.quoted == ""


def test_a_press_comes_in_with_what_its_button_carries() -> None:
    """And with the message it stands below; the time of a press is now."""
    incoming = parse(press(), NOW)

    assert incoming == Incoming(
        "telegram",
        "1001",
        "update:700000002",
        NOW,
        Kind.PRESS,
        press="p7:2",
        quoted="76",
        language="pt-br",
    )
    assert press_of(press()) == "431"


def test_a_press_below_a_message_that_is_gone_still_counts() -> None:
    """Telegram then sends no message, or one without content."""
    gone = {"chat": CHAT, "message_id": 5, "date": 0}

    for update in (press(message=None), press(message=gone)):
        incoming = parse(update, NOW)

        assert incoming is not None
        assert (incoming.address, incoming.press) == ("1001", "p7:2")


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        (member("kicked"), Kind.LEFT),
        (member("member"), Kind.RETURNED),
        (member("member", GROUP), Kind.GROUP),
        (member("administrator", GROUP), Kind.GROUP),
        (message(chat=GROUP, text="/start@lipa_test_bot"), Kind.GROUP),
        (press(message={"message_id": 5, "chat": GROUP, "date": 0}), Kind.GROUP),
    ],
)
def test_blocking_returning_and_groups_are_told_apart(update: dict[str, Any], kind: Kind) -> None:
    """What is said in a group does not come in; in which language somebody's app is does."""
    said = parse(update, NOW)

    assert said is not None
    assert (said.kind, said.words, said.press) == (kind, "", "")
    assert (said.address, said.language) == ("-2001" if kind is Kind.GROUP else "1001", "pt-br")


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "channel_post": {"message_id": 1, "chat": {"id": -5, "type": "channel"}}},
        {"update_id": 1, "something_of_next_year": {}},
        {"update_id": 1},
        message(text="hi", **{"from": {"id": 5, "is_bot": True}}),
        message(text="hi", chat={"id": -5, "type": "channel"}),
        message(chat=GROUP, new_chat_members=[{"id": 42}]),
        message(pinned_message={}),
        message(message_auto_delete_timer_changed={"message_auto_delete_time": 86400}),
        member("left"),
        member("left", GROUP),
        member("administrator", {"id": -5, "type": "channel"}),
        press(data=None) | {"callback_query": {"id": "1", "from": BEN, "game_short_name": "x"}},
    ],
)
def test_nothing_comes_in_where_there_is_nothing_to_answer(update: dict[str, Any]) -> None:
    """Edits, channels, other bots, and what the app does by itself."""
    assert parse(update, NOW) is None


@pytest.mark.parametrize(
    "date", [DATE + 3600, 0, -5, 10**30, None, "soon", True, int(NOW.timestamp())]
)
def test_no_message_comes_from_the_future(date: object) -> None:
    """A platform whose clock is wrong does not disorder ours."""
    incoming = parse(message(text="hi", date=date), NOW)

    assert incoming is not None
    assert timedelta() <= NOW - incoming.at


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        {},
        {"update_id": "7"},
        {"update_id": True},
        {"update_id": 1, "message": []},
        {"update_id": 1, "message": {"chat": None, "date": []}},
        message(text=["Hello"]),
        message(text="hi", chat={"id": "1001", "type": "private"}),
        message(text="hi", chat={"id": 1.5e19, "type": "private"}),
        press(data="x" * 65),
        press(data={}),
        press(**{"from": None}),
        {"update_id": 1, "my_chat_member": {"chat": CHAT}},
    ],
)
def test_what_is_not_shaped_like_an_update_says_so(update: object) -> None:
    """And the complaint quotes nothing."""
    with pytest.raises(UpdateError) as caught:
        parse(update, NOW)

    assert "1001" not in str(caught.value)


def test_no_name_and_no_number_leaves_the_parser() -> None:
    """Whatever comes in, canaries stay outside."""
    contact = {"phone_number": "+38640123456", "first_name": "Canary"}
    quoted = {"message_id": 3, "from": BEN, "text": "Canary"}
    updates = [
        message(text="hi", reply_to_message=quoted, forward_origin=BEN),
        message(contact=contact),
        message(chat=GROUP, text="Canary"),
        press(),
        member("kicked"),
    ]

    for update in updates:
        read = parse(update, NOW)

        assert read is not None
        fields = [getattr(read, name) for name in Incoming.__slots__]
        assert "canary" not in str(fields).lower()
        assert "38640" not in str(fields)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "chat", "from", "text", "date", "data"]), inner)
    ),
    max_leaves=12,
)


@given(kind=st.sampled_from(WANTED), content=JUNK, number=st.integers() | JUNK)
def test_no_update_can_upset_the_parser(kind: str, content: object, number: object) -> None:
    """Whatever is sent is read, ignored or complained about in one way."""
    update = {"update_id": number, kind: content}

    with contextlib.suppress(UpdateError):
        parse(update, NOW)

    assert kind_of(update) == kind
    assert key_of(update).startswith("update:")
    assert isinstance(press_of(update), str)


@given(JUNK)
def test_names_are_given_to_anything(update: object) -> None:
    """Also what is no update at all can be reported."""
    assert number_of(update) is None
    assert key_of(update) == "update:unknown"
    assert kind_of(update) in {"unknown", "other"}
    assert press_of(update) == ""
