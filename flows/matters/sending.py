"""What is sent to the team: words that were not understood elsewhere, and what is written after.

The first bubble is stored at once and has its number: whoever leaves, whatever breaks, nothing of
it is lost. What follows within two minutes of the last one stands in the same message.
"""

from dataclasses import replace

from domain.matters.doors import LEFT, MORE
from domain.matters.matter import LONGEST_LETTER, AddToMatter, LeaveMatter, Matter, MatterId
from domain.matters.readers import is_read, readers
from domain.outcome import Done
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.spoken_words import words_for
from domain.speech.text import Moment, Show, Text, Verbatim, _, lines
from domain.staff.member import StaffId
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Goto, Leave, Move, Words
from flows.guests.agreeing.yes_first import Need, yes_first
from flows.guests.contacts import nobody_reads
from flows.matters.own_messages import Draft, own_matter

QUIET = 120  # seconds after which nothing more belongs to what was written
MOST_SHOWN = 300  # letters of their own words that are shown to them again


def ask_send(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks whether the team shall read these words, and says who that is."""
    if not will_be_read(draft, desk):
        return nobody_reads(desk)
    agreed = desk.person.takes_part
    if agreed != draft.agreed:
        return Goto("send", replace(draft, agreed=agreed))
    shown = draft.words if len(draft.words) <= MOST_SHOWN else f"{draft.words[:MOST_SHOWN]}…"
    text = lines(
        _("Shall I send this to the team?"),
        Verbatim(f"«{shown}»"),
        _("Only the people who run this service can see it. We do not give it to the authorities."),
    )
    return Ask(text, [Option("yes", _("✉ Yes, send")), Option("no", _("No"))])


def send_decided(draft: Draft, answer: str) -> Move[Draft]:
    """Sends it, for whoever takes part; a no throws it away, and says so."""
    if answer == "no":
        return End(_("Nothing was sent."))
    return leave(draft, draft.words) if draft.agreed else Goto("agree", draft)


def ask_agree(draft: Draft, desk: Desk) -> Move[Draft]:
    """Asks for the yes to taking part, without which nothing of theirs is kept."""
    return yes_first(draft, desk, "send", Need.MESSAGE) or Goto("send", draft)


def leave(draft: Draft, words: str) -> Do[Draft]:
    """Leaves a message, which has a number from then on; a refusal ends the flow."""

    def left(done: Done[MatterId]) -> Leave:
        return Leave(MORE(done.value, False) if words else LEFT(done.value))

    return Do(LeaveMatter(draft.subject, words, about(draft)), then=left, refused=End())


def ask_more(draft: Draft, desk: Desk) -> Ask | End:
    """Tells the number of the message and the day by which it is answered; more may follow."""
    matter = own_matter(draft, desk)
    if matter is None:
        return End()
    if draft.added:
        text: Text = _("Added to your message {number}.", number=matter.id)
    else:
        text = lines(*number_and_day(matter), _("You can write more here."), between="\n")
    expects = Words(LONGEST_LETTER, seconds=QUIET)
    return Ask(text, [Option("done", _("✔ That is all"))], expects=expects)


def more_written(draft: Draft, words: str) -> Move[Draft]:
    """Adds it to the message; what did not fit there has a number of its own."""
    if words == "done":
        return End()

    def added(done: Done[MatterId]) -> Leave:
        return Leave(MORE(done.value, done.value == draft.matter))

    return Do(AddToMatter(MatterId(draft.matter), words), then=added, refused=End())


def tell_left(draft: Draft, desk: Desk) -> End:
    """Tells the number of the message, and the day by which somebody answers."""
    matter = own_matter(draft, desk)
    return End() if matter is None else End(lines(*number_and_day(matter), between="\n"))


def number_and_day(matter: Matter) -> tuple[Text, ...]:
    """What they can ask for it by, and when to expect an answer."""
    return (
        _("Thank you. Your message has the number {number}.", number=matter.id),
        _("We answer by {day}.", day=Moment(matter.due, Show.DAY)),
        _("To see where it stands, write “{messages}”.", messages=words_for(Intent.MESSAGE)),
    )


def will_be_read(draft: Draft, desk: Desk) -> bool:
    """Whether anybody is there who may read such a message."""
    young = desk.person.young
    there = readers(
        draft.subject, about(draft), desk.staff.all(), young=young, sealed=desk.matters.sealed()
    )
    return is_read(draft.subject, there, young=young)


def about(draft: Draft) -> StaffId | None:
    """The colleague whom it is about."""
    return StaffId(draft.member) if draft.member else None
