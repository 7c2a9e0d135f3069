"""My phones: join another one, choose where we write, separate one again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.lives import parting
from domain.outcome import Done
from domain.phones.phone import CheckCode, Choose, Join, Joined, MakeCode, Separate, Trust, name_of
from domain.speech.languages import Intent
from domain.speech.messages import MENU_KEY, Option
from domain.speech.text import Ltr, Text, _, lines
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Guard, Move, Step, Words, never
from flows.phones.once_joined import TWO_PHONES, given_up, where_we_write

LONGEST_CODE = 60  # with spaces, dashes, and some words around it
SEPARATE = (Option("yes", _("Yes, separate")), Option("no", _("No")))
USELESS = _("Sorry, this code cannot be used.")


@dataclass(frozen=True)
class Draft:
    """The channel to be separated, the code that was typed, and what was given up by joining."""

    channel: str = ""
    code: str = field(default="", repr=False)
    given_up: tuple[str, ...] = ()


def ask_begin(_draft: Draft, desk: Desk) -> Goto[Draft]:
    """Whoever was talked into joining does not know the number of the other one: undoing is first.

    A number may also have been set since, to keep them from undoing it.
    """
    return Goto("undo" if _may_undo(desk) else "choice", Draft(desk.channel))


def _may_undo(desk: Desk) -> bool:
    locked = desk.person.is_locked(desk.now) and not desk.doubted
    return locked and bool(desk.links.undoable(desk.person.id, desk.now))


def ask_undo(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks for a yes, and shows nothing that is behind the number."""
    typed = desk.links.undoable(desk.person.id, desk.now)
    if not _may_undo(desk):
        return Goto("choice", draft)
    channels = desk.links.channels(desk.person.id)
    return _ask_to_undo([channel for channel in channels if channel != typed])


def undo_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Undoes it without the number, or goes on to all else, which is behind it."""
    if answer == "no":
        return Goto("choice", Draft())
    return Do(Separate(draft.channel, undoing=True), then=_undone(draft), refused=End())


def _undone(draft: Draft) -> End:
    undone = _("{channel} is separated again.", channel=name_of(draft.channel))
    return End(lines(undone, parting.EACH_HAS_ITS_OWN))


def ask_choice(_draft: Draft, desk: Desk) -> Ask:
    """Says what joining another phone means; with two phones, what can be done with them."""
    channels = desk.links.channels(desk.person.id)
    if len(channels) > 1:
        return _of_two(channels, desk)
    text = lines(
        _("You can use Lipa on Telegram and on Signal as the same person."),
        _("What you book on one phone is then also on the other, and you choose where we write."),
    )
    options = [
        Option("show", _("Show a code")),
        Option("have", _("I have a code")),
        Option(MENU_KEY, _("☰ Menu")),
    ]
    return Ask(text, options)


def _of_two(channels: Sequence[str], desk: Desk) -> Ask:
    preferred = desk.links.preferred(desk.person.id)
    new = sorted(desk.links.doubted(desk.person.id))
    text = lines(
        _("You use Lipa on these phones: {channels}.", channels=_named(channels)),
        _("Reminders and news come on {channel}.", channel=name_of(preferred)),
        *[_new(channel) for channel in new],
    )
    others = [channel for channel in channels if channel != preferred]
    options = [
        *[Option(f"mine:{c}", _mine(c)) for c in new],
        *[Option(f"write:{c}", _("Write to me on {channel}", channel=name_of(c))) for c in others],
        *[Option(f"separate:{c}", _separate(c, desk.channel)) for c in channels],
        Option(MENU_KEY, _("☰ Menu")),
    ]
    return Ask(text, options)


def _new(channel: str) -> Text:
    return _(
        "Your phone with {channel} is new to us: its safety number has changed. What is yours is "
        "closed there until you say that the phone is yours.",
        channel=name_of(channel),
    )


def _mine(channel: str) -> Text:
    return _("My phone with {channel} is new: it is mine", channel=name_of(channel))


def _named(channels: Sequence[str]) -> Text:
    return lines(*[name_of(channel) for channel in channels], between=" · ")


def _separate(channel: str, here: str) -> Text:
    if channel == here:
        return _("Separate this phone ({channel})", channel=name_of(channel))
    return _("Separate the other phone ({channel})", channel=name_of(channel))


def chosen(draft: Draft, choice: str) -> Move[Draft]:
    """Shows a code once, which stands nowhere else, or does what was chosen with a phone."""
    verb, _colon, channel = choice.partition(":")
    match verb:
        case "show":
            return Do(MakeCode(), then=_shown, refused=End())
        case "have":
            return Goto("code", draft)
        case "mine":
            said = _("Good. What is yours is open on {channel} again.", channel=name_of(channel))
            return Do(Trust(channel), then=End(said), refused=End())
        case "write":
            said = _("From now on reminders and news come on {channel}.", channel=name_of(channel))
            return Do(Choose(channel), then=End(said), refused=End())
        case _:
            return Goto("separate", Draft(channel))


def _shown(done: Done[str]) -> End:
    """The code last: it is easier to keep an eye on."""
    code = done.value
    grouped = f"/link {code[:4]} {code[4:7]} {code[7:]}"
    said = lines(
        _("On your other phone, open Lipa and write this:"),
        _("👉 {code}", code=Ltr(grouped)),
        _(
            "The code works once, within 15 minutes. Do not give it to anybody: whoever has it can "
            "see what you book."
        ),
    )
    return End(said)


def ask_code(_draft: Draft, _desk: Desk) -> Ask:
    """Asks for the code from the other phone, with or without spaces."""
    text = _(
        "On your other phone, write “{link}” and press “Show a code”. Then write the 10 digits "
        "here.",
        link=TWO_PHONES,
    )
    return Ask(text, expects=Words(LONGEST_CODE))


def code_told(draft: Draft, code: str) -> Do[Draft]:
    """Asks for a yes; wrong, used and old codes are answered in the same words."""

    def heard(done: Done[bool]) -> Goto[Draft]:
        if not done.value:
            return Goto("code", draft, tell=USELESS)
        return Goto("sure", Draft(code=code))

    return Do(CheckCode(code), then=heard, refused=End())


def ask_sure(_draft: Draft, _desk: Desk) -> Ask:
    """Says what the other phone will show, and that no helper asks for it: a trickster would."""
    text = lines(
        _(
            "If you join the phones, everything of yours can be seen on the other phone: what you "
            "booked, what you wrote, and what we write to you."
        ),
        _(
            "You can undo it for 24 hours: write “{link}” and separate the phones.",
            link=TWO_PHONES,
        ),
        _("Nobody from the team ever asks you to do this. If somebody gave you the code, say no."),
        _("Is the other phone yours?"),
    )
    return Ask(text, [Option("yes", _("Yes, join them")), Option("no", _("No"))], clearly=("yes",))


def sure(draft: Draft, answer: str) -> Move[Draft]:
    """Joins the phones, or leaves everything as it is."""
    if answer == "no":
        return End(_("Good. Nothing was joined."))

    def heard(done: Done[Joined | None]) -> Goto[Draft]:
        if done.value is None:
            return Goto("code", Draft(), tell=USELESS)
        return Goto("joined", Draft(given_up=_as_stored(done.value)))

    return Do(Join(draft.code), then=heard, refused=End())


def _as_stored(joined: Joined) -> tuple[str, ...]:
    times = (f"appointment:{number}" for number in joined.appointments)
    places = (f"event:{number}" for number in joined.events)
    return (*times, *places)


def tell_joined(draft: Draft, desk: Desk) -> End:
    """Says where we write from now on, and what was given up because they had it twice."""
    channels = desk.links.channels(desk.person.id)
    others = [channel for channel in channels if channel != desk.channel]
    cancelled = list(given_up(draft.given_up, desk))
    said = lines(
        _("This phone is now joined. You are the same person here and on:"),
        _named(others),
        where_we_write(desk),
        lines(_("You had this twice, so we cancelled it on this phone:"), *cancelled, between="\n")
        if cancelled
        else None,
    )
    return End(said, ways=(Intent.PRIVACY,) if desk.person.stopped else ())


def ask_separate(draft: Draft, desk: Desk) -> Ask:
    """Asks for a yes, and says what goes and what stays."""
    channels = desk.links.channels(desk.person.id)
    others = [channel for channel in channels if channel != draft.channel]
    typed = desk.links.undoable(desk.person.id, desk.now)
    if typed:
        return _ask_to_undo([channel for channel in channels if channel != typed])
    text = _(
        "Shall we separate {channel}? We then know nothing about that phone, and our messages of "
        "the last two days disappear from it. Everything you booked stays with you on {others}.",
        channel=name_of(draft.channel),
        others=_named(others),
    )
    return Ask(text, list(SEPARATE), clearly=("yes",))


def _ask_to_undo(owners: Sequence[str]) -> Ask:
    text = lines(
        _("These phones were joined less than 24 hours ago. You can still undo it."),
        _(
            "Then each phone has again what it brought. What you added since is on {channel}.",
            channel=_named(owners),
        ),
        _("Shall we separate the phones?"),
    )
    return Ask(text, list(SEPARATE), clearly=("yes",))


def separate_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Separates the phone, which hears its farewell by itself after everything is gone."""
    if answer == "no":
        return End(_("Good. Nothing has changed."))

    def heard(done: Done[bool]) -> End:
        if done.value:
            return _undone(draft)
        return End(
            _("{channel} is separated. You keep everything here.", channel=name_of(draft.channel))
        )

    return Do(Separate(draft.channel), then=heard, refused=End())


flow = Flow(
    "phones",
    Draft,
    steps={
        "begin": Step(ask_begin, never, to=("undo", "choice")),
        "undo": Step(ask_undo, undo_decided, to=("choice",)),
        "choice": Step(ask_choice, chosen, to=("code", "separate"), guard=Guard.PERSONAL),
        "code": Step(ask_code, code_told, to=("code", "sure"), guard=Guard.PERSONAL),
        "sure": Step(ask_sure, sure, to=("code", "joined"), guard=Guard.PERSONAL),
        "joined": Step(tell_joined, never),
        "separate": Step(ask_separate, separate_decided, guard=Guard.PERSONAL),
    },
)
