"""One call on its way to phones: who gets it, and what the daemon says of that."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.platforms.signal.calls.refusals import (
    LIMITED,
    UNTRUSTED,
    USER,
    Json,
    Refused,
    no_connection,
    no_session,
    user_error,
)
from tests.platforms.signal.faults import OF_RECIPIENTS, Fault, Trouble
from tests.platforms.signal.phone import Phone
from tests.platforms.signal.rates import RETRY_AFTER
from tests.platforms.signal.world import World

ACI = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NUMBER = re.compile(r"\+[1-9]\d{4,30}")
OTHERS = ("PNI:", "u:")
CODES = {Trouble.IDENTITY.value: UNTRUSTED, Trouble.LIMIT.value: LIMITED}
WORDS = {UNTRUSTED: "due to untrusted identities", LIMITED: "due to rate limiting"}
Act = Callable[[Phone], None]


@dataclass(slots=True)
class Sending:
    """A call with its fault, if it has one. `counted`: it is a message, so limits hold for it."""

    world: World
    method: str
    params: Json
    fault: Fault | None
    counted: bool = False
    files: int = 0

    def to(self, recipients: Sequence[str], act: Act, stamp: int) -> Json:
        """Do this to all these phones; the result, or an error when nobody was reached."""
        if self.fault is not None and self.fault.trouble is Trouble.IO:
            if self.fault.after:
                self._all(recipients, act, stamp)
            raise no_connection()
        if self.fault is not None and self.fault.trouble is Trouble.SESSION:
            raise no_session(str(recipients[0]))
        results = self._all(recipients, act, stamp)
        response = {"timestamp": stamp, "results": results}
        kinds = {result["type"] for result in results}
        if "SUCCESS" in kinds or not results:
            return response
        code = CODES.get(kinds.pop(), USER) if len(kinds) == 1 else USER
        words = f"Failed to send message {WORDS.get(code, '')}".strip()
        raise Refused(code, words, {"response": response})

    def _all(self, recipients: Sequence[str], act: Act, stamp: int) -> list[Json]:
        checked = [_checked(each) for each in recipients]
        return [self._one(each, act, stamp) for each in checked]

    def _one(self, recipient: str, act: Act, stamp: int) -> Json:
        person = self.world.find(recipient)
        number = person.number if person else recipient if recipient.startswith("+") else None
        uuid = person.uuid if person else None if number else recipient
        address = {"uuid": uuid, "number": number, "username": None}
        fault = self.fault
        ordered = fault is not None and fault.trouble in OF_RECIPIENTS
        if fault is not None and ordered and fault.recipient in ("", recipient):
            if fault.after and person is not None:
                person.take(act, stamp, confirm=self.counted)
            return {"recipientAddress": address, **self._ordered(fault)}
        outcome = self._outcome(recipient, person)
        if outcome["type"] == "SUCCESS" and person is not None:
            person.take(act, stamp, confirm=self.counted)
        return {"recipientAddress": address, **outcome}

    def _ordered(self, fault: Fault) -> Json:
        if fault.trouble is not Trouble.LIMIT:
            return {"type": fault.trouble.value}
        if fault.token:
            self.world.rates.challenge = fault.token
        after = fault.retry_after or (RETRY_AFTER if fault.token else None)
        return {"type": Trouble.LIMIT.value, "token": fault.token, "retryAfterSeconds": after}

    def _outcome(self, recipient: str, person: Phone | None) -> Json:
        world = self.world
        if not world.online:
            numbered = not ACI.fullmatch(recipient)
            return {"type": Trouble.UNREGISTERED.value if numbered else Trouble.NETWORK.value}
        if person is None or not person.registered:
            return {"type": Trouble.UNREGISTERED.value}
        if self.counted:
            excess = self._excess(person)
            if excess:
                return excess
        if not world.trusts(person.uuid, person.identity):
            return {"type": Trouble.IDENTITY.value}
        world.sessions.add((person.uuid, person.identity))
        return {"type": "SUCCESS"}

    def _excess(self, person: Phone) -> Json:
        """What the servers say to a message that is one too many."""
        world, rates = self.world, self.world.rates
        new = (person.uuid, person.identity) not in world.sessions
        broken = rates.excess(person.uuid, world.clock.now(), session=new, files=self.files)
        if not broken:
            return {}
        if rates.mode == "assert":
            world.violate(self.method, f"faster than allowed for {broken}")
            return {}
        token = rates.challenge
        after = RETRY_AFTER if token else None
        return {"type": Trouble.LIMIT.value, "token": token, "retryAfterSeconds": after}


def _checked(recipient: object) -> str:
    words = str(recipient)
    if ACI.fullmatch(words) or NUMBER.fullmatch(words) or words.startswith(OTHERS):
        return words
    raise user_error(f'"{words}" is not a valid recipient')
