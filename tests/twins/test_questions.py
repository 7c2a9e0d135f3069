"""Questions to speakers, in memory and in tables."""

from domain.events.event import EventId
from tests.twins.worlds import Twin


def test_questions_belong_to_their_event(twin: Twin) -> None:
    """In no order that tells who asked; whoever asks the same twice asks twice."""
    event, other = twin.event(), twin.event()
    for words in ("Who are you?", "Why?", "Why?"):
        twin.questions.add(event, words)
    twin.questions.add(other, "When?")

    assert sorted(twin.questions.to(event)) == ["Who are you?", "Why?", "Why?"]
    assert twin.questions.many(event) == 3
    assert list(twin.questions.to(other)) == ["When?"]


def test_nobody_has_asked_yet(twin: Twin) -> None:
    """Also about an event that never was."""
    for event in (twin.event(), EventId(99)):
        assert list(twin.questions.to(event)) == []
        assert twin.questions.many(event) == 0
