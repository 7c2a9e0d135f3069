"""The desk in chat, for staff: the appointments of the day, who comes, what to tell people.

Looks at people's data are noted before they are shown; they are said once and never asked again, so
that each row of the audit is one look.
"""

from collections.abc import Iterator

from domain.advice.doors import ADVISING
from domain.campaigns.doors import ANNOUNCING, LAST, PROPOSED
from domain.events.doors import PLANNING
from domain.matters.doors import ANSWERING
from domain.matters.matter import MatterState, may_read
from domain.outcome import Done
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Ltr, Text, _, lines, n_
from domain.staff.audit import Look, View, seen_by
from domain.staff.member import (
    LINK_LASTS,
    NOT_STAFF,
    UNCONFIRMED,
    AcceptInvitation,
    AskForLink,
    Member,
    Role,
)
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Guard, Leave, Move, Step, never
from flows.staff.desk.looking import (
    Draft,
    ask_events,
    ask_missed,
    ask_surveys,
    event_chosen,
    missed_chosen,
    survey_chosen,
    tell_appointments,
    tell_coming,
    tell_results,
)
from flows.staff.desk.new_phones import ask_phones, doubted_colleagues, phone_chosen
from flows.staff.desk.views import begun_today

DAYS = {"today": 0, "tomorrow": 1}
WAYS = {
    "change": Leave(ADVISING()),
    "messages": Leave(ANSWERING()),
    "plan": Leave(PLANNING()),
    "announce": Leave(ANNOUNCING()),
    "last": Leave(LAST()),
    "proposed": Leave(PROPOSED()),
}


def ask_invited(_draft: Draft, _desk: Desk) -> Ask:
    """Asks whether the phone is theirs alone, so that a link by itself opens nothing."""
    text = _("You are invited to work at the desk with this phone. Is it yours alone?")
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def invited(draft: Draft, answer: str) -> Move[Draft]:
    """Accepts the invitation; on a shared phone it stays open for another one."""
    if answer == "no":
        return End(_("Then please use a phone of your own. The invitation still holds."))
    return Do(AcceptInvitation(draft.invite), then=Goto("home", Draft()), refused=End())


def ask_home(_draft: Draft, desk: Desk) -> Ask | End:
    """Offers what this member's role can see and do; others hear that this is for staff."""
    member = desk.staff.of(desk.person.id)
    if member is None or not member.trusted:
        return End(NOT_STAFF if member is None else UNCONFIRMED)
    said = _("Your role here: {role}. What would you like to do?", role=member.role.label)
    return Ask(said, [*_views(member, desk), *_acts(member, desk)], title=_("🗂 Desk"))


def _views(member: Member, desk: Desk) -> Iterator[Option]:
    seen = seen_by(member)
    if View.APPOINTMENTS in seen:
        yield Option("today", _("📆 Today"))
        yield Option("tomorrow", _("📆 Tomorrow"))
        if member.role is not Role.VIEWER:
            if begun_today(member, desk):
                yield Option("missed", _("🙁 Somebody did not come"))
            yield Option("change", _("🕒 Change appointments"))
    if View.COMING in seen:
        yield Option("events", _("👥 Who comes"))
    if View.RESPONSES in seen:
        yield Option("surveys", _("📊 Survey results"))
    if seen & {View.MESSAGE, View.SEALED}:
        yield Option("messages", _messages(member, desk))


def _messages(member: Member, desk: Desk) -> Text:
    """With how many wait for an answer that they may read."""
    waiting = sum(may_read(member, each) for each in desk.matters.listed(MatterState.OPEN))
    return _("✉ Messages ({n})", n=waiting) if waiting else _("✉ Messages")


def _acts(member: Member, desk: Desk) -> Iterator[Option]:
    if member.announces:
        if desk.campaigns.proposed(member.id):  # somebody waits: never behind “More”
            yield Option("proposed", _("📣 To be confirmed"))
        yield Option("plan", _("🗓 Plan events"))
        yield Option("announce", _("📣 Tell everybody something"))
        if desk.campaigns.about("announcement") is not None:
            yield Option("last", _("📊 The last announcement"))
    if member.role is Role.ADMIN and doubted_colleagues(member, desk):
        yield Option("phones", _("🔑 New phones"))
    if desk.policy.desk_url:
        yield Option("browser", _("🖥 In a browser"))
    yield Option(MENU_KEY, _("☰ Menu"))


def chosen(_draft: Draft, choice: str) -> Move[Draft]:
    """Has the audit note a look before it is shown; everything else is another step or flow."""
    if choice in DAYS:
        return _look(DAYS[choice])
    if choice == "missed":
        look = Look(View.APPOINTMENTS, ahead=0)
        return Do(look, then=Goto("missed", Draft()), refused=End())
    if choice == "browser":
        return Do(AskForLink(), then=_linked, refused=End())
    return WAYS.get(choice) or Goto(choice, Draft())


def _linked(asked: Done[str]) -> Goto[Draft]:
    return Goto("linked", Draft(invite=asked.value))


def tell_link(draft: Draft, desk: Desk) -> Goto[Draft]:
    """Tells a link that signs them in in a browser, once."""
    minutes = int(LINK_LASTS.total_seconds()) // 60
    told = lines(
        n_(
            "Within {n} minute, open this link in your browser. It works once; show it to nobody.",
            "Within {n} minutes, open this link in your browser. It works once; show it to nobody.",
            n=minutes,
        ),
        _("There you choose how you sign in from now on."),
        _("👉 {code}", code=Ltr(f"{desk.policy.desk_url.rstrip('/')}/welcome?code={draft.invite}")),
    )
    return Goto("home", Draft(), tell=told)


def _look(ahead: int) -> Do[Draft]:
    shown = Goto("appointments", Draft(ahead=ahead))
    return Do(Look(View.APPOINTMENTS, ahead=ahead), then=shown, refused=End())


flow = Flow(
    "desk",
    Draft,
    guard=Guard.STAFF,
    steps={
        "home": Step(
            ask_home,
            chosen,
            to=("appointments", "missed", "events", "surveys", "phones", "linked"),
            flows=("advising", "answering", "planning", "announcing"),
        ),
        "invited": Step(ask_invited, invited, to=("home",), guard=Guard.NONE),
        "appointments": Step(tell_appointments, never, to=("home",)),
        "missed": Step(ask_missed, missed_chosen, to=("home",)),
        "events": Step(ask_events, event_chosen, to=("coming", "home")),
        "coming": Step(tell_coming, never, to=("home",)),
        "surveys": Step(ask_surveys, survey_chosen, to=("results", "home")),
        "results": Step(tell_results, never, to=("home",)),
        "linked": Step(tell_link, never, to=("home",)),
        "phones": Step(ask_phones, phone_chosen, to=("home",)),
    },
)
