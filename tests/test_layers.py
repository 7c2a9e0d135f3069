"""Every module stands in a layer, so that the contracts about arrows speak of all of them."""

import re
import tomllib
from pathlib import Path

HOME = Path(__file__).parents[1]
LAYERED = ("bot", "domain", "flows", "storage", "translations")
# What no contract about layers names, and why.
FREE = {
    "storage.migrations": "history; it imports the tables only",
    "storage.workbooks": "reads files, and knows no table",
    "storage.outbox": "beneath the subjects; its uppermost module is named",
    "storage.people": "beneath the outbox; its uppermost module is named",
}


def test_every_module_stands_in_a_layer() -> None:
    """Whoever adds a subject adds it to `pyproject.toml`."""
    known = {*named_in_layers(), *FREE}

    lost = [each for each in modules() if not any(_within(each, one) for one in known)]

    assert lost == []


def test_every_layer_is_there() -> None:
    """A name that nothing stands behind would keep nothing apart."""
    there = set(modules())

    gone = [one for one in named_in_layers() if not any(_within(each, one) for each in there)]

    assert gone == []


def named_in_layers() -> set[str]:
    """The modules and folders that contracts about layers name."""
    settings = tomllib.loads((HOME / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = [layer for each in contracts if each["type"] == "layers" for layer in each["layers"]]
    return {name for layer in layers for name in re.split(r"\s*[|:]\s*", layer) if "." in name}


def modules() -> list[str]:
    """All of ours that say something, by their dotted names."""
    found = [path for folder in LAYERED for path in (HOME / folder).rglob("*.py")]
    names = [".".join(path.relative_to(HOME).with_suffix("").parts) for path in found]
    return sorted(name for name in names if not name.endswith("__init__"))


def _within(module: str, name: str) -> bool:
    return module == name or module.startswith(f"{name}.")
