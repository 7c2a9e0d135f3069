"""`make audit`: what Lipa is built from, as a file, and which of it is known to be vulnerable.

Everything is read from `requirements.lock`. Exit codes: 0, nothing is known against any package, or
no data about vulnerabilities could be reached, which is said; 1, something is, or could not be
looked up.
"""

import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import orjson
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6

HOME = Path(__file__).parents[1]
LOCK = HOME / "requirements.lock"
SBOM = HOME / "sbom.cdx.json"
DATA = "https://api.osv.dev/"  # not the index: where a mirror answers 404, all would look well
PATIENCE = 10  # seconds
PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
NOT_REACHED = (
    "No data about vulnerabilities could be reached (offline?): NOTHING WAS CHECKED. "
    "Run `make audit` again where {data} answers."
)

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


@dataclass(frozen=True)
class Answer:
    """What to print, and the exit code."""

    lines: Sequence[str]
    code: int


def pinned(lock: str) -> list[tuple[str, str]]:
    """Each name and version in a lock file, in its order."""
    return PINNED.findall(lock)


def sbom(packages: Sequence[tuple[str, str]]) -> str:
    """A CycloneDX 1.6 document, in JSON, of these packages."""
    bom = Bom()
    bom.metadata.component = Component(name="lipa-bot", type=ComponentType.APPLICATION)
    for name, version in packages:
        bom.components.add(Component(name=name, version=version, bom_ref=f"{name}=={version}"))
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def is_reached(address: str = DATA) -> bool:
    """Whether anybody answers there, whatever they say."""
    try:
        urllib.request.urlopen(address, timeout=PATIENCE).close()  # noqa: S310 - our own address
    except HTTPError:
        return True
    except OSError:
        return False
    return True


def audit(run: Run, *, reached: bool) -> Answer:
    """Ask pip-audit about every package of the lock; what was not looked up is no good news."""
    if not reached:
        return Answer([NOT_REACHED.format(data=DATA)], 0)
    options = ["--requirement", str(LOCK), "--disable-pip", "--require-hashes", "--format", "json"]
    done = run([*options, "--vulnerability-service", "osv", "--progress-spinner", "off"])
    try:
        found = orjson.loads(done.stdout)["dependencies"]
    except (orjson.JSONDecodeError, KeyError):
        why = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        return Answer([f"pip-audit failed, and nothing was checked: {why}"], 1)
    wrong = list(_wrong(found)) if found else ["pip-audit looked up no package at all."]
    well = f"Nothing is known against any of {len(found)} packages."
    return Answer(wrong or [well], 1 if wrong else 0)


def _wrong(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    for each in found:
        if "skip_reason" in each:
            yield f"{each['name']} was not looked up: {each['skip_reason']}"
        for known in each.get("vulns", ()):
            mended = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{each['name']} {each['version']}: {known['id']}, mended in {mended}"


def _pip_audit(options: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    program = [sys.executable, "-m", "pip_audit", *options]
    return subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def main() -> int:
    """Write the file, ask, and say what came of it."""
    packages = pinned(LOCK.read_text())
    SBOM.write_text(sbom(packages) + "\n")
    answer = audit(_pip_audit, reached=is_reached())
    lines = [f"{SBOM.name} lists {len(packages)} packages.", *answer.lines]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return answer.code


if __name__ == "__main__":
    sys.exit(main())
