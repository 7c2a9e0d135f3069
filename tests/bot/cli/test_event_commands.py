"""Series at the command line: changed and ended whole."""

from datetime import timedelta

from tests.bot.cli.test_cli import EVENT, SOON
from tests.bot.lipa import Lipa


def test_a_series_is_changed_and_ended_whole(lipa: Lipa) -> None:
    """A file that says how it repeats is about all dates from there on."""
    until = (SOON + timedelta(days=60)).date().isoformat()
    weekly = {**EVENT, "repeats": {"every": "week", "until": until}}
    event = lipa("event", "add", lipa.file("event.json", weekly), "--json").document["id"]

    more = {**weekly, "capacity": 99}
    assert lipa("event", "change", event, lipa.file("more.json", more), "--json").code == 0
    listed = lipa("event", "list", "--json").document
    ended = lipa("event", "end-series", event, "--cancel", "--json").document

    assert len(listed) > 1
    assert {each["capacity"] for each in listed} == {99}
    assert ended == {"id": event, "campaigns": [], "recipients": 0}
    assert all(each["cancelled"] for each in lipa("event", "list", "--json").document)
    assert lipa("event", "end-series", event).code == 1
