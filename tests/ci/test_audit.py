"""`make audit`: the list of packages is whole, and what was not checked is never called well."""

import importlib.util
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pytest

PLACE = Path(__file__).parents[2] / ".ci" / "audit.py"
LOCK = "click==8.5.1 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n"


@pytest.fixture(scope="module")
def auditing() -> ModuleType:
    """The program; it is no part of a package."""
    spec = importlib.util.spec_from_file_location("auditing", PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def says(stdout: str, stderr: str = "") -> Any:
    """A pip-audit that says this."""

    def run(options: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess(options, 1, stdout, stderr)

    return run


def found(*packages: dict[str, Any]) -> Any:
    """A pip-audit that found this."""
    return says(orjson.dumps({"dependencies": packages}).decode())


WELL = {"name": "click", "version": "8.5.1", "vulns": []}
ILL = {"name": "click", "version": "8.5.1", "vulns": [{"id": "CVE-1", "fix_versions": ["9"]}]}
SKIPPED = {"name": "click", "skip_reason": "Dependency not found"}


def test_the_list_holds_every_package_of_the_lock(auditing: ModuleType) -> None:
    """Also those of other machines; in the format's own words."""
    packages = auditing.pinned(LOCK)
    written = orjson.loads(auditing.sbom(packages))

    assert packages == [("click", "8.5.1"), ("colorama", "0.4.6")]
    assert (written["bomFormat"], written["specVersion"]) == ("CycloneDX", "1.6")
    assert [(each["name"], each["version"]) for each in written["components"]] == packages


def test_our_own_lock_is_read_whole(auditing: ModuleType) -> None:
    """As many packages as lines that begin one."""
    lock = auditing.LOCK.read_text()

    assert len(auditing.pinned(lock)) == sum("==" in line for line in lock.splitlines())


def test_without_data_it_says_that_nothing_was_checked(auditing: ModuleType) -> None:
    """The one reason to go on."""
    answer = auditing.audit(found(ILL), reached=False)

    assert answer.code == 0
    assert "NOTHING WAS CHECKED" in answer.lines[0]
    assert auditing.is_reached("http://127.0.0.1:9/") is False


@pytest.mark.parametrize(
    ("run", "code", "line"),
    [
        (found(WELL), 0, "Nothing is known against any of 1 packages."),
        (found(WELL, ILL), 1, "click 8.5.1: CVE-1, mended in 9"),
        (found(WELL, SKIPPED), 1, "click was not looked up: Dependency not found"),
        (found(), 1, "pip-audit looked up no package at all."),
        (
            says("", "a\nconnection lost"),
            1,
            "pip-audit failed, and nothing was checked: connection lost",
        ),
        (says("{}"), 1, "pip-audit failed, and nothing was checked: without a word"),
    ],
)
def test_only_what_was_looked_up_is_well(
    auditing: ModuleType, run: Any, code: int, line: str
) -> None:
    """A package that was skipped, or an answer that was cut short, is no good news."""
    answer = auditing.audit(run, reached=True)

    assert (answer.code, list(answer.lines)) == (code, [line])
