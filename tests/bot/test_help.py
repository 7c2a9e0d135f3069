"""The operator's contacts come from a small file, and there is a sample until it is written."""

from pathlib import Path

import pytest

from bot.documents import DocumentError
from bot.help import parse_help, read_help

EXAMPLE = Path(__file__).parents[2] / "help.example.toml"
LEAST = 'organisation = { en = "A" }\n[[emergency]]\nname = { en = "Police" }\nphone = "113"\n'


def test_without_a_file_there_is_a_sample_that_says_so(tmp_path: Path) -> None:
    """Emergency numbers are there from the first minute."""
    found = read_help(tmp_path / "help.toml")

    assert found.sample
    assert [number.phone for number in found.emergency] == ["112", "113"]


def test_the_example_can_be_used_as_it_is() -> None:
    """Copying it is the first step."""
    found = read_help(EXAMPLE)

    assert not found.sample
    assert len(found.emergency) == len(found.contacts) == 2


def test_an_emergency_number_is_enough() -> None:
    """Contacts may follow later."""
    assert parse_help(LEAST.encode()).contacts == ()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("organisation = 5", "organisation"),
        ('organisation = { en = "A" }', "emergency"),
        (LEAST.replace("113", "call us"), "emergency[0].phone"),
        (LEAST.replace('"113"', "113"), "emergency[0].phone"),
        (LEAST + "[[contact]]\nphone = '1'", "contact[0].name"),
        (LEAST + "[[contcat]]\n", "contcat"),
        (LEAST + "contact = []\n", "emergency[0].contact"),
        ("organisation =", "file"),
        ("\xff", "file"),
    ],
)
def test_what_is_wrong_is_named(text: str, field: str) -> None:
    """Each problem has the path of its field."""
    with pytest.raises(DocumentError) as caught:
        parse_help(text.encode("latin-1"))

    assert field in [problem.field for problem in caught.value.problems]
