"""What is said of a language that somebody has named and that we do not write."""

from domain.speech.text import Text, Verbatim, _
from domain.work import Desk
from flows.engine.endangered import not_spoken


def not_yet(named: str, desk: Desk) -> Text:
    """Before the languages that we do write; to whoever chose none yet, in their own, if we can."""
    own = None if desk.person.language else not_spoken(named, desk)
    return own or _(
        "We cannot write in this language yet: {language}. We write in these:",
        language=Verbatim(desk.own_name(named)),
    )


def instead(named: str, spoken: str, desk: Desk) -> Text | None:
    """What is said in the language that they get for the one they have named."""
    if named == spoken:
        return None
    return _(
        "{language} is not ready here yet. We write in {other}.",
        language=Verbatim(desk.own_name(named)),
        other=Verbatim(desk.own_name(spoken)),
    )
