"""Taking a message to the team back, as long as nobody has read it."""

from dataclasses import dataclass

from domain.matters.matter import NO_MATTER, MatterId, MatterState
from domain.outcome import Command, Done, Outcome, Refused
from domain.speech.languages import Intent
from domain.speech.spoken_words import words_for
from domain.speech.text import _
from domain.staff.audit import View
from domain.work import Work

READ = _(
    "Somebody here has read your message already. To see where it stands, write “{messages}”.",
    messages=words_for(Intent.MESSAGE),
)


@dataclass(frozen=True, slots=True)
class WithdrawMatter(Command[None]):
    """I have deleted what I wrote, and want nobody to read it."""

    matter: MatterId


def withdraw_matter(command: WithdrawMatter, work: Work) -> Outcome[None]:
    """Only by whoever wrote it, and before anybody here has read, taken or answered it."""
    matter = work.matters.get(command.matter)
    if matter is None or matter.person != work.person:
        return Refused(NO_MATTER)
    read = work.audit.looked_at(View.MESSAGE, str(matter.id))
    if read or matter.holder is not None or matter.state is not MatterState.OPEN:
        return Refused(READ)
    work.matters.remove(matter.id)
    return Done(None)
