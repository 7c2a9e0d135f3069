"""A flow with lists longer than any screen: which country, and which languages."""

from dataclasses import dataclass, field, replace

from babel import Locale

from domain.people.doors import HELP, MENU
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.text import Content, Verbatim, _
from domain.work import Desk
from flows.engine.engine import Engine
from flows.engine.kit import Again, Ask, Clock, Day, End, Flow, Goto, Move, Several, Step, questions
from flows.engine.registry import AnyFlow, Entry, Registry
from flows.guests import help as helping
from flows.guests import menu, welcome
from tests.flows.talk import READER, Talk

ENGLISH, ARABIC = (
    {str(code): str(name) for code, name in Locale(tag).territories.items()} for tag in ("en", "ar")
)
NAMED = (code for code in ENGLISH if code.isalpha() and code in ARABIC)
CODES = sorted(NAMED, key=lambda code: ENGLISH[code])[:231]


def said(english: str, arabic: str) -> Content:
    """Words in two languages."""
    return Content({"en": english, "ar": arabic})


OPTIONS = [Option(code, _("{choice}", choice=said(ENGLISH[code], ARABIC[code]))) for code in CODES]


@dataclass(frozen=True)
class Draft:
    """Where somebody has been, in their own words and otherwise."""

    country: str = ""
    visited: tuple[str, ...] = ()
    day: str = ""
    clock: str = ""
    story: str = field(default="", repr=False)
    end: str = field(default="", repr=False)


def ask_country(_draft: Draft, _desk: Desk) -> Ask:
    """One of very many."""
    return Ask(said("Which country?", "أي بلد؟"), OPTIONS)


def country_chosen(draft: Draft, country: str) -> Goto[Draft]:
    """On to several of very many."""
    return Goto("visited", replace(draft, country=country))


def ask_visited(_draft: Draft, _desk: Desk) -> Ask:
    """Several of very many."""
    return Ask(
        said("Where have you been?", "أين كنت؟"), OPTIONS, expects=Several(frozenset({"AQ"}))
    )


def visited_chosen(draft: Draft, visited: tuple[str, ...]) -> Move[Draft]:
    """Never more than three."""
    if len(visited) > 3:
        return Again(said("Three at most.", "ثلاثة على الأكثر."))
    return Goto("day", replace(draft, visited=visited))


def ask_day(_draft: Draft, _desk: Desk) -> Ask:
    """A day."""
    return Ask(
        said("Which day?", "أي يوم؟"), [Option("never", said("Never", "أبدًا"))], expects=Day()
    )


def day_chosen(draft: Draft, day: str) -> Goto[Draft]:
    """On to the time."""
    return Goto("clock", replace(draft, day=day))


def ask_clock(_draft: Draft, _desk: Desk) -> Ask:
    """A time of day."""
    return Ask(said("At what time?", "في أي ساعة؟"), expects=Clock())


def clock_chosen(draft: Draft, clock: str) -> Goto[Draft]:
    """On to their own words."""
    return Goto("story", replace(draft, clock=clock))


def ask_end(draft: Draft, _desk: Desk) -> End:
    """Everything that was said."""
    answers = [draft.country, *draft.visited, draft.day, draft.clock, draft.story]
    return End(Verbatim(" ".join(answers)))


flow = Flow(
    "countries",
    Draft,
    steps={
        "country": Step(ask_country, country_chosen, to=("visited",)),
        "visited": Step(ask_visited, visited_chosen, to=("day",)),
        "day": Step(ask_day, day_chosen, to=("clock",)),
        "clock": Step(ask_clock, clock_chosen, to=("story",)),
        **questions({"story": said("Tell us more.", "أخبرنا أكثر.")}, then="end"),
        "end": Step(ask_end, lambda _draft, _answer: End()),
    },
)


def engine_with(*flows: AnyFlow) -> Engine:
    """An engine that knows these flows, and the three it cannot do without."""
    all_flows: tuple[AnyFlow, ...] = (welcome.flow, menu.flow, helping.flow, *flows)
    known = {each.name: each for each in all_flows}
    entries = {Intent.HUMAN: Entry(HELP(), aside=True), Intent.MENU: Entry(MENU())}
    return Engine(Registry(known, entries), READER)


def with_countries(talk: Talk) -> None:
    """The engine of this talk asks about countries."""
    talk.engine = engine_with(flow)
