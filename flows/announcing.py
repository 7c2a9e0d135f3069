"""Tell many people something, from the desk: write it, add languages, choose who it is for, see it
as they will, and send it only after a sentence that says to how many.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.campaigns.campaign import (
    Announce,
    Campaign,
    CampaignId,
    CampaignState,
    ConfirmCampaign,
    Missing,
    Recipients,
    StopCampaign,
    recipients_of,
)
from domain.events.event import EventId
from domain.outcome import Done
from domain.people.audience import Audience
from domain.people.person import AgeGroup, Interest
from domain.speech.messages import Option
from domain.speech.text import Content, Text, Verbatim, _, lines, n_
from domain.work import Desk
from flows.kit import Ask, Do, End, Flow, Goto, Leave, Move, Several, Step, Words, never

LONGEST = 2000  # letters of an announcement in one language


@dataclass(frozen=True)
class Draft:
    """What is written in which language, who it is for, and the campaign once it is sent."""

    language: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    only_readers: bool = False
    interests: tuple[Interest, ...] = ()
    age_groups: tuple[AgeGroup, ...] = ()
    campaign: int = 0
    event: int = 0  # for those who came to it only

    @property
    def coming_to(self) -> EventId | None:
        """The event whose guests are told."""
        return EventId(self.event) if self.event else None

    @property
    def recipients(self) -> Recipients:
        """Who would get it."""
        return recipients_of(self.audience, self.coming_to)

    @property
    def audience(self) -> Audience:
        """Who it is for."""
        languages = frozenset(self.texts) if self.only_readers else frozenset()
        return Audience(languages, frozenset(self.age_groups), frozenset(self.interests))


def ask_language(draft: Draft, desk: Desk) -> Ask | Goto[Draft]:
    """Their own language stands first."""
    left = [each for each in desk.languages if each.tag not in draft.texts]
    if not left:
        return Goto("more", draft)
    left.sort(key=lambda each: each.tag != desk.person.language)
    options = [Option(each.tag, Verbatim(each.own_name)) for each in left]
    return Ask(_("In which language do you write?"), options)


def language_chosen(draft: Draft, language: str) -> Goto[Draft]:
    """On to the words."""
    return Goto("words", replace(draft, language=language))


def ask_words(draft: Draft, desk: Desk) -> Ask:
    """As people will read it."""
    language = Verbatim(desk.own_name(draft.language))
    text = _("Write what you want to tell, in this language: {language}", language=language)
    return Ask(text, expects=Words(LONGEST))


def words_written(draft: Draft, words: str) -> Goto[Draft]:
    """One language more."""
    return Goto("more", replace(draft, texts={**draft.texts, draft.language: words}))


def ask_more(draft: Draft, desk: Desk) -> Ask:
    """Another language, or on."""
    written = [Verbatim(desk.own_name(tag)) for tag in draft.texts]
    options = [Option("audience", _("Go on"))]
    if len(draft.texts) < len(desk.languages):
        options.append(Option("language", _("➕ Another language")))
    languages = lines(*written, between=" · ")
    return Ask(_("Written in: {languages}", languages=languages), options)


def more_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """Whoever came to an event is chosen already."""
    if choice == "audience" and draft.event:
        return Goto("seen", _first(draft))
    return Goto(choice, draft)


def ask_audience(_draft: Draft, _desk: Desk) -> Ask:
    """Only those who said yes to messages, whatever is chosen."""
    options = [
        Option("everybody", _("Everybody")),
        Option("readers", _("Only who reads these languages")),
        Option("interests", _("Who likes something")),
        Option("ages", _("By age")),
    ]
    return Ask(_("Who is it for?"), options)


def audience_chosen(draft: Draft, choice: str) -> Goto[Draft]:
    """A choice replaces the one before."""
    fresh = replace(draft, only_readers=choice == "readers", interests=(), age_groups=())
    return Goto(choice if choice in ("interests", "ages") else "seen", _first(fresh))


def ask_interests(_draft: Draft, _desk: Desk) -> Ask:
    """Any of them."""
    options = [Option(each, each.label) for each in Interest]
    return Ask(_("Who likes what? Choose as many as you want."), options, expects=Several())


def interests_chosen(draft: Draft, interests: tuple[str, ...]) -> Goto[Draft]:
    """None is everybody."""
    return Goto("seen", replace(draft, interests=tuple(Interest(each) for each in interests)))


def ask_ages(_draft: Draft, _desk: Desk) -> Ask:
    """Any of them; who told no age is not meant then."""
    options = [Option(each, each.label) for each in AgeGroup]
    return Ask(_("Which age? Choose as many as you want."), options, expects=Several())


def ages_chosen(draft: Draft, ages: tuple[str, ...]) -> Goto[Draft]:
    """None is everybody."""
    return Goto("seen", replace(draft, age_groups=tuple(AgeGroup(each) for each in ages)))


def show_seen(draft: Draft, _desk: Desk) -> Goto[Draft]:
    """The message as it will stand on their phones."""
    seen = lines(_("👁 As they read it:"), Verbatim(draft.texts[draft.language]))
    return Goto("confirm", draft, tell=seen)


def ask_confirm(draft: Draft, desk: Desk) -> Ask:
    """How many it goes to stands in the sentence and on the button."""
    many = desk.campaigns.reach(draft.recipients)
    options = [
        Option("send", n_("Send it to {n} person", "Send it to {n} people", n=many)),
        *_others(draft, desk),
        *([] if draft.event else [Option("audience", _("Change who it is for"))]),
        Option("drop", _("Do not send it")),
    ]
    said = n_(
        "{n} person will get this message now.", "{n} people will get this message now.", n=many
    )
    text = lines(said, _missing(draft, desk), *_telling(draft, desk))
    return Ask(text, options, title=_("📣 Ready to send"))


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
    """Nothing leaves before this."""
    match choice:
        case "send":
            return _send(draft)
        case "audience":
            return Goto("audience", draft)
        case "drop":
            return End(_("Good. Nothing was sent."))
        case _:
            return Goto("seen", replace(draft, language=choice.removeprefix("see:")))


def _send(draft: Draft) -> Do[Draft]:
    def sent(done: Done[CampaignId]) -> Leave:  # from here no way leads back to sending again
        return Leave("announcing", {"campaign": done.value}, "progress")

    content, fallback = Content(dict(draft.texts)), Missing.FALLBACK
    command = Announce(content, draft.audience, fallback, None, draft.coming_to)
    return Do(command, then=sent, refused=End())


def to_last(_draft: Draft, desk: Desk) -> Move[Draft]:
    """How the newest one goes."""
    last = desk.campaigns.about("announcement")
    return Leave("desk") if last is None else Goto("progress", Draft(campaign=last))


def ask_progress(draft: Draft, desk: Desk) -> Ask | Leave:
    """How many have it, and the rest."""
    campaign = desk.campaigns.show(CampaignId(draft.campaign))
    if campaign is None:
        return Leave("desk")
    if campaign.state is CampaignState.PROPOSED:
        return _waits(campaign)
    counts = campaign.counts
    rest = counts.recipients - counts.sent - counts.waiting
    said = lines(
        _("📣 Sent: {sent} of {recipients}", sent=counts.sent, recipients=campaign.recipients),
        _("Waiting: {waiting}", waiting=counts.waiting) if counts.waiting else None,
        _("Not reached: {rest}", rest=rest) if rest else None,
        _("It was stopped.") if campaign.state is CampaignState.STOPPED else None,
        between="\n",
    )
    options = [Option("again", _("🔄 Look again"))] if counts.waiting else []
    if counts.waiting:
        options.append(Option("stop", _("⏹ Stop it")))
    return Ask(said, [*options, Option("desk", _("🗂 Desk"))])


def _waits(campaign: Campaign) -> Ask:
    said = n_(
        "It is for {n} person, so a colleague must confirm it at the desk first.",
        "It is for {n} people, so a colleague must confirm it at the desk first.",
        n=campaign.recipients,
    )
    return Ask(said, [Option("stop", _("⏹ Stop it")), Option("desk", _("🗂 Desk"))])


def ask_proposed(_draft: Draft, desk: Desk) -> Goto[Draft] | Leave:
    """The oldest one that somebody else has written, as people will see it."""
    member = desk.staff.of(desk.person.id)
    waiting = [] if member is None else desk.campaigns.proposed(member.id)
    campaign = desk.campaigns.show(waiting[0]) if waiting else None
    if campaign is not None:
        return Goto("decide", Draft(campaign=campaign.id), tell=campaign.text)
    return Leave("desk", tell=_("Nothing waits for you to confirm."))


def ask_decide(draft: Draft, desk: Desk) -> Ask | Leave:
    """The same sentence that the colleague has read."""
    campaign = desk.campaigns.show(CampaignId(draft.campaign))
    if campaign is None or campaign.state is not CampaignState.PROPOSED:
        return Leave("desk")
    many = campaign.recipients
    said = n_(
        "{n} person will get this message now.", "{n} people will get this message now.", n=many
    )
    options = [
        Option("send", n_("Send it to {n} person", "Send it to {n} people", n=many)),
        Option("stop", _("Do not send it")),
        Option("desk", _("🗂 Desk")),
    ]
    return Ask(said, options, title=_("📣 Ready to send"))


def decided(draft: Draft, choice: str) -> Move[Draft]:
    """Two have read it, or it is stopped."""
    if choice == "desk":
        return Leave("desk")
    campaign = CampaignId(draft.campaign)
    command = ConfirmCampaign(campaign) if choice == "send" else StopCampaign(campaign)
    then = Leave("announcing", {"campaign": draft.campaign}, "progress")
    return Do(command, then=then, refused=Leave("desk"))


def progress_chosen(draft: Draft, choice: str) -> Move[Draft]:
    """What has left cannot come back."""
    if choice == "desk":
        return Leave("desk")
    shown = Goto("progress", draft)
    if choice == "again":
        return shown
    return Do(StopCampaign(CampaignId(draft.campaign)), then=shown, refused=shown)


def _first(draft: Draft) -> Draft:
    """What is shown first is what was written first."""
    return replace(draft, language=next(iter(draft.texts)))


flow = Flow(
    "announcing",
    Draft,
    steps={
        "language": Step(ask_language, language_chosen, to=("words", "more")),
        "words": Step(ask_words, words_written, to=("more",)),
        "more": Step(ask_more, more_chosen, to=("audience", "seen", "language")),
        "audience": Step(ask_audience, audience_chosen, to=("interests", "ages", "seen")),
        "interests": Step(ask_interests, interests_chosen, to=("seen",)),
        "ages": Step(ask_ages, ages_chosen, to=("seen",)),
        "seen": Step(show_seen, never, to=("confirm",)),
        "confirm": Step(ask_confirm, confirmed, to=("seen", "audience"), flows=("announcing",)),
        "proposed": Step(ask_proposed, never, to=("decide",), flows=("desk",)),
        "decide": Step(ask_decide, decided, flows=("announcing", "desk")),
        "last": Step(to_last, never, to=("progress",), flows=("desk",)),
        "progress": Step(ask_progress, progress_chosen, to=("progress",), flows=("desk",)),
    },
)
