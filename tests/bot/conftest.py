"""The command line in a folder of its own, for every test that wants one; and the log."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.running import logs
from tests.bot.lipa import Lipa
from tests.storage.database.postgres_for_tests import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `setup` was run once; to be copied."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        assert Lipa(folder, patch)("setup").code == 0
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lipa:
    """A command line in an empty folder."""
    return Lipa(tmp_path, monkeypatch)


@pytest.fixture
def lipa(made: Path, empty: Lipa) -> Lipa:
    """A command line in a folder that is set up."""
    (empty.folder / "var").mkdir()
    for name in (".env", "var/lipa.db"):
        (empty.folder / name).write_bytes((made / name).read_bytes())
    return empty


@pytest.fixture(autouse=True)
def _logging() -> Iterator[None]:
    """Whoever sets up the log leaves it to the next test as it was."""
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    handlers, level, hook = logging.root.handlers[:], logging.root.level, sys.excepthook
    yield
    logging.captureWarnings(capture=False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    for name, quiet in levels.items():
        logging.getLogger(name).setLevel(quiet)
    logging.raiseExceptions = True
    sys.excepthook = hook
    structlog.reset_defaults()
