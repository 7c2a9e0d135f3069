"""Collect the sentences of the code into `messages.pot` and renew every catalogue.

`python -m translations.strings` writes; with `--check` nothing is written, and everything that
would change or that a translator still has to do is listed. The files carry no dates and no line
numbers, so extracting twice makes no difference.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from translations import catalogues
from translations.catalogues import FOLDER, SOURCE, Facts
from translations.checks import problems

ROOT = FOLDER.parent
TEMPLATE = FOLDER / "messages.pot"
_FOLDERS = ("bot", "console", "domain", "flows")
_FUNCTIONS = {"_": None, "n_": (1, 2)}
_WIDTH = 96


def main(arguments: list[str]) -> int:
    """Renew the files, or with `--check` say what is wrong with them."""
    renewed = files(ROOT)
    if "--check" not in arguments:
        for path, content in renewed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return 0
    found = [f"{_name(path)}: run `make strings`" for path in renewed if _stale(path, renewed)]
    found += [each for facts in _written() if facts.file.exists() for each in problems(facts)]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


def files(root: Path) -> dict[Path, bytes]:
    """Every generated file and what it should hold now."""
    template = extracted(root)
    renewed = {TEMPLATE: _bytes(template, "")}
    for facts in _written():
        renewed[facts.file] = _bytes(_renewed(facts, template), facts.tag)
    return renewed


def extracted(root: Path) -> Catalog:
    """All sentences of the code, in the order of files and lines."""
    template = Catalog(charset="utf-8")
    for folder in _FOLDERS:
        for name, _line, msgid, comments, context in _found(root, folder):
            template.add(msgid, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def _found(
    root: Path, folder: str
) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    messages = extract_from_dir(
        root / folder,
        [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")],
        options_map={"**.html": {"silent": "false"}},
        keywords=_FUNCTIONS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, line, msgid, comments, context in sorted(messages, key=lambda each: each[:2]):
        yield f"{folder}/{name}", line, msgid, comments, context


def _renewed(facts: Facts, template: Catalog) -> Catalog:
    """A catalogue with today's sentences and all translations that still have one."""
    catalogue = Catalog(locale=_locale(facts), charset="utf-8")
    if facts.file.exists():
        catalogue = read_po(BytesIO(facts.file.read_bytes()), locale=_locale(facts))
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def _bytes(catalogue: Catalog, tag: str) -> bytes:
    """The file: our own header, because Babel's has dates."""
    body = BytesIO()
    write_po(body, catalogue, width=_WIDTH, omit_header=True, include_lineno=False)
    return _header(tag).encode() + b"\n" + body.getvalue()


def _header(tag: str) -> str:
    lines = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if tag:
        rule = catalogues.facts()[tag].plurals
        lines = [f"Language: {tag}", f"Plural-Forms: {rule}", *lines]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def _locale(facts: Facts) -> Locale:
    return Locale.parse(facts.locale)


def _written() -> list[Facts]:
    return [facts for facts in catalogues.facts().values() if facts.tag != SOURCE]


def _stale(path: Path, renewed: dict[Path, bytes]) -> bool:
    return not path.exists() or path.read_bytes() != renewed[path]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
