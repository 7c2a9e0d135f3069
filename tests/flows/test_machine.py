"""Anything at all, in any order, said to every flow: it is always answered, and nothing breaks."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.events.notices import invitation, of_event
from domain.speech.messages import Kind
from domain.speech.text import Verbatim
from domain.surveys.notices import survey_question
from domain.surveys.survey import SurveyId
from flows.engine.place import place_from_json, place_to_json
from tests.fakes.world import BEN, EVERYTHING
from tests.flows.scenery import COOKING, FOOTBALL, with_events, with_slots, with_survey
from tests.flows.talk import READER, Talk, through_json

WORDS = [
    *("/start", "/start event-1", "/menu", "/events", "/legal", "/appointments", "/survey"),
    *("/language", "/privacy", "/forget", "/stop", "/help", "/back", "/cancel", "/nonsense"),
    *("yes", "no", "back", "cancel", "skip", "thanks", "hello", "1", "2", "٣", "99", "1, 2"),
    *("نعم", "لا", "رجوع", "nazaj", "da", "english", "العربية", "food", "family", "tomorrow"),
]
WORDLESS = (Kind.VOICE, Kind.PHOTO, Kind.FILE, Kind.STICKER)
ELSEWHERE = ("wish:events", "wish:", "wish:forget", "wish:none", "ask:where", "ask:", "ask:late")
OUTSIDE = [
    invitation(COOKING),
    invitation(FOOTBALL),
    of_event(FOOTBALL, lift=True),
    survey_question(Verbatim("?"), SurveyId("food"), "1"),
    survey_question(Verbatim("?"), SurveyId("gone")),
]


class Conversation(RuleBasedStateMachine):
    """One person, who does whatever people do."""

    @initialize(language=st.sampled_from(["", "en", "sl", "ar"]), consents=st.booleans())
    def meet(self, language: str, *, consents: bool) -> None:
        """A world with everything in it, and somebody new or known."""
        self.talk = Talk()
        for furnish in (with_events, with_slots, with_survey):
            furnish(self.talk.world)
        self.talk.world.add_person(BEN, language, EVERYTHING if consents else frozenset())
        self.highest = 0

    def hear(self, kind: Kind, words: str = "", press: str = "") -> None:
        """A message, answered unless it is only kind; numbers of questions only grow."""
        self.talk.log.clear()
        self.talk.hear(self.talk.incoming(kind, words, press))
        quiet = kind in WORDLESS or READER.yes_no(words) is not None or READER.nods(words)
        assert self.talk.log or quiet  # only words arrive, which they heard; or it was only kind
        farewell = not self.talk.place.asked
        assert farewell or self.talk.place.asked >= self.highest
        self.highest = self.talk.place.asked

    @rule(words=st.sampled_from(WORDS))
    def write(self, words: str) -> None:
        """Something that makes sense somewhere."""
        self.hear(Kind.WORDS, words)

    @rule(words=st.text(max_size=40))
    def mumble(self, words: str) -> None:
        """Something that makes sense nowhere."""
        self.hear(Kind.WORDS, words)

    @rule(at=st.integers(0, 14))
    def press(self, at: int) -> None:
        """A button of the newest message that has any; most of the time."""
        shown = [data for each in self.talk.screen[-2:] for data, _label in each.buttons]
        if shown:
            self.hear(Kind.PRESS, press=shown[at % len(shown)])

    @rule(at=st.integers(0, 400))
    def press_old(self, at: int) -> None:
        """A button of any message there ever was."""
        shown = [data for each in self.talk.screen for data, _label in each.buttons]
        if shown:
            self.hear(Kind.PRESS, press=shown[at % len(shown)])

    @rule(data=st.text("o:0123456789²٣-", max_size=64) | st.sampled_from(ELSEWHERE))
    def press_garbage(self, data: str) -> None:
        """What no button of ours ever carried."""
        self.hear(Kind.PRESS, press=data)

    @rule(kind=st.sampled_from([Kind.STICKER, Kind.VOICE, Kind.PHOTO, Kind.FILE, Kind.OTHER]))
    def send(self, kind: Kind) -> None:
        """What cannot be read."""
        self.hear(kind)

    @rule(at=st.integers(0, len(OUTSIDE) - 1))
    def be_written_to(self, at: int) -> None:
        """A reminder or an invitation arrives, unless there is nobody to whom it could."""
        if BEN not in self.talk.world.people.rows:
            return
        self.talk.outside = [OUTSIDE[at]]
        self.talk._arrive()

    @rule(hours=st.integers(1, 100))
    def wait(self, hours: int) -> None:
        """Time passes, and things are over."""
        self.talk.world.now += timedelta(hours=hours)

    @invariant()
    def the_place_survives_storage(self) -> None:
        """Nothing in it is lost or changed."""
        stored = through_json(place_to_json(self.talk.place))

        assert through_json(place_to_json(place_from_json(stored))) == stored

    @invariant()
    def buttons_fit(self) -> None:
        """A platform carries at most 64 bytes, and says each label once."""
        for shown in self.talk.screen[-2:]:
            assert all(len(data.encode()) <= 64 for data, _label in shown.buttons)
            labels = [label for _data, label in shown.buttons]
            assert len(set(labels)) == len(labels)


Conversation.TestCase.settings = settings(
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestConversation = Conversation.TestCase
