"""Doors: each leads to a step that exists, is used, and nothing gets in beside them."""

import ast
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import pytest

from domain.people import doors as people
from domain.speech.door import AnyDoor, Door, doors_of
from flows.contents import DOORS, FLOWS, contents
from flows.engine.drafts import thaw
from flows.engine.registry import NoSuchPlaceError
from flows.guests.deep_links import read_link
from tests.fakes.staff import INVITATION

ROOT = Path(__file__).parents[2]
LEADING = {"Door", "Entry", "Leave", "Prompt", "Visit"}
each_door = pytest.mark.parametrize("name", DOORS)


def modules() -> Iterator[Path]:
    """Our modules that may lead to a conversation."""
    for top in ("bot", "console", "domain", "flows", "storage"):
        yield from (ROOT / top).rglob("*.py")


def named(made: ast.expr) -> str:
    """What is called, also through its module or with its types: `Door[int]`."""
    if isinstance(made, ast.Subscript):
        return named(made.value)
    match made:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def literals(path: Path) -> Iterator[str]:
    """The lines of a module that name a flow where a door should stand."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or named(node.func) not in LEADING:
            continue
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if any(isinstance(each, ast.Constant | ast.JoinedStr) for each in given[:1]):
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_subject_s_doors_are_known() -> None:
    """A new subject's doors are checked like all others."""
    names = (path.parent.name for path in (ROOT / "domain").glob("*/doors.py"))
    found = [dict(doors_of(import_module(f"domain.{name}.doors"))) for name in names]

    assert {name: door for each in found for name, door in each.items()} == DOORS


@each_door
def test_every_door_leads_somewhere(name: str) -> None:
    """To a step under its name of today, with fields that its draft has."""
    door = DOORS[name]
    [flow] = [each for each in FLOWS if each.name == door.flow]
    usual = asdict(flow.draft())

    prompt = door(*[usual[field] for field in door.fields])

    assert (door.step or flow.first) in flow.steps
    assert thaw(flow.draft, prompt.draft) == flow.draft()


@pytest.mark.parametrize(
    ("door", "sentence"),
    [
        (Door[()]("event"), "domain.x.doors.X: there is no flow event"),
        (Door[()]("events", "details"), "domain.x.doors.X: events has no step details"),
        (
            Door[int]("events", "detail", ("number",)),
            "domain.x.doors.X: the draft of events has no field number",
        ),
    ],
)
def test_a_door_that_leads_nowhere_stops_the_start(door: AnyDoor, sentence: str) -> None:
    """A wrong flow, step or field is told by the door's name."""
    with pytest.raises(NoSuchPlaceError, match=f"^{sentence}$"):
        contents().check({"domain.x.doors.X": door})


def test_the_program_starts_with_its_doors_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds the contents builds them whole."""
    monkeypatch.setitem(DOORS, "domain.x.doors.X", Door[()]("nowhere"))

    with pytest.raises(NoSuchPlaceError, match="there is no flow nowhere"):
        contents()


def test_a_door_wants_a_value_for_each_of_its_fields() -> None:
    """What mypy cannot see in a wrong table is no silent gap in a draft."""
    with pytest.raises(ValueError, match="longer"):
        Door[int]("events", "detail")(1)


@each_door
def test_every_door_is_used(name: str) -> None:
    """A door that nobody opens would hide a step that nobody reaches."""
    module, _dot, constant = name.rpartition(".")
    own = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    users = (path.read_text(encoding="utf-8") for path in modules() if path != own)

    assert any(constant in text and module.rpartition(".")[0] in text for text in users)


def test_nothing_but_a_door_names_a_flow() -> None:
    """Prompts, moves and wishes with a name written out would not be checked at the start."""
    found = [line for path in modules() for line in literals(path) if "/doors.py:" not in line]

    assert found == []


def test_a_name_written_out_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every way to write it."""
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    lines = ('Prompt("a", "b", {})', 'kit.Leave(to="a")', 'Visit(f"{x}", "b", 1)', 'Door[()]("a")')
    (tmp_path / "wrong.py").write_text("\n".join((*lines, "Leave(DESK())", "Door[()](name)")))

    assert len(list(literals(tmp_path / "wrong.py"))) == len(lines)


@pytest.mark.parametrize(
    ("code", "flow", "step"),
    [
        ("event-1", "events", "detail"),
        ("local", "profile", "local"),
        (INVITATION, "desk", "invited"),
    ],
)
def test_links_lead_through_doors(code: str, flow: str, step: str) -> None:
    """The codes on posters, in messages and in invitations arrive."""
    prompt = read_link(code)

    assert prompt is not None
    assert (prompt.flow, prompt.step) == (flow, step)


def test_what_is_stored_is_the_flow_the_step_and_the_draft() -> None:
    """The same three as before there were doors."""
    prompt = people.FIRST_PROFILE(True)

    assert (prompt.flow, prompt.step, prompt.draft) == ("profile", "age", {"first": True})
