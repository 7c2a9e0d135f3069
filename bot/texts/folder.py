"""What an operator writes for people: one TOML file per language in a folder, read as one.

Each file has the same entries under the same keys; phone numbers are the same in all of them.
Without a folder, the sample that comes with Lipa is shown, and says that it is one.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.texts.page import Page, read_page
from console.documents.fields import is_language
from console.documents.parsing import MOST_BYTES, WHOLE, DocumentError, WrongField
from domain.advice.slot import Topic
from domain.operator.help import Contact, EmergencyNumber, Help, Question
from domain.speech.text import Content

SAMPLE = Path(__file__).parent / "sample" / "ljubljana"
MOTHER = "en"  # the others are compared with it, or with the first one in alphabetical order


@dataclass(frozen=True, slots=True)
class Texts:
    """All of it, and which entries a language lacks, in words for the operator."""

    help: Help
    bring: Mapping[str, Content]
    lacking: tuple[str, ...]


def read_texts(folder: Path) -> Texts:
    """The operator's texts; the sample when there is no folder.

    Raises DocumentError with all that is wrong, in all files.
    """
    if not folder.is_dir():
        return read_texts(SAMPLE)  # which says that it is one
    pages = {path.stem: _page(path) for path in sorted(folder.glob("*.toml"))}
    if not pages:
        raise DocumentError([WrongField(str(folder), "has no file such as en.toml")])
    mother = MOTHER if MOTHER in pages else next(iter(pages))
    wrong = [each for tag, page in pages.items() for each in _differences(tag, page, mother, pages)]
    if wrong:
        raise DocumentError(wrong)
    return _joined({mother: pages[mother], **pages})


def _page(path: Path) -> Page:
    try:
        data = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise _wrong(path, WHOLE, f"cannot be read ({error.strerror})") from None
    if not is_language(path.stem):
        raise _wrong(path, WHOLE, "must be named after a language, such as en.toml or fa-AF.toml")
    try:
        parsed = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise _wrong(path, WHOLE, f"is not TOML: {error}") from None
    try:
        return read_page(parsed)
    except DocumentError as error:
        wrong = [WrongField(f"{path.name}: {each.field}", each.message) for each in error.problems]
        raise DocumentError(wrong) from None


def _wrong(path: Path, field: str, message: str) -> DocumentError:
    return DocumentError([WrongField(f"{path.name}: {field}", message)])


def _differences(
    tag: str, page: Page, mother: str, pages: Mapping[str, Page]
) -> Iterator[WrongField]:
    """What cannot be: entries that the first language does not have, other phone numbers."""
    known = pages[mother].entries
    for key, entry in page.entries.items():
        if key not in known:
            yield WrongField(f"{tag}.toml: {key}", f"is not in {mother}.toml")
        elif entry.phone != known[key].phone:
            message = f"is not the number in {mother}.toml: {known[key].phone or 'none'}"
            yield WrongField(f"{tag}.toml: {key}.phone", message)
    for key in page.questions:
        if key not in pages[mother].questions:
            yield WrongField(f"{tag}.toml: question.{key}", f"is not in {mother}.toml")
    if len(page.rules) > len(pages[mother].rules):
        yield WrongField(f"{tag}.toml: rules", f"are more than in {mother}.toml")


def _joined(pages: Mapping[str, Page]) -> Texts:
    mother = next(iter(pages.values()))
    helping = Help(
        _said(pages, lambda page: page.organisation),
        tuple(
            EmergencyNumber(
                _entry(pages, key, "name"), mother.entries[key].phone, key.rpartition(".")[2]
            )
            for key in mother.emergency
        ),
        tuple(_contact(pages, key, mother.entries[key].phone) for key in mother.contacts),
        tuple(_rule(pages, number) for number in range(len(mother.rules))),
        sample=mother.sample,
        questions=tuple(_question(pages, key) for key in mother.questions),
    )
    bring = {str(topic): _bring(pages, topic) for topic in mother.bring}
    return Texts(helping, bring, tuple(_lacking(pages)))


def _said(pages: Mapping[str, Page], read: Callable[[Page], str]) -> Content:
    """By language, where it was written."""
    return Content({tag: words for tag, page in pages.items() if (words := read(page))})


def _entry(pages: Mapping[str, Page], key: str, name: str) -> Content:
    return _said(pages, lambda page: getattr(page.entries.get(key), name, ""))


def _contact(pages: Mapping[str, Page], key: str, phone: str) -> Contact:
    address, hours = _entry(pages, key, "address"), _entry(pages, key, "hours")
    return Contact(
        _entry(pages, key, "name"),
        phone,
        address if address.by_language else None,
        hours if hours.by_language else None,
    )


def _rule(pages: Mapping[str, Page], number: int) -> Content:
    return _said(pages, lambda page: page.rules[number] if number < len(page.rules) else "")


def _question(pages: Mapping[str, Page], key: str) -> Question:
    """In whichever language it is asked, it is answered in the reader's."""
    asked = {tag: page.questions[key] for tag, page in pages.items() if key in page.questions}
    return Question(
        key,
        Content({tag: each.ask[0] for tag, each in asked.items()}),
        tuple(dict.fromkeys(way for each in asked.values() for way in each.ask)),
        Content({tag: each.answer for tag, each in asked.items()}),
    )


def _bring(pages: Mapping[str, Page], topic: Topic) -> Content:
    return _said(pages, lambda page: page.bring.get(topic, ""))


def _lacking(pages: Mapping[str, Page]) -> Iterator[str]:
    """What people read in another language, because nobody has written it in theirs."""
    mother, *others = pages.items()
    for tag, page in others:
        missing: Sequence[str] = [
            *[key for key in mother[1].entries if key not in page.entries],
            *[f"bring.{topic}" for topic in mother[1].bring if topic not in page.bring],
            *[f"question.{key}" for key in mother[1].questions if key not in page.questions],
            *["rules"] * (len(page.rules) < len(mother[1].rules)),
        ]
        if missing:
            yield f"{tag}.toml has no {', '.join(missing)}; {mother[0]}.toml has."
