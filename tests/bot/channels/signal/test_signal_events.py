"""What each kind of event says, in the shapes that signal-cli gives."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.signal.envelopes import changed, parse, sift
from bot.channels.signal.event_contents import EventError
from bot.channels.signal.event_store import RawEvent
from domain.speech.messages import Incoming, Kind
from tests.bot.channels.signal.signal_kit import ACCOUNT, LEILA, NOW, data, envelope, event, said

AT = 1795000300002
OURS = 1795000000001
US = {"author": ACCOUNT, "authorNumber": ACCOUNT, "authorUuid": "b0b0"}
TARGET = {"targetAuthor": ACCOUNT, "targetAuthorNumber": ACCOUNT, "targetAuthorUuid": "b0b0"}


def read(told: dict[str, Any], **more: Any) -> Incoming | str:
    """What an envelope says; our polls are not known."""
    line = json.dumps(event(told, **more)).encode()
    heard = parse(line, ACCOUNT, NOW, lambda name, place: f"p:{place}" if name == "77" else "")
    return heard if isinstance(heard, str) else replace(heard.incoming, at=NOW)


def message(words: str | None = None, **parts: Any) -> Incoming | str:
    """What a message says."""
    return read(envelope(AT, dataMessage=data(words, AT, **parts)))


def incoming(kind: Kind, words: str = "", quoted: str = "", **more: Any) -> Incoming:
    """What Leila said."""
    found = Incoming("signal", LEILA, str(AT), NOW, kind, words, quoted=quoted)
    return replace(found, **more)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"message": " hello "}, incoming(Kind.WORDS, "hello")),
        ({"message": "a\u2028b\0\ud800"}, incoming(Kind.WORDS, "a\u2028b?")),
        (
            {"message": "2", "quote": {"id": OURS, **US, "text": "?"}},
            incoming(Kind.WORDS, "2", str(OURS)),
        ),
        (
            {"message": "2", "quote": {"id": OURS, "authorUuid": LEILA, "authorNumber": None}},
            incoming(Kind.WORDS, "2"),
        ),
        (
            {"reaction": {"emoji": "👍", "targetSentTimestamp": OURS, "isRemove": False, **TARGET}},
            incoming(Kind.REACTION, "👍", str(OURS)),
        ),
        (
            {"attachments": [{"contentType": "audio/aac", "filename": None, "id": "1"}]},
            incoming(Kind.VOICE),
        ),
        (
            {"message": "me", "attachments": [{"contentType": "image/jpeg", "id": "1"}]},
            incoming(Kind.PHOTO, "me"),
        ),
        ({"attachments": [{"contentType": "application/pdf"}]}, incoming(Kind.FILE)),
        ({"sticker": {"packId": "0", "stickerId": 3}}, incoming(Kind.STICKER)),
        ({"contacts": [{"name": {}}]}, incoming(Kind.OTHER)),
        ({"viewOnce": True, "attachments": [{"contentType": "image/png"}]}, incoming(Kind.OTHER)),
        ({"payment": {"note": "x"}}, incoming(Kind.OTHER)),
        ({"expiresInSeconds": 3600, "isExpirationUpdate": True}, incoming(Kind.TIMER, "3600")),
        ({"expiresInSeconds": 0}, incoming(Kind.TIMER, "0")),
        (
            {"message": "\ufffc hi", "mentions": [{"uuid": "x", "start": 0, "length": 1}]},
            incoming(Kind.WORDS, "hi"),
        ),
        (
            {"pollVote": {"targetSentTimestamp": 77, "optionIndexes": [1], "voteCount": 1}},
            incoming(Kind.PRESS, "", "77", press="p:1"),
        ),
        (
            {"pollVote": {"targetSentTimestamp": 88, "optionIndexes": [1], "voteCount": 1}},
            incoming(Kind.WORDS, "2", "88"),
        ),
    ],
)
def test_what_somebody_says_is_handed_over(parts: dict[str, Any], expected: Incoming) -> None:
    """Words, signs, files, timers and votes."""
    assert message(parts.pop("message", None), **parts) == expected


@pytest.mark.parametrize(
    "parts",
    [
        {"reaction": {"emoji": "👍", "targetSentTimestamp": 1, "isRemove": True, **TARGET}},
        {"reaction": {"emoji": "👍", "targetSentTimestamp": 1, "targetAuthorUuid": LEILA}},
        {"isExpirationUpdate": False},
        {"pollVote": {"targetSentTimestamp": 88, "optionIndexes": []}},
        {"pollTerminate": {"targetSentTimestamp": 88}},
        {"pinMessage": {"x": 1}},
        {"groupInfo": {"groupId": "x=", "type": "UPDATE"}},
        {"groupInfo": {"groupId": "x=", "type": "DELIVER"}},
    ],
)
def test_what_needs_no_answer_is_let_go(parts: dict[str, Any]) -> None:
    """It is counted under a name."""
    assert isinstance(message(None, **parts), str)


def test_an_edit_names_the_message_it_changes() -> None:
    """And has a name of its own."""
    edit = {"targetSentTimestamp": 1795000100001, "dataMessage": data("3", 1795000100009)}
    found = read(envelope(1795000100009, editMessage=edit))

    assert found == incoming(Kind.EDITED, "3", "1795000100001", key="1795000100009")


def test_a_deletion_names_the_message_that_is_gone() -> None:
    """And nothing else is in it."""
    found = message(None, remoteDelete={"timestamp": 1795000100001})

    assert isinstance(found, Incoming)
    assert (found.kind, found.words, found.quoted) == (Kind.DELETED, "", "1795000100001")


def test_words_in_a_group_stay_there() -> None:
    """Only where they were said is handed over."""
    group = {"groupId": "bGlwYQ==", "groupName": "Livada", "revision": 1, "type": "DELIVER"}
    found = message("our secret", groupInfo=group)

    assert found == Incoming("signal", "group.bGlwYQ==", str(AT), NOW, Kind.GROUP)


def test_new_keys_have_a_name_of_their_own() -> None:
    """The message itself comes again under its own name."""
    line = json.dumps(event(envelope(AT), exception={"type": "UntrustedIdentityException"}))

    assert read(envelope(AT), exception={"type": "UntrustedIdentityException"}) == incoming(
        Kind.CHANGED, key=f"changed:{AT}"
    )
    assert sift(line.encode(), ACCOUNT, NOW) == RawEvent(LEILA, f"changed:{AT}", line.encode())


def test_our_own_note_about_new_keys_reads_the_same() -> None:
    """It waits with everything else."""
    line = changed(LEILA, NOW)
    stamp = round(NOW.timestamp() * 1000)
    heard = parse(line, ACCOUNT, NOW, lambda _name, _place: "")

    assert sift(line, ACCOUNT, NOW) == RawEvent(LEILA, f"changed:{stamp}", line)
    assert not isinstance(heard, str)
    assert heard.incoming.kind is Kind.CHANGED


@pytest.mark.parametrize(
    "told",
    [
        envelope(AT, dataMessage={"message": 7}),
        envelope(AT, dataMessage={"message": "x", "groupInfo": 7}),
        envelope(AT, dataMessage={"message": "x", "attachments": 7}),
        envelope(AT, editMessage={"targetSentTimestamp": 1}),
        envelope(AT, dataMessage={"pollVote": {}}),
        {**said("x"), "timestamp": None},
    ],
)
def test_a_strange_shape_is_an_error_without_words(told: dict[str, Any]) -> None:
    """Its text holds nothing of the event."""
    with pytest.raises(EventError) as caught:
        read(told)
    assert LEILA not in str(caught.value)
