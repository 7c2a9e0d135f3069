"""The parameters of each method, by name; the daemon ignores all others without a word."""

from collections.abc import Mapping
from typing import Any

from tests.platforms.signal.calls import versions
from tests.platforms.signal.calls.refusals import Json, not_cast

LISTS = {
    "recipient",
    "groupId",
    "username",
    "attachment",
    "mention",
    "textStyle",
    "quoteMention",
    "quoteTextStyle",
    "quoteAttachment",
    "option",
}
TO = ("recipient", "groupId", "username", "noteToSelf")
KNOWN: Mapping[str, tuple[str, ...]] = {
    "send": (
        *TO,
        "message",
        "attachment",
        "viewOnce",
        "mention",
        "textStyle",
        "quoteTimestamp",
        "quoteAuthor",
        "quoteMessage",
        "quoteMention",
        "quoteTextStyle",
        "quoteAttachment",
        "previewUrl",
        "previewTitle",
        "previewDescription",
        "previewImage",
        "editTimestamp",
        "endSession",
        "sticker",
        "noUrgent",
        "voiceNote",
    ),
    "sendTyping": ("recipient", "groupId", "stop"),
    "sendReceipt": ("recipient", "targetTimestamp", "type"),
    "sendReaction": (*TO, "emoji", "targetAuthor", "targetTimestamp", "remove"),
    "remoteDelete": (*TO, "targetTimestamp"),
    "updateContact": ("recipient", "name", "givenName", "familyName", "expiration"),
    "removeContact": ("recipient", "forget", "hide"),
    "trust": ("recipient", "trustAllKnownKeys", "verifiedSafetyNumber"),
    "listAccounts": (),
    "listDevices": (),
    "listIdentities": ("number",),
    "listContacts": ("recipient", "allRecipients", "blocked", "name", "detailed"),
    "getAttachment": ("id", "recipient", "groupId"),
    "getUserStatus": ("recipient", "username"),
    "version": (),
    "subscribeReceive": (),
    "unsubscribeReceive": ("subscription",),
    "submitRateLimitChallenge": ("challenge", "captcha"),
    "updateProfile": ("givenName", "familyName", "about", "aboutEmoji", "avatar", "removeAvatar"),
    "updateAccount": (
        "deviceName",
        "username",
        "deleteUsername",
        "numberSharing",
        "discoverableByNumber",
        "unrestrictedUnidentifiedSender",
    ),
    "sendPollCreate": (*TO, "question", "option", "noMulti"),
    "sendPollTerminate": (*TO, "pollTimestamp"),
    "quitGroup": ("groupId", "delete", "admin"),
    "block": ("recipient", "groupId"),
    "unblock": ("recipient", "groupId"),
}
SINCE = {
    "sendPollCreate": versions.POLLS,
    "sendPollTerminate": versions.POLLS,
    "send.noUrgent": versions.NO_URGENT,
    "send.voiceNote": versions.VOICE_NOTE,
}
WITHOUT_ACCOUNT = {"listAccounts", "version", "subscribeReceive", "unsubscribeReceive"}
ONE = {"sendReceipt", "updateContact", "trust", "removeContact"}  # one recipient, a string
STAMPS = ("targetTimestamp", "quoteTimestamp", "editTimestamp", "pollTimestamp")
SMALL = 2**31


def known(method: str, version: str) -> bool:
    """Whether this version has the method."""
    since = SINCE.get(method, "0")
    return method in KNOWN and versions.at_least(version, since)


def strangers(method: str, params: Json, version: str) -> list[str]:
    """Names that the daemon would ignore."""
    return [name for name in params if name != "account" and not _takes(method, name, version)]


def _takes(method: str, name: str, version: str) -> bool:
    single = _single(name)
    since = SINCE.get(f"{method}.{single}", "0")
    return single in KNOWN[method] and versions.at_least(version, since)


def _single(name: str) -> str:
    return name[:-1] if name.endswith("s") and name[:-1] in LISTS else name


def tidied(method: str, params: Json) -> Json:
    """Lists under their single name, as lists; everything else as it is."""
    tidy: Json = {}
    for name, value in params.items():
        single = _single(name)
        if single in LISTS and single in KNOWN[method] and method not in ONE:
            tidy[single] = tidy.get(single, []) + (value if isinstance(value, list) else [value])
        else:
            tidy[name] = value
    return tidy


def check_stamps(params: Json) -> None:
    """A timestamp is a long: no text, and nothing that Java would read as an int."""
    for name in STAMPS:
        value = params.get(name)
        for each in value if isinstance(value, list) else [value]:
            _check_stamp(each)


def _check_stamp(value: Any) -> None:
    if isinstance(value, str):
        raise not_cast("String")
    if isinstance(value, float):
        raise not_cast("Double")
    if isinstance(value, int) and abs(value) < SMALL:
        raise not_cast("Integer")
