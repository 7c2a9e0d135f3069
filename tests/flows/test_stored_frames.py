"""What conversations were stored as, in every release: it must still be understood."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from domain.advice.appointment import BookSlot
from domain.advice.slot import Topic
from domain.speech.messages import Kind
from flows.contents import contents
from flows.engine.drafts import freeze, thaw
from flows.engine.place import Frame, Place, place_from_json, place_to_json
from tests.fakes.world import BEN, fake_desk
from tests.flows.scenery import only_slot, with_events, with_survey
from tests.flows.talk import Talk

FOLDER = Path(__file__).parent / "drafts"
FILES = sorted(FOLDER.glob("*.json"))
BEGIN_AGAIN = "Something changed here. Let us begin this again."


def stored(file: Path) -> Frame:
    """The flow under way that is stored in this file."""
    place = place_from_json({"asked": 1, "at": 0, "frames": [orjson.loads(file.read_bytes())]})
    return place.frames[0]


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Ben, with everything that the stored conversations are about."""
    with_events(talk.world)
    with_survey(talk.world)
    talk.world.add_person(BEN)
    talk.world.do(BookSlot(only_slot(talk.world).id, Topic.OTHER, "en"), BEN)
    return talk


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_stored_draft_loads_whole(talk: Talk, file: Path) -> None:
    """No field of it was renamed, dropped or given another meaning."""
    frame = stored(file)

    flow = contents().flow(frame.flow, fake_desk(talk.world, talk.world.people.get(BEN)))

    assert flow is not None
    assert freeze(thaw(flow.draft, frame.draft)) == frame.draft


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_stored_conversation_goes_on(talk: Talk, file: Path) -> None:
    """Its question is asked, and so is the one before it."""
    talk.place = Place((stored(file),), asked=1)

    turns = [talk.hear(talk.incoming(Kind.WORDS, words)) for words in ("thanks", "back")]

    assert all(BEGIN_AGAIN not in line for line in talk.log)
    assert all(turn.says for turn in turns)


def test_every_flow_has_a_stored_example() -> None:
    """Whoever adds a flow or changes a draft adds a file here, and never edits an old one."""
    assert {stored(file).flow.split(":")[0] for file in FILES} == {*contents().flows, "survey"}


def test_a_place_survives_storage_with_everything_in_it() -> None:
    """Ticks, pages, parked flows, what was offered and what is awaited."""
    frames = tuple(stored(file) for file in FILES)
    offered: Any = (("yes", {"m": "Yes"}), ("_back", {"m": "⬅ Back"}))
    place = Place(frames, 7, 1.5, offered, None, 2, more=True, misses=1, parked={"x": frames[0]})

    again = place_from_json(orjson.loads(orjson.dumps(place_to_json(place))))

    assert again == place


def test_a_field_that_is_gone_is_dropped(talk: Talk) -> None:
    """It is no reason to begin again."""
    talk.place = Place((Frame("events", "detail", {"event": 1, "gone": True}),), asked=1)

    talk.hear(talk.incoming(Kind.WORDS, "thanks"))

    assert talk.place.frames[0].step == "detail"
    assert BEGIN_AGAIN not in "".join(talk.log)


@pytest.mark.parametrize(
    "frame",
    [
        Frame("events", "a step that is gone", {"event": 1}),
        Frame("appointments", "language", {"topic": "a topic that is gone"}),
        Frame("a flow that is gone", "anything"),
    ],
)
@pytest.mark.parametrize("words", ["thanks", "2", "gibberish"])
def test_what_no_longer_fits_begins_again_politely(talk: Talk, frame: Frame, words: str) -> None:
    """Whatever is said to it."""
    talk.place = Place((frame,), asked=1, more=True)

    talk.hear(talk.incoming(Kind.WORDS, words))

    assert BEGIN_AGAIN in "".join(talk.log)
