"""Messages that come in and go out, as they are stored and printed."""

from datetime import UTC, datetime

import orjson
import pytest

from domain.speech.messages import (
    File,
    Incoming,
    Kind,
    Option,
    Outgoing,
    Prompt,
    Say,
    say_from_json,
    say_to_json,
)
from domain.speech.text import Content, Verbatim, _, lines

SAYS = [
    Say(_("Hello!")),
    Say(lines(_("a"), _("b")), title=Content({"en": "t"}), prompt="1796036400", typed=True),
    Say(_("?"), options=(Option("yes", _("Yes")), Option("_back", Verbatim("⬅")))),
    Say(_("?"), asks=Prompt("events", "invited", {"event": 7}), sensitive=True),
    Say(_("A file."), file=File("a.ics", "text/calendar", bytes(range(256)))),
]


@pytest.mark.parametrize("say", SAYS)
def test_a_message_to_be_said_survives_storage(say: Say) -> None:
    """Files with every byte they have."""
    assert say_from_json(orjson.loads(orjson.dumps(say_to_json(say)))) == say


def test_what_is_empty_is_not_stored() -> None:
    """Most messages are nothing but a text."""
    assert list(say_to_json(SAYS[0])) == ["text"]


def test_no_words_and_no_addresses_are_printed() -> None:
    """Logs and errors hold neither what came in nor what went out."""
    at = datetime(2026, 11, 30, tzinfo=UTC)
    incoming = Incoming("test", "+386 40", "k", at, Kind.WORDS, "secret", "secret", "secret")
    outgoing = Outgoing("secret", "secret", file=File("a", "b", b"secret"))
    say = Say(_("secret"), Verbatim("secret"), (Option("a", _("secret")),))

    printed = f"{incoming} {outgoing} {say} {Prompt('events', 'invited', 'secret')}"

    assert "secret" not in printed
    assert "+386" not in printed
