"""Write down who may open which page: `python -m console.open_to` makes `docs/desk-roles.md`.

With `--check` nothing is written; when the page is no longer true, the exit code is 1.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from console.core.pages import Page, Who
from console.rail import SUBJECTS
from domain.staff.member import Duty, Role

PAGE = Path(__file__).parents[1] / "docs" / "desk-roles.md"
ROLES = (Role.ADMIN, Role.COORDINATOR, Role.ADVISER, Role.MODERATOR, Role.VIEWER)


def main(arguments: list[str] | None = None) -> None:
    """Write the page, or with `--check` say that it should be written again."""
    parser = ArgumentParser(prog="python -m console.open_to", description="Who opens which page.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if stale")
    stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != table()
    if parser.parse_args(arguments).check:
        if stale:
            parser.exit(1, "docs/desk-roles.md: run `make diagrams`\n")
    elif stale:
        PAGE.write_text(table(), encoding="utf-8")


def table() -> str:
    """Every address of the desk, and who is let in there."""
    pages = sorted(every_page(), key=lambda page: page.path)
    columns = [*ROLES, "duties"]
    return "\n".join(
        [
            "# Who may open which page of the desk",
            "",
            "Made from the pages themselves by `make diagrams`. To whomever a page is not",
            "for it does not exist. GET shows, POST does something; what is done is decided by the",
            "rules of the domain, which ask once more who may.",
            "",
            f"| address | | nobody yet | {' | '.join(map(str, columns))} |",
            f"|---|---|{'---|' * (len(columns) + 1)}",
            *map(_row, pages),
            "",
        ]
    )


def every_page() -> list[Page]:
    """The pages of all subjects."""
    return [page for subject in SUBJECTS for page in subject.pages]


def _row(page: Page) -> str:
    cells = [f"`{page.path}`", _methods(page), *_open(page.who)]
    return f"| {' | '.join(cells)} |"


def _methods(page: Page) -> str:
    return " ".join(name for name, act in (("GET", page.show), ("POST", page.act)) if act)


def _open(who: Who | None) -> Iterator[str]:
    yield "yes" if who is None else ""
    yield from ("yes" if who is None or role in who.roles else "" for role in ROLES)
    yield "" if who is None else ", ".join(duty for duty in Duty if duty in who.duties)


if __name__ == "__main__":
    main()
