"""Write to the team: a question, or what is not right; and see where it stands.

Whom a complaint is about is chosen before a word of it is written, so that nobody reads it who must
not, and nobody writes what nobody may read.
"""

from dataclasses import replace

from domain.matters.matter import LONGEST_LETTER, WRITTEN, MatterId, Subject
from domain.matters.withdrawing import WithdrawMatter
from domain.speech.languages import Intent
from domain.speech.messages import Option
from domain.speech.spoken_words import words_for
from domain.speech.text import Text, Verbatim, _, lines
from domain.work import Desk
from flows.engine.kit import (
    NOTHING_CHANGED,
    NOTHING_SENT,
    Ask,
    Do,
    End,
    Flow,
    Goto,
    Guard,
    Move,
    Step,
    Words,
    never,
)
from flows.guests.agreeing.yes_first import Need, yes_first
from flows.guests.contacts import in_danger, nobody_reads
from flows.matters.own_messages import (
    Draft,
    ask_choice,
    ask_list,
    ask_one,
    chosen,
    one_chosen,
    to_one,
)
from flows.matters.sending import (
    ask_agree,
    ask_more,
    ask_send,
    leave,
    more_written,
    send_decided,
    tell_left,
    will_be_read,
)


def ask_subject(draft: Draft, desk: Desk) -> Ask | Move[Draft]:
    """Asks what it is about: that decides who reads it, and by when it is answered."""
    if unasked := yes_first(draft, desk, "subject", Need.MESSAGE):
        return unasked
    return Ask(
        _("What do you want to write about?"), [Option(each, each.label) for each in WRITTEN]
    )


def subject_chosen(draft: Draft, subject: str) -> Goto[Draft]:
    """Goes on to the words; before them come the numbers for danger, or whom it is about."""
    chosen = Subject(subject)
    step = {Subject.DANGER: "danger", Subject.STAFF: "member"}.get(chosen, "words")
    return Goto(step, replace(draft, subject=chosen, member=0))


def ask_member(_draft: Draft, desk: Desk) -> Ask:
    """Asks whom the complaint is about, among all who work here; nobody has to say it."""
    colleagues = [Option(str(each.id), Verbatim(each.name)) for each in desk.staff.all()]
    return Ask(
        _("Who is it about? The person you choose will not read it."),
        [
            *desk.by_name(colleagues),
            Option("else", _("somebody else")),
            Option("unsaid", _("I would rather not say")),
        ],
    )


def member_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Remembers who must not read it, and goes on to the words."""
    return Goto("words", replace(draft, member=int(choice) if choice.isdecimal() else 0))


def ask_danger(draft: Draft, desk: Desk) -> Ask | End:
    """Tells the numbers to call first. Nobody has to write anything: the button is enough."""
    if not will_be_read(draft, desk):
        return nobody_reads(desk)
    return Ask(
        lines(
            in_danger(desk),
            _("Nobody has the right to hurt you or to make you do what you do not want."),
            _young(desk),
            _(
                "Only the person here who helps in such cases reads this. You can write in your "
                "own words, or choose the button. You do not have to tell anything."
            ),
            _locked(draft, desk),
            _(
                "Does it come from somebody who works here? Then go back and choose “about "
                "somebody who works here”. That person will not read it."
            ),
        ),
        [Option("call", _("🤝 Please write to me"))],
        expects=Words(LONGEST_LETTER, danger=True),
        sensitive=True,
    )


def danger_told(draft: Draft, words: str) -> Do[Draft]:
    """Leaves a message to those who help in danger; the button leaves one without words."""
    return leave(draft, "" if words == "call" else words)


def ask_words(draft: Draft, desk: Desk) -> Ask | End:
    """Asks for the words, and says who will read them and what had better not stand there."""
    if not will_be_read(draft, desk):
        return nobody_reads(desk)
    return Ask(
        lines(
            _("Write it here, in any language."),
            _read_by(draft),
            _locked(draft, desk),
            _young(desk),
            _(
                "Do not write what could put you in danger. In danger, write “{help}”.",
                help=words_for(Intent.HELP),
            ),
        ),
        expects=Words(LONGEST_LETTER, letter=True),
    )


def _read_by(draft: Draft) -> Text:
    if draft.subject is Subject.STAFF and draft.member:
        return _("Only administrators read it, and never the person you chose.")
    if draft.subject is Subject.STAFF:
        return _("All administrators read it, and nobody else.")
    return _(
        "Only the people who run this service can see it. We do not give it to the authorities."
    )


def _young(desk: Desk) -> Text | None:
    if not desk.person.young:
        return None
    return _("You can ask an adult you trust to help you write.")


def words_written(draft: Draft, words: str) -> Do[Draft]:
    """Leaves the message, which has a number from then on; a refusal ends the flow."""
    return leave(draft, words)


def _locked(draft: Draft, desk: Desk) -> Text | None:
    if draft.subject not in desk.matters.sealed():
        return None
    return _("Once it is stored, only they can open it.")


def heard(_draft: Draft, choice: str) -> Move[Draft]:
    """Takes what somebody says to our answer, whenever that comes; more words are a new message."""
    return End(_("You are welcome.")) if choice == "thanks" else Goto("subject", Draft())


flow = Flow(
    "messages",
    Draft,
    steps={
        "choice": Step(ask_choice, chosen, to=("subject", "list", "one")),
        "list": Step(ask_list, chosen, to=("subject", "list", "one"), guard=Guard.PERSONAL),
        "subject": Step(
            ask_subject, subject_chosen, to=("words", "danger", "member"), flows=("consent",)
        ),
        "member": Step(ask_member, member_chosen, to=("words",)),
        "danger": Step(ask_danger, danger_told, flows=("messages",)),
        "words": Step(ask_words, words_written, flows=("messages",)),
        "more": Step(ask_more, more_written, flows=("messages",)),
        "send": Step(ask_send, send_decided, to=("send", "agree"), flows=("messages",)),
        "agree": Step(ask_agree, never, to=("send",), flows=("consent",)),
        "left": Step(tell_left, never),
        "one": Step(ask_one, one_chosen, to=("choice", "subject"), guard=Guard.PERSONAL),
        "heard": Step(to_one, heard, to=("one", "subject")),
    },
    undone=lambda draft: NOTHING_CHANGED if draft.matter else NOTHING_SENT,
    taken_back=lambda number: WithdrawMatter(MatterId(number)),
)
