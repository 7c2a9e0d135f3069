"""What nobody needs any more is not kept for ever: whoever is silent is asked, then erased.

Once, in their language, after a year without any message. Whoever told us not to write, or never
allowed it, is not asked, and erased when the time to answer would be over. Staff, and whoever has
something to come, are left alone.
"""

from dataclasses import replace

from domain.lives.stop_and_forget import FAREWELL, erase
from domain.outcome import Done, Outcome
from domain.people.doors import SILENT
from domain.people.person import PersonId
from domain.people.rights import ANSWER_WITHIN, AskTheSilent
from domain.reminders.reminder import QUIET_FROM, QUIET_UNTIL
from domain.speech.messages import Option, Say
from domain.speech.text import _, lines
from domain.work import Work

KEEP_OR_ERASE = (Option("keep", _("Keep it")), Option("erase", _("Erase it")))
SHALL_WE = lines(
    _("🔔 We have not heard from you for a year."),
    _("Shall we keep what we know about you?"),
    _("Without an answer in {days} days we erase everything.", days=ANSWER_WITHIN.days),
)


def ask_the_silent(_command: AskTheSilent, work: Work) -> Outcome[int]:
    """By day only. Its value says how many people were asked or erased: 0 when nobody is left."""
    if not QUIET_UNTIL <= work.now.astimezone(work.zone).time() < QUIET_FROM:
        return Done(0)
    gone = work.lives.silent_too_long(work.now)
    for person in gone:
        _let_go(person, work)
    asked = work.lives.silent(work.now)
    for person in asked:
        work.lives.note_asked(person, work.now)
        say = Say(SHALL_WE, options=KEEP_OR_ERASE, asks=SILENT())
        work.posts.write(person, say, work.now, work.now + ANSWER_WITHIN)
    return Done(len(gone) + len(asked))


def _let_go(person: PersonId, work: Work) -> None:
    """Whom we may not write to hears nothing now, either."""
    farewell = FAREWELL if work.people.get(person).hears_from_us else None
    erase(replace(work, person=person), farewell)
