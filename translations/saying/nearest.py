"""One page and its reader: which version of each field they get, and which is in foreign words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.speech.text import Content

Order = tuple[str, ...]  # languages, the wanted one first


@dataclass(frozen=True, slots=True)
class Page:
    """What is said together. `order` is what its reader reads, best first.

    `named` holds the foreign words that were said to be foreign already: once is enough. It is
    None where there is no room to say so.
    """

    order: Order
    named: set[str] | None = field(default_factory=set)

    def best(self, content: Content) -> tuple[str, str]:
        """The tag and the words that the reader gets: the nearest they read, else as written."""
        said: Mapping[str, str] = content.by_language
        for tag in self.order:
            if tag in said:
                return tag, said[tag]
        near = (tag for tag in said if self.reads(tag))
        tag = next(near, None) or next(iter(said))
        return tag, said[tag]

    def reads(self, tag: str) -> bool:
        """Whether words of this language are no foreign ones here; those without a tag are not."""
        return not tag or tag in self.order or tag.partition("-")[0] in self.order

    def to_name(self, words: str) -> bool:
        """Whether these foreign words are still to be called so; asked once, it is done."""
        if self.named is None or words in self.named:
            return False
        self.named.add(words)
        return True
