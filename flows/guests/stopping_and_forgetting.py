"""To have quiet, to come back, and to have everything erased."""

from dataclasses import dataclass

from domain.advice.appointment import Appointment
from domain.lives.silence import KEEP_OR_ERASE
from domain.people.rights import Forget, Return, Stop
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.text import Moment, Text, Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Move


@dataclass(frozen=True)
class Draft:
    """The language in which STOP was said, if it is not the reader's."""

    language: str = ""


def ask_stop(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for a yes before we stop writing; written as a word, STOP is done at once."""
    text = _("Shall we stop writing to you? Reminders of what you booked stop too.")
    return Ask(text, [Option("yes", _("Yes, stop")), Option("no", _("No"))], clearly=("yes",))


def stop_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Stops, as writing STOP does; a no changes nothing."""
    if answer == "no":
        return End(_("Good. Nothing has changed."))
    return Do(Stop(), then=Goto("stopped", Draft()), refused=End())


def stopped_in(_draft: Draft, language: str) -> Goto[Draft]:
    """Goes on to say it in this language, too."""
    return Goto("stopped", Draft(language))


def tell_stopped(draft: Draft, desk: Desk) -> End:
    """Says what is still theirs, since nobody will remind them of it."""
    abroad = desk.phrase(draft.language, "stopped")
    own = desk.appointments.open_of(desk.person.id, desk.now)
    said = lines(
        Verbatim(abroad) if abroad else None,
        _("We will not write to you any more. You can write to us at any time."),
        lines(
            _("These appointments are still yours:"),
            *[appointment_line(each) for each in own],
            between="\n",
        )
        if own and not desk.shut
        else None,
    )
    return End(said, ways=(Intent.PRIVACY,))


def tell_hidden(_draft: Draft, _desk: Desk) -> End:
    """Says as little as can be said, since somebody may be looking."""
    return End(_("Done."))


def appointment_line(appointment: Appointment) -> Text:
    """An appointment in a list: its time and nothing else."""
    return _("• {when}", when=Moment(appointment.slot.starts))


def tell_return(_draft: Draft, _desk: Desk) -> Ask:
    """Asks whether we shall write again, as they allowed before."""
    text = _("Shall we write to you again, as you allowed before?")
    return Ask(text, [Option("yes", _("Yes")), Option("no", _("No"))])


def return_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Has us write to them again; a no changes nothing."""
    return come_back() if answer == "yes" else End(_("Good. Nothing has changed."))


def come_back() -> Do[Draft]:
    """The move that has us write to them again, with the consents they gave before."""
    said = _("Good to have you back. We will write to you again.")
    return Do(Return(), then=End(said), refused=End())


def ask_forget(_draft: Draft, desk: Desk) -> Ask:
    """Asks once, and says what goes and that it cannot be undone."""
    text = _(
        "Shall we erase everything about you? What you booked is cancelled, and the messages "
        "of the last two days disappear from this phone. This cannot be undone."
    )
    if desk.links.undoable(desk.person.id, desk.now):
        text = _(
            "Your phones were joined less than 24 hours ago. If you say yes, they are separated: "
            "what this phone brought is erased and cancelled, and the messages of the last two "
            "days disappear from it. What the other phone brought stays there. This cannot be "
            "undone."
        )
    elif len(desk.links.channels(desk.person.id)) > 1:
        text = _(
            "Shall we erase everything about you? What you booked is cancelled, and the messages "
            "of the last two days disappear from both your phones. This cannot be undone."
        )
    options = [Option("yes", _("Yes, erase everything")), Option("no", _("No, keep it"))]
    return Ask(text, options, clearly=("yes",))


def forget_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Erases everything; the farewell comes by itself, after it is gone."""
    if answer == "no":
        return End(_("Good. Nothing has changed."))
    return Do(Forget(), then=End(), refused=End())


def ask_silent(_draft: Draft, _desk: Desk) -> Ask:
    """Asks again what we asked after a year without a word."""
    return Ask(_("Shall we keep what we know about you?"), list(KEEP_OR_ERASE), clearly=("erase",))


def silent_decided(_draft: Draft, answer: str) -> Move[Draft]:
    """Erases everything, as they chose; any other word from them has us keep it for a year."""
    if answer == "erase":
        return Do(Forget(), then=End(), refused=End())
    return End(_("Good to hear from you. We keep it."))
