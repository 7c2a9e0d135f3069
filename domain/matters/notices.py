"""What people hear of their message to the team."""

from domain.matters.doors import HEARD
from domain.matters.matter import GUARDED, Matter, MatterId
from domain.speech.languages import Intent
from domain.speech.messages import Option, Say
from domain.speech.spoken_words import words_for
from domain.speech.text import Verbatim, _, lines, n_

WAITS = Say(_("🔔 Something waits for you alone. Please open /desk now."))


def waits_locked(matter: MatterId) -> Say:
    """What readers hear of a message that only their key opens."""
    said = _(
        "🔔 Message {number} waits for you alone. Please open it on the computer.", number=matter
    )
    return Say(said)


def new_messages(many: int) -> Say | None:
    """How many wait for an answer; None when all were answered meanwhile."""
    if not many:
        return None
    said = n_(
        "🔔 Something is new: {n} message waits for an answer.",
        "🔔 Something is new: {n} messages wait for an answer.",
        n=many,
    )
    return Say(lines(said, _("To read it, write /desk and choose Messages.")))


def handed(matter: MatterId) -> Say:
    """What whoever goes on with a message hears."""
    said = _("🔔 A colleague has handed message {number} to you.", number=matter)
    return Say(lines(said, _("To read it, write /desk and choose Messages.")))


def answered_sealed(matter: Matter, words: str) -> Say:
    """As `answered`; it asks nothing, so that it is kept nowhere once it was sent."""
    said = lines(
        _("🔔 There is an answer to your message {number}.", number=matter.id),
        Verbatim(words)
        if words
        else _("To read it, write “{message}”.", message=words_for(Intent.MESSAGE)),
        _("To write more, write “{message}”.", message=words_for(Intent.MESSAGE))
        if words
        else None,
    )
    return Say(said, sensitive=True)


def answered(matter: Matter, words: str) -> Say:
    """What arrives on their phone; the first line says nothing of what it is about.

    Without words, they read it behind their number.
    """
    said = lines(
        _("🔔 There is an answer to your message {number}.", number=matter.id),
        Verbatim(words)
        if words
        else _("To read it, write “{message}”.", message=words_for(Intent.MESSAGE)),
    )
    options = (Option("thanks", _("Thank you")), Option("more", _("I want to write more")))
    asks = HEARD(matter.id)
    return Say(said, options=options, asks=asks, sensitive=matter.subject in GUARDED)


def expired(matter: Matter) -> Say:
    """That it was closed without an answer; the first line says nothing of what it is about."""
    said = lines(
        _("🔔 Nobody has answered your message {number}. We are sorry.", number=matter.id),
        _(
            "It is closed now. If you still need an answer, write “{message}” or ask somebody who "
            "works here: “{help}”",
            message=words_for(Intent.MESSAGE),
            help=words_for(Intent.HELP),
        ),
    )
    return Say(said, sensitive=matter.subject in GUARDED)
