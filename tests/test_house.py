"""The house keeps its shape: short modules, small folders, no circles, one meaning for a name."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
CODE = ("bot", "console", "domain", "flows", "storage", "translations", "benchmarks")
LONGEST, MOST = 300, 20

# Exceptions, each with its reason.
MAY_BE_LONG = {
    "storage/migrations/versions/": "written by Alembic, and never touched once released",
}
MAY_BE_MANY = {
    "storage/migrations/versions/": "a chain that only grows, and is never read as a whole",
}
MAY_GO_ROUND = {
    "tests/platforms/": "on a platform people, phones and server act on each other both ways",
}

# Basenames that say what a module is for its subject, so that every subject may have one.
SHAPES = {"__init__", "__main__", "doors", "notices", "rules", "guest", "tables", "rows"}
SHAPES |= {"repository", "keeping", "lookups"}

# Folders that speak of one thing: what they share may be called the same in each.
SAME = {
    "bot/cli": "bot/commands",  # a command with its words, and what it does
    "bot/office": "bot/commands",
    "bot/channels/signal": "bot/channels",  # channels are of one shape
    "bot/channels/telegram": "bot/channels",
    "flows/guests": "people",  # what people say of themselves: the rules are domain/people
}

TWICE = {
    "databases": "how storage opens one; which ones a benchmark measures",
    "event_store": "Signal's events until they are taken; what was taken and is being handled",
    "help": "help for operators on the console; help for people in a conversation",
    "progress": "a campaign's, at the desk; a benchmark's, on the terminal",
    "survey": "a survey of ours; the same survey built with another library",
}


def modules(*folders: str) -> list[Path]:
    """Our Python files; the benchmarks have a virtual environment of their own among them."""
    found = (path.relative_to(HOUSE) for name in folders for path in (HOUSE / name).rglob("*.py"))
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts))


def excepted(path: Path, exceptions: dict[str, str]) -> bool:
    """Whether a reason is written for this module."""
    return str(path).startswith(tuple(exceptions))


@pytest.mark.parametrize("folder", [*CODE, "tests"])
def test_a_module_is_read_in_one_sitting(folder: str) -> None:
    """At most 300 lines, tests included."""
    lines = {
        str(path): (HOUSE / path).read_bytes().count(b"\n")
        for path in modules(folder)
        if not excepted(path, MAY_BE_LONG)
    }

    assert {path: many for path, many in lines.items() if many > LONGEST} == {}


def test_a_folder_is_seen_at_a_glance() -> None:
    """At most 20 modules side by side."""
    together = defaultdict(list)
    for path in modules(*CODE):
        if excepted(path, MAY_BE_MANY):
            continue
        together[str(path.parent)].append(path.name)

    assert {folder: len(names) for folder, names in together.items() if len(names) > MOST} == {}


# -- imports --------------------------------------------------------------------------------------


@cache
def tree_of(path: Path) -> ast.AST:
    """What is written in a module."""
    return ast.parse((HOUSE / path).read_bytes())


def dotted(path: Path) -> str:
    """What a module is imported as."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, ours: frozenset[str]) -> Iterator[str]:
    """Modules of ours that are imported anywhere in it, also for typing and inside of functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in ours)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                name = inner if inner in ours else str(node.module)
                yield from [name] if name in ours else []


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Modules that need each other before they can be read; the first such circle."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_needs_itself() -> None:
    """Imports for typing count: who reads a module reads what it speaks of first."""
    paths = {dotted(path): path for path in modules(*CODE, "tests")}
    ours = frozenset(paths)
    imports = {
        name: set(imported(tree_of(path), ours)) - {name}
        for name, path in paths.items()
        if not excepted(path, MAY_GO_ROUND)
    }

    assert circle(imports) == []


def test_a_circle_is_found() -> None:
    """Otherwise the test above would prove nothing."""
    ours = frozenset({"a", "a.b", "a.c"})
    one = set(imported(ast.parse("if TYPE_CHECKING:\n    from a.c import some"), ours))
    other = set(imported(ast.parse("def act():\n    from a import b"), ours))

    assert (one, other) == ({"a.c"}, {"a.b"})
    assert circle({"a.b": one, "a.c": other}) in (["a.b", "a.c", "a.b"], ["a.c", "a.b", "a.c"])
    assert circle({"a.b": one, "a.c": set()}) == []


def asks_for_typing(node: ast.AST) -> bool:
    """Whether this is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def test_nothing_of_ours_is_imported_for_typing_only() -> None:
    """It would hide a circle, and what a module knows."""
    paths = modules(*CODE, "tests")
    ours = frozenset(map(dotted, paths))
    hidden = {
        str(path): sorted(imported(node, ours))
        for path in paths
        if not excepted(path, MAY_GO_ROUND) and b"TYPE_CHECKING" in (HOUSE / path).read_bytes()
        for node in ast.walk(tree_of(path))
        if asks_for_typing(node)
    }

    assert {path: names for path, names in hidden.items() if names} == {}


# -- names ----------------------------------------------------------------------------------------


def subject(folder: Path) -> str:
    """What a folder is about: the same in each layer. A layer's own folder is about the layer."""
    if str(folder) in SAME:
        return SAME[str(folder)]
    layer, *below = folder.parts
    if layer in ("domain", "flows", "storage") and below:
        return below[0]
    return str(folder)


def meanings() -> dict[str, set[str]]:
    """Of which subjects modules speak that are called the same. Tests are called after theirs."""
    found = defaultdict(set)
    for path in modules(*CODE):
        found[path.stem].add(subject(path.parent))
    return {name: subjects for name, subjects in found.items() if len(subjects) > 1}


def test_a_basename_has_one_meaning() -> None:
    """Outside of the shapes that every subject has."""
    several = {name: sorted(subjects) for name, subjects in meanings().items()}

    assert {name: where for name, where in several.items() if name not in SHAPES | {*TWICE}} == {}


def test_exceptions_are_still_needed() -> None:
    """A reason without its exception is taken away."""
    assert sorted(set(TWICE) - set(meanings())) == []
    for prefix in MAY_BE_LONG | MAY_GO_ROUND:
        assert (HOUSE / prefix).is_dir(), prefix
    for folder in SAME:
        assert (HOUSE / folder).is_dir(), folder
