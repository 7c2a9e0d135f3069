"""The shapes in which the daemon tells what came in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.platforms.signal.calls import versions
from tests.platforms.signal.calls.refusals import Json

if TYPE_CHECKING:
    from tests.platforms.signal.phone import Phone
    from tests.platforms.signal.world import World

LATER = 120  # milliseconds from a phone to the server, and a little more to the daemon
LONGEST = 2_000  # bytes of a text


@dataclass(frozen=True, slots=True)
class File:
    """A file on a phone."""

    media_type: str
    data: bytes
    name: str | None = None
    caption: str | None = None


def event(world: "World", person: "Phone", stamp: int, **parts: Any) -> Json:
    """What a client is told of one envelope; without `parts` nothing could be read in it."""
    envelope = {
        "source": person.number or person.uuid,
        "sourceNumber": person.number,
        "sourceUuid": person.uuid,
        "sourceName": person.name,
        "sourceDevice": person.device,
        "timestamp": stamp,
        "serverReceivedTimestamp": stamp + LATER,
        "serverDeliveredTimestamp": stamp + LATER + 30,
    }
    return {"envelope": envelope | parts, "account": world.account}


def data(world: "World", stamp: int, message: str | None, expires: int, **parts: Any) -> Json:
    """A `dataMessage`; from 0.13.21 on it says whether it only changes the timer."""
    made: Json = {"timestamp": stamp, "message": message, "expiresInSeconds": expires}
    if versions.at_least(world.version, versions.EXPIRATION_FLAG):
        made["isExpirationUpdate"] = False
    return made | {"viewOnce": False} | parts


def text(world: "World", words: str) -> tuple[str, Json]:
    """A text as it comes in: before 0.14.0 a long one is cut, and whole in a file beside it."""
    whole = words.encode()
    if len(whole) <= LONGEST or versions.at_least(world.version, versions.WHOLE_TEXT):
        return words, {}
    short = whole[:LONGEST].decode(errors="ignore")
    return short, {"attachments": [attachment(world, File("text/x-signal-plain", whole))]}


def attachment(world: "World", file: File) -> Json:
    """A file that has come in; the daemon keeps its bytes."""
    ending = file.media_type.partition("/")[2]
    name = world.keep(file.data, ending)
    picture = file.media_type.startswith("image/")
    return {
        "contentType": file.media_type,
        "filename": file.name,
        "id": name,
        "size": len(file.data),
        "width": 640 if picture else None,
        "height": 480 if picture else None,
        "caption": file.caption,
        "uploadTimestamp": world.now_ms(),
    }


def quote(world: "World", stamp: int, words: str) -> Json:
    """What stands above an answer: our message, by its timestamp."""
    number, uuid = world.account, world.uuid
    author = {"author": number, "authorNumber": number, "authorUuid": uuid}
    return {"id": stamp, **author, "text": words, "attachments": [], "textStyles": []}


def reaction(world: "World", stamp: int, emoji: str, *, remove: bool) -> Json:
    """A sign put on one of our messages."""
    target = {"targetAuthor": world.account, "targetAuthorNumber": world.account}
    target |= {"targetAuthorUuid": world.uuid}
    return {"emoji": emoji, **target, "targetSentTimestamp": stamp, "isRemove": remove}


def receipt(when: int, stamps: list[int], *, read: bool) -> Json:
    """Delivered, or read."""
    kind = {"isDelivery": not read, "isRead": read, "isViewed": False}
    return {"when": when, **kind, "timestamps": stamps}


def untrusted(told: Json) -> Json:
    """The keys behind the address are not the ones we know."""
    envelope: Json = told["envelope"]
    bare = {name: value for name, value in envelope.items() if not name.endswith("Message")}
    words = f"Untrusted identity: {envelope['sourceUuid']}"
    problem = {"message": words, "type": "UntrustedIdentityException"}
    return {"exception": problem, "envelope": bare, "account": told["account"]}
