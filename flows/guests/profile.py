"""About you: what somebody may tell about themselves, and correct at any time.

Whoever is under 18 hears in their own words what that means here, and may tell the month in which
it ends, so that the change is prepared. Nobody is asked for a date of birth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain.lives.age import LOOKED_AT
from domain.lives.turning_18 import YEARS
from domain.outcome import Done
from domain.people.doors import LANGUAGE
from domain.people.person import (
    BANDS,
    AgeGroup,
    DecideConsent,
    Interest,
    Purpose,
    TellAgeGroup,
    TellInterests,
    TellLocal,
)
from domain.people.rights import TellMonth
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Moment, Show, _, lines
from domain.work import Desk
from flows.engine.kit import (
    LATER,
    Ask,
    Do,
    End,
    Flow,
    Goto,
    Guard,
    Leave,
    Move,
    Several,
    Step,
    never,
)

SKIP = Option(LATER, _("Skip"))
SKIPPED = (LATER, "skip")  # as older screens have it
CHANGED = _("Thank you. It is changed.")


@dataclass(frozen=True)
class Draft:
    """The year that was told; `first`: all of it is asked, one after the other."""

    first: bool = False
    year: int = 0


def ask_choice(_draft: Draft, desk: Desk) -> Ask:
    """Asks what they want to correct; each can be corrected alone."""
    options = [Option("language", _("🌐 Language")), Option("age", _("My age"))]
    if desk.person.young:
        options.append(Option("year", _("When I turn 18")))
    options.append(Option("local", _("Whether I am new here")))
    options += [Option("interests", _("What I like")), Option(MENU_KEY, _("☰ Menu"))]
    return Ask(_("What do you want to change?"), options)


def chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Goes on to what was chosen; the language has a flow of its own."""
    return Leave(LANGUAGE()) if choice == "language" else Goto(choice, draft)


def ask_age(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for an age group and never for an age, and only if they like; once is enough."""
    if draft.first and desk.person.age_group in BANDS:
        return Goto("interests", draft)
    options = [Option(group, group.label) for group in BANDS]
    return Ask(_("How old are you? You can skip this."), [*options, SKIP])


def age_chosen(draft: Draft, age: str) -> Move[Draft]:
    """Keeps the group, or nothing if it is skipped; who is under 18 hears more.

    Whoever said before that they are under 18 stays so until the team has looked.
    """
    onwards = Goto("interests" if draft.first else "changed", draft)
    stays = Goto("interests", draft) if draft.first else End()
    if age in SKIPPED:
        return onwards if draft.first else Do(TellAgeGroup(None), then=onwards, refused=stays)
    young = Goto("young", draft)
    then = young if AgeGroup(age) is AgeGroup.UNDER_18 else onwards
    later = replace(stays, tell=LOOKED_AT)

    def told(done: Done[bool]) -> Move[Draft]:
        return then if done.value else later

    return Do(TellAgeGroup(AgeGroup(age)), then=told, refused=stays)


def ask_young(_draft: Draft, _desk: Desk) -> Ask:
    """Tells whoever is under 18 what they agreed to, in words for them."""
    text = lines(
        _("Thank you for telling us. A few words for you, because you are under 18:"),
        _("You decide what you tell us. You do not have to answer. Nobody will be angry."),
        _("You can ask an adult you trust to read this with you, and to come along to everything."),
        _("Only people who were checked for work with children see what you write to us."),
        _("Do you want to go on?"),
    )
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def young_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Goes on; a no takes back the yes that they gave before they heard this."""
    if answer == "yes":
        return Goto("year", draft)
    said = _("That is fine. You can read about events and contacts here without saying yes.")
    return Do(DecideConsent(Purpose.TAKE_PART, given=False), then=End(said), refused=End())


def ask_year(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks whoever is under 18 in which year that ends."""
    if not desk.person.young:
        return Goto("changed", draft)
    this = desk.now.astimezone(desk.zone).year
    years = [Option(str(n), _("in {year}", year=n)) for n in range(this, this + YEARS)]
    text = _(
        "In which year do you turn 18? Some things change then, and we write to you months "
        "before. You can skip this."
    )
    return Ask(text, [*years, SKIP])


def year_chosen(draft: Draft, year: str) -> Move[Draft]:
    """Goes on to the month; if it is skipped, nothing is kept."""
    if year not in SKIPPED:
        return Goto("month", replace(draft, year=int(year)))
    return _after(draft, TellMonth(None))


def ask_month(draft: Draft, desk: Desk) -> Ask:
    """Asks for the month, among those that are left of the year; a day is never asked."""
    options = [
        Option(month.isoformat(), _("{month}", month=_said(month, desk)))
        for month in _months(draft.year, desk)
    ]
    return Ask(_("In which month? We keep only the month."), [*options, SKIP])


def _months(year: int, desk: Desk) -> Iterator[date]:
    this = desk.now.astimezone(desk.zone).date().replace(day=1)
    return (month for n in range(1, 13) if (month := date(year, n, 1)) >= this)


def _said(month: date, desk: Desk) -> Moment:
    return Moment(datetime.combine(month, time(12), desk.zone), Show.MONTH)


def month_chosen(draft: Draft, month: str) -> Move[Draft]:
    """Keeps the month, which is erased when it is over."""
    return _after(draft, TellMonth(None if month in SKIPPED else date.fromisoformat(month)))


def _after(draft: Draft, command: TellMonth) -> Do[Draft]:
    onwards = Goto("interests" if draft.first else "changed", Draft(first=draft.first))
    return Do(command, then=onwards, refused=onwards)


def ask_interests(_draft: Draft, desk: Desk) -> Ask:
    """Asks what they like, so that news can be about it."""
    text = _("What do you like? Choose as many as you want, then choose Done. You can skip this.")
    options = desk.by_name([Option(each, each.label) for each in Interest])
    return Ask(text, options, expects=Several(), may_skip=True)


def interests_chosen(draft: Draft, interests: tuple[str, ...]) -> Move[Draft]:
    """Keeps what they like; nothing is an answer, too."""
    ready: Move[Draft] = End() if draft.first else Goto("changed", draft)
    if not interests and draft.first:
        return ready
    chosen = tuple(Interest(each) for each in interests)
    return Do(TellInterests(chosen), then=ready, refused=ready)


def ask_local(_draft: Draft, _desk: Desk) -> Ask:
    """Asks whether they are new here; events are for everybody in both cases."""
    options = [
        Option("local", _("I live here and want to meet people")),
        Option("new", _("I am new here")),
    ]
    return Ask(_("Events are for everybody. Which of these are you?"), options)


def local_told(draft: Draft, answer: str) -> Do[Draft]:
    """Keeps it; free advice is offered to those who are new."""
    then = Goto("changed", draft)
    return Do(TellLocal(answer == "local"), then=then, refused=then)


def tell_changed(_draft: Draft, _desk: Desk) -> End:
    """Says that what they corrected is changed."""
    return End(CHANGED)


flow = Flow(
    "profile",
    Draft,
    steps={
        "choice": Step(
            ask_choice,
            chosen,
            to=("age", "year", "local", "interests"),
            flows=("language",),
            guard=Guard.PERSONAL,
        ),
        "age": Step(ask_age, age_chosen, to=("young", "interests", "changed")),
        "young": Step(ask_young, young_decided, to=("year",)),
        "year": Step(ask_year, year_chosen, to=("month", "interests", "changed")),
        "month": Step(ask_month, month_chosen, to=("interests", "changed")),
        "interests": Step(ask_interests, interests_chosen, to=("changed",)),
        "local": Step(ask_local, local_told, to=("changed",)),
        "changed": Step(tell_changed, never),
    },
)
