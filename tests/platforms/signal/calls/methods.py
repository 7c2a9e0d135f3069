"""What each method does; on phones, and on the daemon's disk."""

from collections.abc import Callable
from typing import Any

from tests.platforms.signal import knowledge
from tests.platforms.signal.calls.content import bubble_of
from tests.platforms.signal.calls.refusals import UNEXPECTED, USER, Json, Refused, user_error
from tests.platforms.signal.delivering import Sending
from tests.platforms.signal.phone import Phone

Method = Callable[[Sending], Any]
MOST_OPTIONS, LONGEST_OPTION = 10, 100


def send(call: Sending) -> Json:
    """``send``: a message, or with ``editTimestamp`` another text for an earlier one."""
    world, params, stamp = call.world, call.params, call.world.stamp()
    made = bubble_of(world, params, stamp)
    made.group = _group(call)
    call.counted, call.files = True, len(made.files)
    target = params.get("editTimestamp")

    def act(phone: Phone) -> None:
        if target is not None:
            phone.change(target, stamp, made)
        else:
            made.expires = world.contact(phone.uuid).expiration
            phone.show(made)

    return call.to(_recipients(call), act, stamp)


def send_poll(call: Sending) -> Json:
    """``sendPollCreate``."""
    options = [str(each) for each in call.params.get("option", ())]
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise user_error("A poll needs between 2 and 10 options")
    if any(not 1 <= len(each) <= LONGEST_OPTION for each in options):
        raise user_error("Poll options must have between 1 and 100 characters")
    question = str(call.params.get("question") or "")
    call.params = {**call.params, "message": question, "poll": tuple(options)}
    return send(call)


def end_poll(call: Sending) -> Json:
    """``sendPollTerminate``."""
    target = call.params["pollTimestamp"]

    def act(phone: Phone) -> None:
        bubble = phone.named(target)
        if bubble is not None:
            bubble.poll = ()

    return call.to(_recipients(call), act, call.world.stamp())


def send_typing(call: Sending) -> Json:
    """``sendTyping``."""

    def act(phone: Phone) -> None:
        phone.typing = not call.params.get("stop", False)

    return call.to(_recipients(call), act, call.world.stamp())


def send_receipt(call: Sending) -> Json:
    """``sendReceipt``; a list of recipients becomes a number that nobody has, in silence."""
    wanted, targets = call.params.get("recipient"), call.params.get("targetTimestamp")
    if isinstance(wanted, list):
        call.world.violate(call.method, "a list given to sendReceipt is read as a number")
        number = "+" + "".join(sign for sign in str(wanted) if sign.isdigit())
        address = {"uuid": None, "number": number, "username": None}
        result = {"recipientAddress": address, "type": "SUCCESS"}
        return {"timestamp": call.world.stamp(), "results": [result]}
    stamps: list[Any] = targets if isinstance(targets, list) else [targets]
    if call.params.get("type", "read") not in ("read", "viewed"):
        raise user_error(f"Unknown receipt type: {call.params['type']}")
    return call.to([_one(call)], lambda phone: phone.read_by_bot.extend(stamps), call.world.stamp())


def send_reaction(call: Sending) -> Json:
    """``sendReaction``."""
    target, emoji = call.params.get("targetTimestamp"), str(call.params.get("emoji", ""))

    def act(phone: Phone) -> None:
        found = phone.bubbles_ever.get(target) if isinstance(target, int) else None
        if found is not None and call.params.get("remove"):
            found.reactions.pop("bot", None)
        elif found is not None:
            found.reactions["bot"] = emoji

    return call.to(_recipients(call), act, call.world.stamp())


def remote_delete(call: Sending) -> Json:
    """``remoteDelete``."""
    target = call.params["targetTimestamp"]
    return call.to(_recipients(call), lambda phone: phone.erase(target), call.world.stamp())


def update_contact(call: Sending) -> Json:
    """``updateContact``: a name in the daemon's book, and the timer on both sides."""
    contact, seconds = call.world.contact(_one(call)), call.params.get("expiration")
    contact.name = str(call.params.get("name") or contact.name)
    if seconds is not None and seconds != contact.expiration:
        contact.expiration = seconds

        def act(phone: Phone) -> None:
            phone.timer = seconds

        call.to([_one(call)], act, call.world.stamp())
    return {}


def remove_contact(call: Sending) -> Json:
    """``removeContact``: with ``forget`` nothing is kept."""
    uuid = _one(call)
    if call.params.get("forget"):
        call.world.forget(uuid)
    else:
        call.world.contacts.pop(uuid, None)
    return {}


def trust(call: Sending) -> Json:
    """``trust``."""
    if not call.params.get("trustAllKnownKeys"):
        raise user_error("You need to specify the fingerprint/safety number you have verified")
    if not call.world.accept(_one(call)):
        words = "Failed to set the trust for this number, make sure the number is correct."
        raise Refused(USER, words)
    return {}


def block(call: Sending) -> Json:
    """``block`` and ``unblock``."""
    for uuid in call.params.get("recipient", ()):
        call.world.contact(uuid).blocked = call.method == "block"
    return {}


def quit_group(call: Sending) -> Json:
    """``quitGroup``."""
    members = call.world.groups.pop(_group(call), None)
    if members is None:
        raise user_error("Failed to quit group: Group not found")
    return {"timestamp": call.world.stamp(), "results": []}


METHODS: dict[str, Method] = {
    "send": send,
    "sendPollCreate": send_poll,
    "sendPollTerminate": end_poll,
    "sendTyping": send_typing,
    "sendReceipt": send_receipt,
    "sendReaction": send_reaction,
    "remoteDelete": remote_delete,
    "updateContact": update_contact,
    "removeContact": remove_contact,
    "trust": trust,
    "block": block,
    "unblock": block,
    "quitGroup": quit_group,
    "listAccounts": knowledge.list_accounts,
    "listDevices": knowledge.list_devices,
    "listIdentities": knowledge.list_identities,
    "listContacts": knowledge.list_contacts,
    "getAttachment": knowledge.get_attachment,
    "getUserStatus": knowledge.get_user_status,
    "submitRateLimitChallenge": knowledge.submit_challenge,
    "updateProfile": knowledge.update_profile,
    "updateAccount": knowledge.update_account,
    "version": lambda call: {"version": call.world.version},
}


def _recipients(call: Sending) -> list[str]:
    people = list(call.params.get("recipient", ()))
    for group in call.params.get("groupId", ()):
        if group not in call.world.groups:
            raise user_error(f"Invalid group id: {group}")
        people += [uuid for uuid in call.world.groups[group] if uuid not in people]
    if not people:
        raise user_error("No recipients given")
    return people


def _one(call: Sending) -> str:
    """The recipient where there is just one; a list is read as text, and names nobody."""
    wanted = call.params.get("recipient")
    if isinstance(wanted, list):
        call.world.violate(call.method, "takes one recipient, no list")
    if not isinstance(wanted, str):
        raise Refused(UNEXPECTED, 'Cannot invoke "String.startsWith" (NullPointerException)')
    return wanted


def _group(call: Sending) -> str:
    wanted = call.params.get("groupId") or [""]
    return str(wanted[0] if isinstance(wanted, list) else wanted)
