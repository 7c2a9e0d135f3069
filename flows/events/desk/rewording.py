"""Change what an event says, at the desk: its title, what it is about, how many may come."""

from dataclasses import dataclass

from domain.events.change import NO_EVENT, ResizeEvent, RewordEvent
from domain.events.doors import PLANNED, PLANNING
from domain.events.event import EventId
from domain.events.question import AllowQuestions
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _, lines
from domain.speech.writing import Written
from domain.work import Desk
from flows.engine.kit import Ask, Do, Flow, Goto, Guard, Leave, Move, Number, Step, Words

LONGEST_TITLE = 120  # letters, as in event.json
LONGEST_WORDS = 2000
MOST = 100_000


@dataclass(frozen=True)
class Draft:
    """The event, and the language that is written in."""

    event: int = 0
    language: str = ""


def ask_choice(draft: Draft, desk: Desk) -> Ask | Leave:
    """Shows the event's title in all its languages, and what can be changed."""
    event = desk.events.get(EventId(draft.event))
    if event is None or event.cancelled:
        return Leave(PLANNING(), tell=NO_EVENT)
    titles = [
        _("{language}: {words}", language=Verbatim(desk.own_name(tag)), words=Verbatim(words))
        for tag, words in event.title.by_language.items()
    ]
    options = [
        Option("title", _("✏ Title")),
        Option("about", _("✏ What it is about")),
        Option("places", _("🪑 How many may come")),
        Option("ask_no", _("❓ No more questions beforehand"))
        if event.questions
        else Option("ask_yes", _("❓ Let people ask beforehand")),
        Option("back", _("📅 The event")),
    ]
    return Ask(lines(*titles, between="\n"), options)


def chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Allows or ends questions at once; for words, it asks for their language first."""
    match choice:
        case "back":
            return Leave(PLANNED(draft.event))
        case "places":
            return Goto("places", draft)
        case "ask_yes" | "ask_no":
            again = Goto("choice", draft)
            allow = AllowQuestions(EventId(draft.event), choice == "ask_yes")
            return Do(allow, then=again, refused=again)
        case _:
            return Goto(f"{choice}_language", draft)


def ask_language(_draft: Draft, desk: Desk) -> Ask:
    """Asks in which language the new words are; the coordinator's own stands first."""
    languages = sorted(desk.languages, key=lambda each: each.tag != desk.person.language)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in languages]
    return Ask(_("In which language do you write?"), options)


def title_language(draft: Draft, language: str) -> Goto[Draft]:
    """Remembers the language and goes on to the title."""
    return Goto("title", Draft(draft.event, language))


def about_language(draft: Draft, language: str) -> Goto[Draft]:
    """Remembers the language and goes on to the words about it."""
    return Goto("about", Draft(draft.event, language))


def ask_title(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the title as it stands in lists."""
    return Ask(_("Write the new title."), expects=Words(LONGEST_TITLE, Written.LINE))


def title_told(draft: Draft, words: str) -> Do[Draft]:
    """Changes the title in this language; the other languages stay as they are."""
    return _reword(draft, title=words)


def ask_about(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the words that stand below the time and the place."""
    return Ask(_("Write what it is about."), expects=Words(LONGEST_WORDS, Written.PROSE))


def about_told(draft: Draft, words: str) -> Do[Draft]:
    """Changes these words in this language; the other languages stay as they are."""
    return _reword(draft, about=words)


def _reword(draft: Draft, title: str = "", about: str = "") -> Do[Draft]:
    again = Goto("choice", Draft(draft.event))
    command = RewordEvent(EventId(draft.event), draft.language, title, about)
    return Do(command, then=Goto("choice", again.draft, tell=_("It is changed.")), refused=again)


def ask_places(_draft: Draft, _desk: Desk) -> Ask:
    """Asks how many people may come; nought means that there is no limit."""
    return Ask(_("How many people may come? Write 0 for no limit."), expects=Number(0, MOST))


def places_told(draft: Draft, many: int) -> Do[Draft]:
    """Changes the limit; fewer than are coming already is refused."""
    again = Goto("choice", Draft(draft.event))
    command = ResizeEvent(EventId(draft.event), many or None)
    return Do(command, then=Goto("choice", again.draft, tell=_("It is changed.")), refused=again)


flow = Flow(
    "rewording",
    Draft,
    guard=Guard.STAFF,
    open_to=lambda member: member.announces,
    steps={
        "choice": Step(
            ask_choice,
            chosen,
            to=("choice", "title_language", "about_language", "places"),
            flows=("planning",),
        ),
        "title_language": Step(ask_language, title_language, to=("title",)),
        "about_language": Step(ask_language, about_language, to=("about",)),
        "title": Step(ask_title, title_told, to=("choice",)),
        "about": Step(ask_about, about_told, to=("choice",)),
        "places": Step(ask_places, places_told, to=("choice",)),
    },
)
