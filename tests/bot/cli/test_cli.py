"""The command line: what each command prints, and how it refuses."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import click
import pytest

from bot.cli.app import app
from bot.running import opening
from bot.settings.settings import load
from domain.people.person import DecideConsent, Purpose
from domain.rules import perform
from storage.outbox.silence import outages
from storage.surveys.shipped import build
from tests.bot.lipa import Lipa

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)  # noqa: TID251 - to come
COUNTS = ("waiting", "sent", "failed", "unreachable", "uncertain", "skipped", "expired")
EVENT = {"title": {"en": "Football"}, "place": {"en": "Park"}, "starts": SOON.isoformat()}
ANNOUNCEMENT = {"text": {"en": "Hello"}}
SLOTS = {
    "adviser": "Ana",
    "languages": ["en"],
    "topics": ["family"],
    "place": {"en": "Room 3"},
    "slots": [{"starts": SOON.isoformat(), "minutes": 45}],
}


def test_setup_makes_what_is_missing_and_says_so(empty: Lipa) -> None:
    """A key for this user alone, a database, the surveys; a second time nothing."""
    first = empty("setup")

    assert (empty.folder / ".env").stat().st_mode & 0o077 == 0
    assert "LIPA_SECRET_KEYS=" in (empty.folder / ".env").read_text()
    assert all(word in first.out for word in ("key", "database", "service_feedback"))
    assert empty("setup").out == "Everything is there.\n"


def test_setup_keeps_what_stands_in_the_settings(empty: Lipa) -> None:
    """Only the empty line of the example is replaced."""
    (empty.folder / ".env").write_text("# mine\nLIPA_SECRET_KEYS=\nLIPA_PORT=9\n")

    empty("setup")

    lines = (empty.folder / ".env").read_text().splitlines()
    assert lines[:2] == ["# mine", "LIPA_PORT=9"]
    assert lines.count("LIPA_SECRET_KEYS=") == 0


def test_setup_makes_no_new_key_for_an_old_database(lipa: Lipa) -> None:
    """It could not open it, and would hide that the right key is lost."""
    (lipa.folder / ".env").unlink()

    printed = lipa("setup", "--json")

    assert printed.code == 1
    assert printed.error["field"] == "LIPA_SECRET_KEYS"
    assert not (lipa.folder / ".env").exists()


def a_reader(address: str = "1001") -> None:
    """Somebody who said yes to messages."""
    with closing(opening.open_store(load())) as store:
        [known] = store.write(lambda tx: tx.conversations.of([("telegram", address)], SOON))
        yes = DecideConsent(Purpose.BE_WRITTEN, given=True)
        store.write(lambda tx: perform(yes, tx.work(known.person.id, SOON)))


def test_what_is_for_nobody_is_said_and_not_queued(lipa: Lipa) -> None:
    """No failure: nobody has said yes to messages yet."""
    file = lipa.file("announce.json", ANNOUNCEMENT)

    told, plain = lipa("announce", file, "--json"), lipa("announce", file)

    assert (told.code, told.document) == (0, {"campaign": None, "recipients": 0})
    assert "Nobody would get this" in plain.out
    assert lipa("campaign", "show", "1").code == 1


def test_it_is_said_and_noted_that_no_colleague_confirmed(
    lipa: Lipa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line passes by what the desk would ask for."""
    a_reader()
    monkeypatch.setenv("LIPA_CONFIRM_ABOVE", "1")
    file = lipa.file("announce.json", ANNOUNCEMENT)
    alone = lipa("announce", file)
    a_reader("1002")

    told, plain = lipa("announce", file, "--again", "--json"), lipa("announce", file, "--again")

    assert "LIPA_CONFIRM_ABOVE" not in alone.out
    assert told.document == {"campaign": "2", "recipients": 2, "unconfirmed": True}
    assert "LIPA_CONFIRM_ABOVE=1" in plain.out
    *noted, _this_reading = lipa("audit", "list", "--json").document
    assert [(row["who"], row["about"], row["why"]) for row in noted] == [
        ("command line", each, "unconfirmed") for each in ("2", "3")
    ]


def test_the_same_twice_needs_again(lipa: Lipa) -> None:
    """An event, an announcement, a survey, an invitation: the second one is most often a slip."""
    a_reader()
    build.build(lipa.folder)
    survey = lipa("survey", "add", "service_feedback.xlsx", "--json").document["id"]
    orders = [
        ("event", "add", lipa.file("event.json", EVENT)),
        ("event", "announce", "1"),
        ("announce", lipa.file("announce.json", ANNOUNCEMENT)),
        ("survey", "send", survey),
    ]

    for order in orders:
        assert lipa(*order).code == 0
        second = lipa(*order, "--json")
        assert (second.code, "--again" in second.error["message"]) == (1, True)
        assert lipa(*order, "--again").code == 0


def test_an_event_is_added_listed_and_announced_once(lipa: Lipa) -> None:
    """A second time only with --again."""
    a_reader()
    added = lipa("event", "add", lipa.file("event.json", EVENT), "--json").document
    listed = lipa("event", "list", "--json").document
    first = lipa("event", "announce", added["id"], "--json").document
    second = lipa("event", "announce", added["id"], "--json")
    again = lipa("event", "announce", added["id"], "--again", "--json")

    assert [event["id"] for event in listed] == [added["id"]]
    assert first == {"campaign": first["campaign"], "recipients": 1}
    assert isinstance(first["campaign"], str)
    assert (second.code, "--again" in second.error["message"]) == (1, True)
    assert again.code == 0


def test_a_campaign_is_shown_and_stopped(lipa: Lipa) -> None:
    """The counts add up; one that is stopped has no end to wait for."""
    file = lipa.file("announce.json", ANNOUNCEMENT)
    at = (SOON - timedelta(days=1)).isoformat()
    campaign = lipa("announce", file, "--at", at, "--json").document["campaign"]

    shown = lipa("campaign", "show", campaign, "--json").document
    stopped = lipa("campaign", "stop", campaign, "--json").document

    assert list(shown) == ["recipients", *COUNTS, "cancelled", "rate", "eta"]
    assert shown["recipients"] == sum(shown[name] for name in (*COUNTS, "cancelled"))
    assert stopped["eta"] is None
    assert "stopped" in lipa("campaign", "show", campaign, "--follow").out


def test_lists_say_what_there_is(lipa: Lipa) -> None:
    """As arrays; what is over says so."""
    a_reader()
    assert lipa("campaign", "list", "--json").document == []
    told = lipa("announce", lipa.file("announce.json", ANNOUNCEMENT), "--json").document
    [running] = lipa("campaign", "list", "--json").document
    lipa("campaign", "stop", told["campaign"])
    [over] = lipa("campaign", "list", "--json").document

    assert list(running) == ["id", "about", "state", "due", "waiting"]
    assert (running["id"], running["state"], running["waiting"]) == (told["campaign"], "running", 1)
    assert (over["state"], over["waiting"]) == ("stopped", 0)
    surveys = lipa("survey", "list", "--json").document
    assert "service_feedback" in {each["id"] for each in surveys}


def test_slots_are_added_once(lipa: Lipa) -> None:
    """An adviser is never in two places."""
    file = lipa.file("slots.json", SLOTS)

    assert lipa("slots", "add", file, "--json").document == {"ids": ["1"]}
    assert lipa("slots", "add", file, "--json").code == 1
    assert lipa("appointments", "list", "--json").document == []
    assert lipa("appointments", "list", "--day", "2026-12-02").code == 0


def test_a_survey_is_added_and_sent(lipa: Lipa) -> None:
    """With what was read of it."""
    build.build(lipa.folder)

    added = lipa("survey", "add", "service_feedback.xlsx", "--json").document
    sent = lipa("survey", "send", added["id"], "--json").document

    assert added["languages"] == ["en", "sl", "ar", "fa", "fr", "ru"]
    assert isinstance(added["questions"], int)
    assert added["repairs"] == []
    assert list(sent) == ["campaign", "recipients"]


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("what", ["responses", "appointments", "rsvps"])
def test_everything_is_exported_in_every_format(lipa: Lipa, what: str, format_: str) -> None:
    """Also when there is nothing yet."""
    survey = ("--survey", "service_feedback") if what == "responses" else ()

    printed = lipa("export", what, "--format", format_, *survey, "--output", "out", "--json")

    assert printed.document == {"rows": 0, "output": "out"}
    assert (lipa.folder / "out").exists()


def test_upkeep_says_what_it_did(lipa: Lipa) -> None:
    """Nothing is left to do in a new database."""
    assert lipa("migrate", "--json").document["revision"]
    rotated = lipa("keys", "rotate", "--json").document
    assert (rotated["rotated"], rotated["left"], rotated["unopened"]) == (0, 0, 0)
    assert set(lipa("retention", "run", "--json").document.values()) == {0}


def test_check_says_what_is_well_and_what_to_mend(lipa: Lipa) -> None:
    """What is only missing is no failure; what is broken is."""
    fine = lipa("check", "--json")
    with closing(opening.open_store(load())) as store:
        store.write(lambda tx: outages.begin(tx, "telegram", SOON))
    out = lipa("check", "--json")
    (lipa.folder / "texts").mkdir()
    (lipa.folder / "texts" / "en.toml").write_text("organisation = 5")
    broken = lipa("check", "--json")

    names = {finding["name"] for finding in fine.document["checks"]}
    assert (fine.code, fine.document["ok"]) == (0, True)
    assert names == {
        "settings",
        "database",
        "keys",
        "staff",
        "audit",
        "waiting",
        "disk",
        "telegram",
        "languages",
        "meaning",
        "texts",
    }
    [sending] = [each for each in out.document["checks"] if each["name"] == "sending"]
    assert (out.code, sending["state"]) == (0, "warning")
    assert "telegram since 20" in sending["message"]
    assert (broken.code, broken.document["ok"]) == (1, False)


def test_check_lists_wrong_settings(empty: Lipa, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything else is looked at."""
    monkeypatch.setenv("LIPA_PORT", "x")

    printed = empty("check")

    assert printed.code == 1
    assert "LIPA_PORT" in printed.out


def test_languages_are_listed(empty: Lipa) -> None:
    """Without any settings or database."""
    document = empty("languages", "--json").document

    assert {"tag", "complete", "drafted", "reviewed", "ready"} <= set(document[0])


def test_help_is_there_for_every_command() -> None:
    """One sentence each."""
    commands = list[click.Command]()
    for command in app.commands.values():
        commands += command.commands.values() if isinstance(command, click.Group) else [command]

    assert len(commands) > 20
    assert all(command.help for command in commands)


def test_a_campaign_under_way_says_when_it_will_be_over(lipa: Lipa) -> None:
    """At the rate that is allowed, in local time."""
    a_reader()
    campaign = lipa("announce", lipa.file("announce.json", ANNOUNCEMENT), "--json").document

    shown = lipa("campaign", "show", campaign["campaign"], "--json").document

    assert campaign["recipients"] == shown["waiting"] == 1
    assert datetime.fromisoformat(shown["eta"]).utcoffset() is not None


def test_an_event_is_changed_and_cancelled(lipa: Lipa) -> None:
    """With another file; whoever does not come need not hear it."""
    event = lipa("event", "add", lipa.file("event.json", EVENT), "--json").document["id"]
    later = EVENT | {"starts": (SOON + timedelta(days=1)).isoformat(), "capacity": 9}

    changed = lipa("event", "change", event, lipa.file("later.json", later), "--json").document
    [listed] = lipa("event", "list", "--json").document
    cancelled = lipa("event", "cancel", event, "--json").document
    again = lipa("event", "cancel", event, "--json")

    assert changed == cancelled == {"id": event, "campaign": None, "recipients": 0}
    assert datetime.fromisoformat(listed["starts"]) == SOON + timedelta(days=1)
    assert listed["capacity"] == 9
    assert (again.code, again.error["message"]) == (1, "There is no such event to come.")
