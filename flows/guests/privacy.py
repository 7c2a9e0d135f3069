"""My data: what is kept, and how to correct it, take a yes back, have quiet, or be forgotten."""

from collections.abc import Iterator

from domain.people.doors import PROFILE, SHARING, WHAT_IS_KEPT
from domain.people.person import DecideConsent, Person, Purpose
from domain.phones.phone import name_of
from domain.speech.messages import Option
from domain.speech.text import Text, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Guard, Leave, Move, Step, Tell, never
from flows.guests.about_me import about, quiet_now
from flows.guests.mydata import for_programs, readable
from flows.guests.stopping_and_forgetting import (
    Draft,
    appointment_line,
    ask_forget,
    ask_silent,
    ask_stop,
    come_back,
    forget_decided,
    return_decided,
    silent_decided,
    stop_decided,
    stopped_in,
    tell_hidden,
    tell_return,
    tell_stopped,
)

TAKEN_BACK = ("stop", "no_news", "take_back", "forget")
WAYS = {
    "consent": Leave(WHAT_IS_KEPT("")),
    "correct": Leave(PROFILE()),
    "shared": Leave(SHARING()),
}


def ask_choice(_draft: Draft, desk: Desk) -> Ask:
    """Shows in short what we keep about them, and everything that can be done about it."""
    text = lines(
        _("What we keep: your language, what you book, and your answers."),
        _("We do not keep your name, your photo or your phone number."),
        _("Only the people who run this service can see it. We do not give it to the authorities."),
        lines(_("What we know about you:"), *_known(desk), between="\n"),
        quiet_now(desk),
    )
    return Ask(text, _choices(desk.person), clearly=TAKEN_BACK, acts=True)


def _known(desk: Desk) -> Iterator[Text]:
    """All of it but answers: those that were sent lead back to nobody."""
    person = desk.person
    yield from about(desk)
    for appointment in desk.appointments.open_of(person.id, desk.now):
        yield appointment_line(appointment)
    for rsvp in desk.events.coming_of(person.id, desk.now):
        event = desk.events.get(rsvp.event)
        if event is not None:
            yield _("• you are coming: {event}", event=event.title)
    phones = [name_of(channel) for channel in desk.links.channels(person.id)]
    if len(phones) > 1:
        yield _("• your phones: {channels}", channels=lines(*phones, between=" · "))


def _choices(person: Person) -> list[Option]:
    if person.stopped:
        quiet = [Option("return", _("🔔 Write to me again"))]
    else:
        quiet = [_news(person)] if person.takes_part else []
        quiet.append(Option("stop", _("🔕 Do not write to me any more")))
    yes = (
        Option("take_back", _("↩ Take back my yes"))
        if person.takes_part
        else Option("consent", _("Read it again and decide"))
    )
    return [
        *quiet,
        yes,
        Option("correct", _("✏ Correct something")),
        Option("file", _("📎 All of it as a file")),
        Option("shared", _("👥 Others see my phone")),
        Option("forget", _("🗑 Erase everything about me")),
    ]


def _news(person: Person) -> Option:
    if Purpose.BE_WRITTEN in person.consents:
        return Option("no_news", _("🔕 No news, only reminders"))
    return Option("news", _("🔔 Tell me when there is news"))


def chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Gives or takes back a yes at once; everything else is a step or a flow of its own."""
    match choice:
        case "return":
            return come_back()
        case "news":
            return _decide(Purpose.BE_WRITTEN, _("Thank you. We will write to you."), given=True)
        case "no_news":
            return _decide(Purpose.BE_WRITTEN, _("Good, we will not."), given=False)
        case "take_back":
            said = _("Your yes is taken back. What you booked stays until you cancel it.")
            return _decide(Purpose.TAKE_PART, said, given=False)
        case _:
            return WAYS.get(choice) or Goto(choice, draft)


def ask_file(_draft: Draft, _desk: Desk) -> Ask:
    """Asks which file they want: one to read, or one for a program."""
    options = [
        Option("readable", _("📄 To read")),
        Option("data", _("🗃 For a program (JSON)")),
    ]
    return Ask(_("Which file do you want? It stays on your phone: delete it there."), options)


def file_chosen(_draft: Draft, which: str) -> Goto[Draft]:
    """Goes on to the file, which is made anew each time."""
    return Goto(which, Draft())


def tell_readable(_draft: Draft, desk: Desk) -> End:
    """Sends all of it as a file in their own language."""
    return End(Tell(_("Here is everything we know about you."), file=readable(desk)))


def tell_data(_draft: Draft, desk: Desk) -> End:
    """Sends all of it as a file for programs, row by row."""
    return End(Tell(_("Here is everything we know about you."), file=for_programs(desk)))


def _decide(purpose: Purpose, said: Text, *, given: bool) -> Do[Draft]:
    return Do(DecideConsent(purpose, given), then=End(said), refused=End())


flow = Flow(
    "privacy",
    Draft,
    steps={
        "choice": Step(
            ask_choice,
            chosen,
            to=("stop", "file", "forget"),
            flows=("consent", "profile", "sharing"),
            guard=Guard.PERSONAL,
        ),
        "file": Step(ask_file, file_chosen, to=("readable", "data"), guard=Guard.PERSONAL),
        "readable": Step(tell_readable, never),
        "data": Step(tell_data, never),
        "stop": Step(ask_stop, stop_decided, to=("stopped",)),
        "stopped": Step(tell_stopped, stopped_in, to=("stopped",)),
        "hidden": Step(tell_hidden, never),
        "return": Step(tell_return, return_decided),
        "silent": Step(ask_silent, silent_decided),
        "forget": Step(ask_forget, forget_decided),
    },
)
