"""Messages that go by themselves, where a channel can do that."""

from dataclasses import replace

from bot.conversing.arriving import Arrived
from domain.speech.messages import Say
from domain.speech.text import _
from domain.work import Desk
from flows.engine.engine import Turn
from storage.store import Transaction

GO_BY_THEMSELVES = _(
    "Messages in this chat disappear after 4 weeks, on your phone and with us. You can change that "
    "in the settings of this chat."
)


def with_timer(
    work: Transaction, seconds: int | None, arrived: Arrived, desk: Desk, turn: Turn
) -> Turn:
    """Once, as soon as they have a language: let messages go by themselves, and say so.

    It stands before the question, which it leaves last, and after the hello.
    """
    who = arrived.who
    if seconds is None or who.timer is not None or not desk.person.language:
        return turn
    if who.person.id in work.forgotten or not turn.says:
        return turn
    work.conversations.set_timer(desk.person.id, who.channel, seconds)
    notice = Say(GO_BY_THEMSELVES, timer=seconds)
    return replace(turn, says=(*turn.says[:-1], notice, turn.says[-1]))
