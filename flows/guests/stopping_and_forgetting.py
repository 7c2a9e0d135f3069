"""To have quiet, to come back, and to have everything erased."""

from dataclasses import dataclass

from domain.advice.appointment import Appointment
from domain.people.rights import Forget, Return, Stop
from domain.speech.messages import Option
from domain.speech.text import Moment, Text, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Move


@dataclass(frozen=True)
class Draft:
    """Nothing to remember."""


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
            _("These appointments are still yours:"),
            *[appointment_line(each) for each in own],
            between="\n",
        )
        if own and not desk.person.is_locked(desk.now)
        else None,
        _("To hear from us again, write /privacy."),
    )
    return End(said)


def tell_hidden(_draft: Draft, _desk: Desk) -> End:
    """As little as can be said, since somebody may be looking."""
    return End(_("Done."))


def appointment_line(appointment: Appointment) -> Text:
    """An appointment in a list: only when."""
    return _("• {when}", when=Moment(appointment.slot.starts))


def tell_return(_draft: Draft, _desk: Desk) -> Ask:
    """From the menu: one press to hear from us again."""
    text = _("Shall we write to you again, as you allowed before?")
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def return_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Back to how it was."""
    return come_back() if answer == "yes" else End(_("Good. Nothing has changed."))


def come_back() -> Do[Draft]:
    """We may write to them again."""
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
