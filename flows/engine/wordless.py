"""Pictures and voices: what is written beside them is taken, and they hear that the rest is not.

It is said once, not once for each picture of an album. It is no misunderstanding: nobody is asked
to write it in other words.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.operator.help import Contact
from domain.speech.languages import Intent
from domain.speech.messages import Incoming, Kind
from domain.speech.text import Ltr, Text, _, lines
from flows.engine.ear.heard import Ear, Heard, Nothing, Wordless
from flows.engine.turn import Run

ONCE_IN = 120  # seconds: an album, or whoever sends one voice message after the other
MOST_CALLED = 2
ONLY_WORDS = _("Only words arrive here yet: no voice messages, no pictures. Please write it.")
ONLY_THE_WORDS = _("Only the words arrived: we cannot see pictures or files yet.")
_BESIDE_WORDS = (Kind.PHOTO, Kind.FILE, Kind.VOICE, Kind.OTHER)


def without_words(kind: Kind, ear: Ear) -> Heard:
    """Something to be said, unless it was said a moment ago of a picture of the same album."""
    now = ear.desk.now.timestamp()
    album = kind in (Kind.PHOTO, Kind.FILE) and _was_said(ear.place.album, now)
    said = kind is not Kind.OTHER and _was_said(ear.place.wordless, now)
    return Nothing() if said or album else Wordless()


def tell_wordless(run: Run) -> None:
    """Only words arrive; whom to call if it cannot be written. What was asked is asked again."""
    run.said.append(lines(ONLY_WORDS, *_to_call(run.desk.help.contacts), between="\n"))
    if run.desk.person.language:
        run.beside += run.registry.named([Intent.HUMAN])
    run.ask()
    run.place = replace(run.place, wordless=run.desk.now.timestamp())


def note_picture(run: Run, incoming: Incoming) -> None:
    """Words that came beside a picture are heard; the first time, say that it did not arrive."""
    now = run.desk.now.timestamp()
    if incoming.kind in _BESIDE_WORDS and incoming.words:
        if not _was_said(run.place.album, now):
            run.said.append(ONLY_THE_WORDS)
        run.place = replace(run.place, album=now)


def _was_said(at: float, now: float) -> bool:
    return 0 <= now - at < ONCE_IN


def _to_call(contacts: tuple[Contact, ...]) -> Iterator[Text]:
    """The first of those who can be called."""
    for each in [contact for contact in contacts if contact.phone][:MOST_CALLED]:
        yield _("☎ {phone} {name}", phone=Ltr(each.phone), name=each.name)
