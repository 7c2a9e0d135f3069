"""My data: what is kept, quiet, taking a yes back, and being forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.advice.appointment import Appointment
from domain.people.person import DecideConsent, Person, Purpose
from domain.people.rights import Forget, Return, Stop
from domain.phones.phone import name_of
from domain.speech.messages import Option
from domain.speech.text import Moment, Text, _, lines
from domain.work import Desk
from flows.kit import Ask, Do, End, Flow, Goto, Leave, Move, Step, Tell, never
from flows.known import about, quiet_now
from flows.mydata import for_programs, readable


@dataclass(frozen=True)
class Draft:
    """Nothing to remember."""


WAYS = {
    "consent": Leave("consent", step="kept"),
    "correct": Leave("profile"),
    "shared": Leave("sharing"),
}


def ask_choice(_draft: Draft, desk: Desk) -> Ask:
    """What we keep, in short, and everything that can be done about it."""
    text = lines(
        _("What we keep: your language, what you book, and your answers."),
        _("We do not keep your name, your photo or your phone number."),
        _("Only the people who run this service can see it. We do not give it to the authorities."),
        lines(_("What we know about you:"), *_known(desk), between="\n"),
        quiet_now(desk),
    )
    return Ask(text, _choices(desk.person))


def _known(desk: Desk) -> Iterator[Text]:
    """All of it but answers: those that were sent lead back to nobody."""
    person = desk.person
    yield from about(desk)
    for appointment in desk.appointments.open_of(person.id, desk.now):
        yield _line(appointment)
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
    """Each of them alone."""
    match choice:
        case "return":
            return _come_back()
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
    """People read, programs want data."""
    options = [
        Option("readable", _("📄 To read")),
        Option("data", _("🗃 For a program (JSON)")),
    ]
    return Ask(_("Which file do you want? It stays on your phone: delete it there."), options)


def file_chosen(_draft: Draft, which: str) -> Goto[Draft]:
    """Made anew each time."""
    return Goto(which, Draft())


def tell_readable(_draft: Draft, desk: Desk) -> End:
    """In their own language."""
    return End(Tell(_("Here is everything we know about you."), file=readable(desk)))


def tell_data(_draft: Draft, desk: Desk) -> End:
    """Row by row."""
    return End(Tell(_("Here is everything we know about you."), file=for_programs(desk)))


def _decide(purpose: Purpose, said: Text, *, given: bool) -> Do[Draft]:
    return Do(DecideConsent(purpose, given), then=End(said), refused=End())


def ask_stop(_draft: Draft, _desk: Desk) -> Ask:
    """Chosen in the menu, it is confirmed; written as a word, it is done at once."""
    text = _("Shall we stop writing to you? Reminders of what you booked stop too.")
    return Ask(text, [Option("yes", _("Yes, stop")), Option("no", _("No"))])


def stop_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Yes is the same as writing STOP."""
    if answer == "no":
        return End(_("Good. Nothing has changed."))
    return Do(Stop(), then=Goto("stopped", Draft()), refused=End())


def tell_stopped(_draft: Draft, desk: Desk) -> End:
    """What is still open, since nobody will remind them of it."""
    own = desk.appointments.open_of(desk.person.id, desk.now)
    said = lines(
        _("We will not write to you any more. You can write to us at any time."),
        lines(
            _("These appointments are still yours:"), *[_line(each) for each in own], between="\n"
        )
        if own and not desk.person.is_locked(desk.now)
        else None,
        _("To hear from us again, write /privacy."),
    )
    return End(said)


def tell_hidden(_draft: Draft, _desk: Desk) -> End:
    """As little as can be said, since somebody may be looking."""
    return End(_("Done."))


def _line(appointment: Appointment) -> Text:
    return _("• {when}", when=Moment(appointment.slot.starts))


def tell_return(_draft: Draft, _desk: Desk) -> Ask:
    """From the menu: one press to hear from us again."""
    text = _("Shall we write to you again, as you allowed before?")
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def return_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Back to how it was."""
    return _come_back() if answer == "yes" else End(_("Good. Nothing has changed."))


def _come_back() -> Do[Draft]:
    said = _("Good to have you back. We will write to you again.")
    return Do(Return(), then=End(said), refused=End())


def ask_forget(_draft: Draft, desk: Desk) -> Ask:
    """One confirmation, which says what cannot be undone."""
    text = _(
        "Shall we erase everything about you? What you booked is cancelled, and the messages "
        "of the last two days disappear from this phone. This cannot be undone."
    )
    if len(desk.links.channels(desk.person.id)) > 1:
        text = _(
            "Shall we erase everything about you? What you booked is cancelled, and the messages "
            "of the last two days disappear from both your phones. This cannot be undone."
        )
    options = [Option("yes", _("Yes, erase everything")), Option("no", _("No, keep it"))]
    return Ask(text, options)


def forget_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """The farewell comes by itself, after everything is gone."""
    if answer == "no":
        return End(_("Good. Nothing has changed."))
    return Do(Forget(), then=End(), refused=End())


flow = Flow(
    "privacy",
    Draft,
    steps={
        "choice": Step(
            ask_choice,
            chosen,
            to=("stop", "file", "forget"),
            flows=("consent", "profile", "sharing"),
            personal=True,
        ),
        "file": Step(ask_file, file_chosen, to=("readable", "data"), personal=True),
        "readable": Step(tell_readable, never),
        "data": Step(tell_data, never),
        "stop": Step(ask_stop, stop_decided, to=("stopped",)),
        "stopped": Step(tell_stopped, never),
        "hidden": Step(tell_hidden, never),
        "return": Step(tell_return, return_decided),
        "forget": Step(ask_forget, forget_decided),
    },
)
