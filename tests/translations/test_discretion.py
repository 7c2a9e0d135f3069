"""What a locked screen must not show."""

import pytest

from translations import po
from translations.catalogues import facts
from translations.checks import STARTED, problems
from translations.discretion import telling


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Free legal advice on Monday", "legal"),
        ("LAWYERS are here", "LAWYERS"),
        ("غدًا في المخيم", "المخيم"),
        ("موعدك مع المحامي", "المحامي"),
        ("وقت مصاحبه شما", "مصاحبه"),
        ("Srečanje za begunce", "begunce"),
        ("Rendez-vous avec l’avocate", "avocate"),
        ("Встреча с адвокатом", "адвокатом"),
    ],
)
def test_words_are_found_in_every_language(words: str, found: str) -> None:
    """With their endings, and with what Arabic writes onto them."""
    assert telling(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "Football on Sunday",
        "You had begun this",  # no Slovene refugee
        "A camper van",
        "🔔 You have an appointment soon.",
        "The office is closed.\nFree legal advice is on Tuesday.",  # the second line is not shown
        "",
    ],
)
def test_others_are_left_in_peace(words: str) -> None:
    """A warning at every message would be read by nobody."""
    assert telling(words) == ""


@pytest.mark.parametrize("tag", [tag for tag, each in facts().items() if each.file.exists()])
def test_every_message_that_we_start_begins_calmly(tag: str) -> None:
    """In its translation, as the catalogues are checked."""
    started = [e for e in po.read(facts()[tag].file).entries if e.msgid.startswith(STARTED)]

    assert len(started) > 10
    assert not [form for entry in started for form in entry.forms if telling(form)]
    assert not [line for line in problems(facts()[tag]) if "locked screen" in line]
