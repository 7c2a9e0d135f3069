"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to read.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As the list shows it.")]
At = Annotated[
    str | None, typer.Option(metavar="TIME", help="When, such as 2026-12-06T15:00+01:00.")
]
