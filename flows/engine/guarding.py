"""Who may stand at a step: asked before it is shown and before an answer there is heard.

Where adults may what others may not, nobody is taken for an adult because we do not know their age:
it is asked for, once, of whoever takes part. The yes to taking part comes first, in the flow.
"""

from collections.abc import Sequence

from domain.people.doors import AGE, CHOOSE_PIN, NEW_PHONE, PIN
from domain.speech.languages import Intent
from domain.speech.messages import Prompt
from domain.speech.text import Message
from domain.staff.member import NOT_STAFF, UNCONFIRMED
from domain.work import Desk
from flows.engine.kit import Guard
from flows.engine.place import Frame
from flows.engine.registry import AnyFlow, Registry

# What strangers may want before they have a language, and what waits until they have one.
FOR_ALL = (Intent.STOP, Intent.LINK, Intent.DANGER)
LATER = (Intent.MENU, Intent.EVENTS, Intent.LEGAL, Intent.SURVEY, Intent.MY_APPOINTMENTS)


def barred(flow: AnyFlow, step: str, desk: Desk) -> Prompt | Message | None:
    """What stands before a step: a conversation to be had first, or a sentence that ends this.

    None: nothing does. A phone with new keys, which somebody else may hold by now, is let in by the
    number alone, however lately it was said on the phone before. At the desk a member's own number
    is asked for, whether their phone is shared or not: phones are lent and stolen.
    """
    return _guarded(flow, step, desk) or _age_first(flow, step, desk)


def _age_first(flow: AnyFlow, step: str, desk: Desk) -> Prompt | None:
    unknown = desk.person.takes_part and desk.person.age_group is None
    return AGE() if unknown and flow.asks_age(step) else None


def _guarded(flow: AnyFlow, step: str, desk: Desk) -> Prompt | Message | None:
    guard = flow.guard_of(step)
    if guard is Guard.STAFF:
        member = desk.staff.of(desk.person.id)
        if member is None or not (member.trusted and flow.open_to(member)):
            return UNCONFIRMED if member is not None and not member.trusted else NOT_STAFF
        if not desk.person.pin:
            return CHOOSE_PIN()
    if guard is Guard.NONE:
        return None
    if desk.doubted:
        return _before_a_new_phone(desk)
    return PIN() if desk.person.is_locked(desk.now) else None


def _before_a_new_phone(desk: Desk) -> Prompt | Message:
    if desk.staff.of(desk.person.id) is not None:
        return UNCONFIRMED
    return PIN() if desk.person.pin else NEW_PHONE()


def off_the_desk(frames: Sequence[Frame], registry: Registry, desk: Desk) -> tuple[Frame, ...]:
    """What is under way below a step that is barred, without the desk: nothing of it is left."""
    flows = ((frame, registry.flow(frame.flow, desk)) for frame in frames[:-1])
    return tuple(frame for frame, flow in flows if flow is None or flow.guard is not Guard.STAFF)
