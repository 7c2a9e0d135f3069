"""The drawings in docs/flows are true."""

from pathlib import Path

import pytest

from flows import diagrams
from flows.contents import FLOWS


def test_the_drawings_in_the_repository_are_true() -> None:
    """Nobody changed a flow without drawing it again."""
    diagrams.main(["--check"])


def test_every_flow_is_drawn_with_all_its_steps() -> None:
    """Each step with what it is for."""
    pages = diagrams.pages()

    for flow in FLOWS:
        assert all(f"- **{name}**: " in pages[f"{flow.name}.md"] for name in flow.steps)
        assert ": \n" not in pages[f"{flow.name}.md"]


def test_what_is_stale_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed, missing and left-over pages alike; writing mends all of it."""
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    diagrams.main([])
    (tmp_path / "menu.md").write_text("old")
    (tmp_path / "help.md").unlink()
    (tmp_path / "gone.md").write_text("a flow that is gone")

    with pytest.raises(SystemExit, match="1"):
        diagrams.main(["--check"])

    said = capsys.readouterr().err
    assert "docs/flows/gone.md, docs/flows/help.md, docs/flows/menu.md" in said
    diagrams.main([])
    diagrams.main(["--check"])
