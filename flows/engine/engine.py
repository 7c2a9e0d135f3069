"""The conversation engine: a place and a message in; a new place and what is to be said out.

It holds nothing between two messages and does nothing itself: commands go through `perform`, and
what is said waits untranslated. The same place, message and desk always give the same turn.
"""

from dataclasses import dataclass, field, replace

from domain.people.doors import MENU
from domain.speech.languages import Intent, Understand
from domain.speech.messages import Incoming, Kind, Prompt, Say, leads_elsewhere
from domain.speech.text import _
from domain.work import Desk
from flows.engine.acting import Acting
from flows.engine.carrying_out import (
    is_code,
)
from flows.engine.ear.gestures import gesture, is_second, remembered
from flows.engine.ear.heard import (
    Acknowledged,
    Chosen,
    Ear,
    Endangered,
    Heard,
    Nothing,
    OpenPrompt,
    Prompted,
    Wanted,
)
from flows.engine.ear.hearing import hear, led_elsewhere
from flows.engine.keeping_track import noted, offer_tongue
from flows.engine.perform import Perform
from flows.engine.place import Place, at_rest, left_open, standing
from flows.engine.registry import Registry
from flows.engine.turn import Run
from flows.engine.wordless import note_picture

HELPING = (Intent.HELP, Intent.HUMAN, Intent.DANGER)
CALM = _("Sorry, something went wrong on our side. Please try again.")


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a message: the new place, what to say, and the outside prompt it answered."""

    place: Place
    says: tuple[Say, ...] = field(repr=False)
    answered: int | None = None


@dataclass(frozen=True)
class Engine:
    """Decides what comes next. Safe to share between threads."""

    registry: Registry
    understand: Understand

    def reply(
        self,
        place: Place,
        incoming: Incoming,
        desk: Desk,
        perform: Perform,
        prompt: OpenPrompt | None = None,
        quoted: str = "",
    ) -> Turn:
        """The turn that answers one message.

        `prompt` is the message outside the conversation that was pressed or, for words, the newest
        one that is still open and younger than the conversation's own question. `quoted` is the
        number of the conversation's question in the message that was quoted or given a sign, if it
        was one. Raises only for a bug in a flow, or when a flow breaks the engine's limits; nothing
        is said then.
        """
        if incoming.kind is not Kind.PRESS:
            place = at_rest(place, desk.now.timestamp())
        run = Run(self.registry, desk, perform, place, explains=not desk.person.language)
        run.pressed = incoming.quoted if incoming.kind is Kind.PRESS else ""
        heard = (
            Nothing() if is_second(incoming, place) else self._hear(run, incoming, prompt, quoted)
        )
        if isinstance(heard, Nothing) or _wants_nothing(run, heard):
            return Turn(place, ())
        run.words = incoming.words
        note_picture(run, incoming)
        if incoming.kind is Kind.WORDS:
            offer_tongue(run, incoming.words, heard, self.understand)
        Acting(self.understand).act(run, heard)
        answered = heard.row if isinstance(heard, Prompted) else None
        unmoved = incoming.called if standing(run.place) == standing(place) else ""
        left = left_open(noted(run, place, incoming.called, heard), unmoved)
        return Turn(remembered(left, incoming, heard), tuple(run.says), answered)

    def having_read(self, incoming: Incoming) -> "Engine":
        """The same, with this message's words read already: for replies where others wait."""
        if not incoming.words:
            return self
        return replace(self, understand=self.understand.heard(incoming.words))

    def unsure(self, incoming: Incoming) -> bool:
        """Whether `having_pondered` may understand more of this message, which was read already."""
        return self.understand.unsure(incoming.words)

    def having_pondered(self, incoming: Incoming) -> "Engine":
        """The same, having thought longer about a message that was read: where nobody waits.

        Raises whatever goes wrong on the way.
        """
        return replace(self, understand=self.understand.pondered(incoming.words))

    def heard(
        self,
        place: Place,
        incoming: Incoming,
        desk: Desk,
        prompt: OpenPrompt | None = None,
        quoted: str = "",
    ) -> Heard:
        """What a message means where it arrives, and nothing else; only the screen is looked at."""
        ear = Ear(place, desk, self.understand, prompt, lambda: (), quoted)
        return _heard(incoming, ear)

    def begin(self, place: Place, to: Prompt, desk: Desk, perform: Perform) -> Turn:
        """The turn that begins a flow without a message."""
        run = Run(self.registry, desk, perform, place)
        run.start(to)
        return Turn(run.place, tuple(run.says))

    def always(self, incoming: Incoming, desk: Desk, perform: Perform) -> Turn | None:
        """The turn that answers STOP, or a call for help, where no place is known; else None.

        Help is for whoever has a language.
        """
        run = Run(self.registry, desk, perform, Place())
        heard = self._hear(run, incoming, None, "")
        wanted = heard.intent if isinstance(heard, Wanted) else None
        helped = wanted in HELPING and desk.person.language
        if wanted is Intent.STOP or helped or isinstance(heard, Endangered):
            Acting(self.understand).act(run, heard)
            return Turn(run.place, tuple(run.says))
        return None

    def _hear(self, run: Run, incoming: Incoming, prompt: OpenPrompt | None, quoted: str) -> Heard:
        if is_code(incoming, run.place, self.registry.links):
            return Wanted(Intent.START, incoming.words)
        ear = Ear(run.place, run.desk, self.understand, prompt, run.options, quoted)
        return _heard(incoming, ear)


def _heard(incoming: Incoming, ear: Ear) -> Heard:
    heard = gesture(incoming, ear, lambda said: hear(said, ear)) or hear(incoming, ear)
    if isinstance(heard, Chosen) and leads_elsewhere(heard.key):
        return led_elsewhere(heard.key)
    return heard


def _wants_nothing(run: Run, heard: Heard) -> bool:
    """Whether nothing was asked: whoever says ok to that needs no answer, either.

    A clear yes or no to "Did you mean:" is an answer, though nobody knows to what.
    """
    if not isinstance(heard, Acknowledged) or (
        run.frame is None and heard.clear and run.place.misses
    ):
        return False
    menu = run.frame is None or run.frame.flow == MENU.flow
    return menu and bool(run.desk.person.language)
