"""A message that came in and a message that goes out, the same on every channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.speech.text import Json, Text, from_json, to_json

MENU_KEY = "_menu"  # the option that leads to the menu
ANSWER_KEY = "_answer"  # the option that makes of what was said before the awaited answer
MENU_PRESS = "menu"  # what its button brings back, from any message of any age
_BESIDE = ("_wish:", "_ask:")  # options that lead elsewhere, and whose buttons never grow old


class Kind(StrEnum):
    """What came in; it says which fields of `Incoming` mean something."""

    WORDS = "words"
    PRESS = "press"  # of a button
    VOICE = "voice"
    PHOTO = "photo"
    FILE = "file"
    STICKER = "sticker"
    OTHER = "other"  # something we do not know; answered kindly
    LEFT = "left"  # the person blocked us
    RETURNED = "returned"  # the person unblocked us
    GROUP = "group"  # somebody wrote to us in a group, where we do not talk
    REACTION = "reaction"  # `words` is a sign put on our message `quoted`
    EDITED = "edited"  # `words` stand now where the person's message with the key `quoted` stood
    DELETED = "deleted"  # the person's message with the key `quoted` is gone from both phones
    TIMER = "timer"  # messages in this chat go by themselves after `words` seconds; 0: they stay
    CHANGED = "changed"  # the keys behind the address are new: another phone, or another person


def leads_elsewhere(key: str) -> bool:
    """Whether an option stands beside a question, and leads to a wish or another question."""
    return key.startswith(_BESIDE)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of one person. `key` is the platform's, unique per channel and sender.

    `name` is what the channel calls the message, where it lets us delete it; empty elsewhere.
    """

    channel: str
    address: str = field(repr=False)
    key: str
    at: datetime
    kind: Kind = Kind.WORDS
    words: str = field(default="", repr=False)
    press: str = field(default="", repr=False)  # what the button carries: `prompt:index`
    quoted: str = field(default="", repr=False)  # the channel's name of the message it answers
    language: str = ""  # what the platform believes; a hint, never a decision
    name: str = ""

    @property
    def called(self) -> str:
        """What later changes of this message call it in `quoted`."""
        return self.name or self.key


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. `key` is stored; keys that begin with `_` belong to the engine."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class File:
    """A small file that goes out with a message.

    Its content is bytes, or else `words`, said in the reader's language like the message itself.
    """

    name: str
    media_type: str
    content: bytes = field(default=b"", repr=False)
    words: Text | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A step of a flow, the first if it is empty, and the values of the draft it is entered with.

    An answer to a message outside the conversation goes there, and so do wishes, links and moves
    from other flows. It is made by opening a `Door`, and stored as it is.
    """

    flow: str
    step: str
    draft: Json = field(repr=False)


@dataclass(frozen=True, slots=True)
class Say:
    """Something to be said to a person, in their language at the moment of sending.

    Its options answer `asks`, or else the question of the person's conversation that `prompt`
    numbers. `typed`: words are awaited, so options are not numbered. `instead_of`: what the channel
    calls an earlier message that this one may replace on the screen (a box was ticked). `timer`:
    messages in this chat go by themselves after so many seconds, where a channel can do that.
    `explained`: where options are numbered, it is said below how to answer.
    `offer`: its first option takes what is kept for them while it stands, its last one declines.
    """

    text: Text = field(repr=False)
    title: Text | None = field(default=None, repr=False)
    options: tuple[Option, ...] = field(default=(), repr=False)
    prompt: str = ""
    asks: Prompt | None = None
    typed: bool = False
    file: File | None = None
    sensitive: bool = False
    instead_of: str = ""
    timer: int | None = None
    explained: bool = False
    offer: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button as its reader sees it. `data` comes back as `Incoming.press`, at most 64 bytes."""

    data: str
    label: str = field(repr=False)
    beside: bool = False  # shares a row with its neighbour (back, more, done)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A rendered message, ready for a channel."""

    text: str = field(repr=False)
    title: str = field(default="", repr=False)
    buttons: tuple[Button, ...] = ()
    file: File | None = None
    right_to_left: bool = False
    numbered: bool = True  # a channel without buttons may number them
    instead_of: str = ""  # a message that this one may replace, where a channel can do that
    digits: str = "0123456789"  # the reader's
    menu: str = ""  # what 0 leads to, where options are numbered
    hint: str = ""  # how to answer where there are no buttons; empty once people know it
    timer: int | None = None  # seconds after which messages in this chat shall go by themselves
    farewell: bool = False  # nothing follows: the channel may let go of the address


def say_to_json(say: Say) -> Json:
    """A message to be said as plain JSON values; what is empty is left out."""
    packed: dict[str, Json] = {"text": to_json(say.text)}
    if say.title is not None:
        packed["title"] = to_json(say.title)
    if say.options:
        packed["options"] = [[option.key, to_json(option.label)] for option in say.options]
    if say.asks is not None:
        packed["asks"] = [say.asks.flow, say.asks.step, say.asks.draft]
    if say.file is not None:
        packed["file"] = _packed(say.file)
    flags = {
        "prompt": say.prompt,
        "typed": say.typed,
        "sensitive": say.sensitive,
        "instead_of": say.instead_of,
        "timer": say.timer,
        "explained": say.explained,
        "offer": say.offer,
    }
    return packed | {name: flag for name, flag in flags.items() if flag}


def _packed(file: File) -> list[Json]:
    words = [] if file.words is None else [to_json(file.words)]
    return [file.name, file.media_type, file.content.decode("latin-1"), *words]


def _unpacked(name: str, media_type: str, content: str, words: Json | None = None) -> File:
    said = None if words is None else from_json(words)
    return File(name, media_type, content.encode("latin-1"), said)


def say_from_json(packed: Mapping[str, Json]) -> Say:
    """The message that `say_to_json` packed; what is not in there has its default.

    Raises KeyError for an object that has no text.
    """
    file = packed.get("file")
    return Say(
        text=from_json(packed["text"]),
        title=from_json(packed["title"]) if "title" in packed else None,
        options=tuple(Option(key, from_json(label)) for key, label in packed.get("options", ())),
        prompt=packed.get("prompt", ""),
        asks=Prompt(*packed["asks"]) if "asks" in packed else None,
        typed=packed.get("typed", False),
        file=_unpacked(*file) if file else None,
        sensitive=packed.get("sensitive", False),
        instead_of=packed.get("instead_of", ""),
        timer=packed.get("timer"),
        explained=packed.get("explained", False),
        offer=packed.get("offer", False),
    )
