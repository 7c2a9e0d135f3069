"""One message as it stands on a phone."""

from dataclasses import dataclass, field

from tests.platforms.signal import reading
from tests.platforms.signal.envelopes import File

Style = tuple[int, int, str]


@dataclass
class Bubble:
    """A message, the bot's (`own`) or the person's. An edit adds its timestamp to `names`."""

    timestamp: int
    own: bool
    text: str
    at: float
    styles: tuple[Style, ...] = ()
    files: tuple[File, ...] = ()
    quote: int | None = None
    expires: int = 0  # seconds
    poll: tuple[str, ...] = ()
    earlier: list[str] = field(default_factory=list)
    names: set[int] = field(default_factory=set)
    deleted: bool = False
    group: str = ""  # where it stands, if it is not the chat with this person
    reactions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names.add(self.timestamp)

    @property
    def plain(self) -> str:
        """The words without invisible marks."""
        return reading.plain(self.text)

    @property
    def choices(self) -> list[reading.Choice]:
        """The numbered answers in it."""
        return reading.choices(self.text)

    @property
    def labels(self) -> list[str]:
        """The words of the numbered answers."""
        return [choice.label for choice in self.choices]

    def styled(self, style: str) -> list[str]:
        """The words in bold, in italics, …"""
        units = self.text.encode("utf-16-le")
        found = [s for s in self.styles if s[2] == style]
        return [units[2 * at : 2 * (at + many)].decode("utf-16-le") for at, many, _ in found]

    def __str__(self) -> str:
        """As a line of a transcript."""
        files = "".join(f" {{file: {file.name or file.media_type}}}" for file in self.files)
        return f"{'bot' if self.own else 'you'}: {self.plain}{files}"
