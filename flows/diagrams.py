"""Draw every flow from its own table: `python -m flows.diagrams` writes `docs/flows/`.

With `--check` nothing is written; files that are no longer true are listed, and the exit code is 1.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.contents import FLOWS
from flows.engine.kit import Step
from flows.engine.registry import AnyFlow

FOLDER = Path(__file__).parent.parent / "docs" / "flows"


def main(arguments: list[str] | None = None) -> None:
    """Write the pages, or with `--check` name those that should be written again."""
    parser = ArgumentParser(prog="python -m flows.diagrams", description="Draw every flow.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if stale")
    check = parser.parse_args(arguments).check
    stale = sorted(set(_stale(FOLDER, pages())))
    if check and stale:
        names = ", ".join(f"docs/flows/{name}" for name in stale)
        parser.exit(1, f"{names}: run `make diagrams`\n")
    if not check:
        write(FOLDER, pages())


def write(folder: Path, wanted: Mapping[str, str]) -> None:
    """Write these pages, and remove those of flows that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, page in wanted.items():
        (folder / name).write_text(page, encoding="utf-8")


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    return {"README.md": _overview()} | {f"{flow.name}.md": _page(flow) for flow in FLOWS}


def _stale(folder: Path, wanted: Mapping[str, str]) -> Iterator[str]:
    for name, page in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            yield name
    yield from (path.name for path in folder.glob("*.md") if path.name not in wanted)


def _overview() -> str:
    lines = [
        "# The conversations",
        "",
        "Drawn from the tables in `flows/` by `make diagrams`. Names with … are other flows;",
        "steps without arrows out of them are the end. Surveys are flows made from their form.",
        "",
        "| flow | steps | leads to |",
        "|---|---|---|",
        *(_row(flow) for flow in FLOWS),
    ]
    return "\n".join(lines) + "\n"


def _row(flow: AnyFlow) -> str:
    others = ", ".join(_label(name) for name in _others(flow)) or "–"
    return f"| [{flow.name}]({flow.name}.md) | {len(flow.steps)} | {others} |"


def _page(flow: AnyFlow) -> str:
    diagram = ["```mermaid", "stateDiagram-v2", *_arrows(flow), "```"]
    steps = [f"- **{name}**: {_about(step)}" for name, step in flow.steps.items()]
    return "\n".join([f"# {flow.name}", "", *diagram, "", *steps]) + "\n"


def _arrows(flow: AnyFlow) -> Iterator[str]:
    for name in _others(flow):
        yield f'    state "{_label(name)} …" as to_{_id(name)}'
    yield f"    [*] --> {flow.first}"
    led_to = {other for step in flow.steps.values() for other in step.to} | {flow.first}
    yield from (f"    [*] --> {name}: from outside" for name in flow.steps if name not in led_to)
    for name, step in flow.steps.items():
        yield from (f"    {name} --> {other}" for other in step.to)
        yield from (f"    {name} --> to_{_id(other)}" for other in step.flows)
        if not step.to and not step.flows:
            yield f"    {name} --> [*]"


def _others(flow: AnyFlow) -> list[str]:
    """The flows it leads to, in the order of its steps."""
    return list(dict.fromkeys(name for step in flow.steps.values() for name in step.flows))


def _label(name: str) -> str:
    return "each survey" if name.endswith(":") else name


def _id(name: str) -> str:
    return name.rstrip(":")


def _about(step: Step[object]) -> str:
    """What the question is for: the first line of what its function says about itself."""
    return (step.ask.__doc__ or "").strip().partition("\n")[0]


if __name__ == "__main__":
    main()
