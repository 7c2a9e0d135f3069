"""`lipa` as a coordinator uses it: in a folder of its own, with everything it prints."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import app

HOME = Path(__file__).parents[2]


@dataclass(frozen=True)
class Printed:
    """What a command left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The JSON error on stderr; nothing else was printed."""
        assert self.out == ""
        return json.loads(self.err)["error"]


class Lipa:
    """The command line within this process, in a folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = monkeypatch
        monkeypatch.chdir(folder)
        for name in [name for name in os.environ if name.startswith("LIPA_")]:  # noqa: TID251
            monkeypatch.delenv(name)

    def __call__(self, *words: str, stdin: str = "") -> Printed:
        """Run one command."""
        out, err = io.StringIO(), io.StringIO()
        self._patch.setattr(sys, "argv", ["lipa", *words])
        self._patch.setattr(sys, "stdin", io.StringIO(stdin))
        printed = (contextlib.redirect_stdout(out), contextlib.redirect_stderr(err))
        with printed[0], printed[1], pytest.raises(SystemExit) as ended:
            app.main()
        return Printed(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    def file(self, name: str, content: Any) -> str:
        """A file in the folder; its name."""
        (self.folder / name).write_text(json.dumps(content))
        return name


def start(
    folder: Path, *words: str, environ: Mapping[str, str] | None = None
) -> "subprocess.Popen[str]":
    """The command line as a process of its own."""
    inherited = {n: w for n, w in os.environ.items() if not n.startswith("LIPA_")}  # noqa: TID251
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot.cli", *words],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(HOME), **(environ or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
