"""Tell many people something, from the desk: write it, add languages, choose who it is for, see it
as they will, and send it only after a sentence that says to how many.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.campaigns.campaign import Campaign, CampaignId
from domain.campaigns.dispatching import (
    NOBODY,
    ONCE_MORE,
    announcement,
    needs_a_colleague,
    same_before,
    waits_for_a_colleague,
    went_out,
)
from domain.campaigns.doors import PROGRESS
from domain.outcome import Done
from domain.speech.messages import Option
from domain.speech.text import Text, Verbatim, _, lines, n_
from domain.speech.writing import Written
from domain.work import Desk
from flows.campaigns.desk.confirming import ask_decide, ask_proposed, decided, read_all
from flows.campaigns.desk.progress import ask_progress, progress_chosen, to_last
from flows.campaigns.desk.recipients import (
    Draft,
    ages_chosen,
    ask_ages,
    ask_audience,
    ask_interests,
    audience_chosen,
    interests_chosen,
    shown_first,
)
from flows.engine.kit import (
    NOTHING_SENT,
    Ask,
    Do,
    End,
    Flow,
    Goto,
    Guard,
    Leave,
    Move,
    Step,
    Words,
    never,
)

LONGEST = 2000  # letters of an announcement in one language


def ask_language(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Asks in which language the words come next; the coordinator's own stands first."""
    left = [each for each in desk.languages if each.tag not in draft.texts]
    if not left:
        return Goto("more", draft)
    left.sort(key=lambda each: each.tag != desk.person.language)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in left]
    return Ask(_("In which language do you write?"), options)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """Remembers the language and goes on to the words."""
    return Goto("words", replace(draft, language=language))


def ask_words(draft: Draft, desk: Desk) -> Ask:
    """Asks for the words in this language, which people read as they are written."""
    language = Verbatim(desk.own_name(draft.language))
    text = _("Write what you want to tell, in this language: {language}", language=language)
    return Ask(text, expects=Words(LONGEST, Written.PROSE))


def words_written(draft: Draft, words: str) -> Goto[Draft]:
    """Keeps these words beside those in other languages."""
    return Goto("more", replace(draft, texts={**draft.texts, draft.language: words}))


def ask_more(draft: Draft, desk: Desk) -> Ask:
    """Asks for another language, or goes on with those that are written."""
    written = [Verbatim(desk.own_name(tag)) for tag in draft.texts]
    options = [Option("audience", _("Go on"))]
    if len(draft.texts) < len(desk.languages):
        options.append(Option("language", _("➕ Another language")))
    languages = lines(*written, between=" · ")
    return Ask(_("Written in: {languages}", languages=languages), options)


def more_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Goes on to who it is for, unless that is known: those who came to an event."""
    if choice == "audience" and draft.event:
        return Goto("seen", shown_first(draft))
    return Goto(choice, draft)


def show_seen(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """Shows the message as it will stand on their phones."""
    seen = lines(_("👁 As they read it:"), Verbatim(draft.texts[draft.language]))
    return Goto("confirm", draft, tell=seen)


def ask_confirm(draft: Draft, desk: Desk) -> Ask:
    """Says how many it goes to, in the sentence and on the button, and asks for a yes."""
    many = desk.campaigns.reach(draft.recipients)
    new = announcement(draft.announcing(), desk.now)
    before = same_before(new, desk.campaigns)
    options = [
        *_sending(many, before),
        *_others(draft, desk),
        *([] if draft.event else [Option("audience", _("Change who it is for"))]),
        Option("drop", _("Do not send it")),
    ]
    text = lines(
        _heard_by(many, desk),
        _missing(draft, desk),
        *_telling(draft, desk),
        None if before is None else lines(went_out(before, desk.now), ONCE_MORE, between=" "),
    )
    return Ask(text, options, title=_("📣 Ready to send"))


def _heard_by(many: int, desk: Desk) -> Text:
    if not many:
        return NOBODY
    if needs_a_colleague(many, desk.policy):
        return waits_for_a_colleague(many)
    return n_(
        "{n} person will get this message now.", "{n} people will get this message now.", n=many
    )


def _sending(many: int, before: Campaign | None) -> Iterator[Option]:
    """Nothing to press where nobody would get it; what went out already asks for another yes."""
    if many and before is None:
        yield Option("send", n_("Send it to {n} person", "Send it to {n} people", n=many))
    elif many:
        yield Option("again", _("Yes, once more"))


def _telling(draft: Draft, desk: Desk) -> Iterator[Text]:
    """Others may read the first line; the coordinator decides whether it can stay."""
    for words in draft.texts.values():
        found = desk.telling(words)
        if found:
            yield _(
                "⚠ The first line is shown on locked phones. It says: {word}", word=Verbatim(found)
            )


def _others(draft: Draft, desk: Desk) -> Iterator[Option]:
    for tag in draft.texts:
        if tag != draft.language:
            shown = Verbatim(desk.own_name(tag))
            yield Option(f"see:{tag}", _("👁 {language}", language=shown))


def _missing(draft: Draft, desk: Desk) -> Text | None:
    if draft.only_readers or len(draft.texts) >= len(desk.languages):
        return None
    return _("Who reads another language gets it in one that is written.")


def confirmed(draft: Draft, choice: str) -> Move[Draft]:
    """Sends it, or goes back to change it; nothing leaves before this."""
    match choice:
        case "send" | "again":
            return _send(draft, again=choice == "again")
        case "audience":
            return Goto("audience", draft)
        case "drop":
            return End(_("Good. Nothing was sent."))
        case _:
            return Goto("seen", replace(draft, language=choice.removeprefix("see:")))


def _send(draft: Draft, *, again: bool) -> Do[Draft]:
    def sent(done: Done[CampaignId | None]) -> Move[Draft]:  # no way leads back to sending again
        return Goto("confirm", draft) if done.value is None else Leave(PROGRESS(done.value))

    return Do(draft.announcing(again=again), then=sent, refused=Goto("refused", draft))


def after_refusal(draft: Draft, desk: Desk) -> Goto[Draft] | End:
    """Asks once more where somebody else has sent the same a moment ago; else it is over."""
    new = announcement(draft.announcing(), desk.now)
    return Goto("confirm", draft) if same_before(new, desk.campaigns) else End()


flow = Flow(
    "announcing",
    Draft,
    guard=Guard.STAFF,
    undone=lambda _draft: NOTHING_SENT,
    open_to=lambda member: member.announces,
    steps={
        "language": Step(ask_language, language_chosen, to=("words", "more")),
        "words": Step(ask_words, words_written, to=("more",)),
        "more": Step(ask_more, more_chosen, to=("audience", "seen", "language")),
        "audience": Step(ask_audience, audience_chosen, to=("interests", "ages", "seen")),
        "interests": Step(ask_interests, interests_chosen, to=("seen",)),
        "ages": Step(ask_ages, ages_chosen, to=("seen",)),
        "seen": Step(show_seen, never, to=("confirm",)),
        "confirm": Step(
            ask_confirm,
            confirmed,
            to=("confirm", "seen", "audience", "refused"),
            flows=("announcing",),
        ),
        "refused": Step(after_refusal, never, to=("confirm",)),
        "proposed": Step(ask_proposed, never, to=("reading",), flows=("desk",)),
        "reading": Step(read_all, never, to=("reading", "decide"), flows=("desk",)),
        "decide": Step(ask_decide, decided, to=("reading",), flows=("announcing", "desk")),
        "last": Step(to_last, never, to=("progress",), flows=("desk",)),
        "progress": Step(ask_progress, progress_chosen, to=("progress",), flows=("desk",)),
    },
)
