"""What is said to somebody whose row cannot be opened, and what is done for them all the same.

Nobody knows where they are in their conversation, nothing can be sealed under their key, and no
question can be asked. But STOP always wins, and whoever asks for help reads whom to call.
"""

from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.conversing.arriving import Arrived
from bot.conversing.performing import Performing
from bot.conversing.person_desk import desk_for
from domain.operator.help import Help
from domain.speech.languages import Speak
from domain.speech.messages import Say
from flows.engine.engine import CALM, Engine, Turn
from storage.outbox.repository import Reply
from storage.store import StorageError, Transaction

log = structlog.get_logger()


@dataclass(frozen=True)
class Excusing:
    """Answers in the place of the conversation."""

    engine: Engine
    speak: Speak
    help: Help

    def heard(self, work: Transaction, arrived: Arrived, now: datetime) -> bool:
        """Do what can be done, or say one calm sentence; whether their message was handled.

        Raises StorageError when the database cannot take it now.
        """
        log.error("a row cannot be opened", channel=arrived.message.channel, mend="lipa check")
        turn = self._always(work, arrived, now)
        for say in (Say(CALM),) if turn is None else turn.says:
            self.say(work, arrived, say, now)
        return turn is not None

    def say(self, work: Transaction, arrived: Arrived, say: Say, now: datetime) -> None:
        """Answer where they wrote from, without their key."""
        who, hint = arrived.who, arrived.message.language
        language = who.person.language or self.speak.closest(hint) or "en"
        reply = Reply(who.person.id, who.channel, who.address, language, say)
        work.outbox.excuse(reply, now)

    def _always(self, work: Transaction, arrived: Arrived, now: datetime) -> Turn | None:
        try:
            desk = desk_for(arrived, now, self.help, self.speak, work)
            with Performing(work, desk) as performing:
                return self.engine.always(arrived.message, desk, performing.perform)
        except StorageError:
            raise
        except Exception:  # the edge of a message: the others of the batch must not suffer
            log.exception("message failed", channel=arrived.message.channel)
            return None
