"""The operator's texts: one file per language, read strictly and compared with each other."""

import shutil
from pathlib import Path

import pytest

from bot.texts.folder import SAMPLE, read_texts
from console.documents.parsing import DocumentError
from domain.advice.slot import Topic
from tests.bot.lipa import Lipa
from translations.catalogues import Catalogues
from translations.reading.reader import Reader

LEAST = """organisation = "A"
[emergency.police]
name = "Police"
phone = "113"
"""
ARABIC = LEAST.replace("Police", "الشرطة").replace('"A"', '"أ"')
CONTACT = """[contact.advice]
name = "Ana"
phone = "+386 1 200 00 00"
hours = "Monday"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for texts, still empty."""
    made = tmp_path / "texts"
    made.mkdir()
    return made


def write(folder: Path, **pages: str) -> Path:
    """One file per language."""
    for tag, text in pages.items():
        (folder / f"{tag}.toml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    """What is refused."""
    with pytest.raises(DocumentError) as refused:
        read_texts(folder)
    return [each.field for each in refused.value.problems]


def test_without_a_folder_the_sample_is_shown_and_says_so(tmp_path: Path) -> None:
    """In every language that people can choose, with nothing left out."""
    texts = read_texts(tmp_path / "no")

    assert texts.help.sample
    assert texts.lacking == ()
    offered = {each.tag for each in Catalogues.load(None).offered}
    for content in (texts.help.organisation, *texts.help.rules, *texts.bring.values()):
        assert set(content.by_language) == offered
    assert [each.phone for each in texts.help.emergency] == ["112", "113", "116 111"]


def test_a_copy_of_the_sample_is_the_operators_once_they_say_so(folder: Path) -> None:
    """Without the line that marks it."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    assert read_texts(folder).help.sample
    for page in folder.glob("*.toml"):
        page.write_text(page.read_text("utf-8").replace("sample = true\n", ""), "utf-8")

    assert not read_texts(folder).help.sample


def test_what_is_written_is_joined_by_its_keys(folder: Path) -> None:
    """Whatever order it stands in; what a language lacks is named."""
    english = f"rules = ['Be kind.']\n{LEAST}{CONTACT}[bring]\nfamily = 'Papers.'\n"
    write(folder, en=english, ar=ARABIC)

    texts = read_texts(folder)

    assert texts.help.organisation.by_language == {"en": "A", "ar": "أ"}
    assert texts.help.emergency[0].name.by_language == {"en": "Police", "ar": "الشرطة"}
    [contact] = texts.help.contacts
    assert contact.name.by_language == {"en": "Ana"}
    assert contact.address is None
    assert texts.bring[Topic.FAMILY].by_language == {"en": "Papers."}
    assert texts.lacking == ("ar.toml has no contact.advice, bring.family, rules; en.toml has.",)


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("organisation = 5\n[emergency.a]\nname = 'A'\nphone = '1'", "en.toml: organisation"),
        ("organisation = 'A'", "en.toml: emergency"),
        ("organisation = 'A'\nemergency = 5", "en.toml: emergency"),
        (LEAST.replace("113", "call us"), "en.toml: emergency.police.phone"),
        (LEAST + "[contact.X]\nname = 'a'", "en.toml: contact"),
        (LEAST + "[contact.x]\nnam = 'a'", "en.toml: contact.x.nam"),
        (LEAST + "[bring]\ntea = 'a'", "en.toml: bring.tea"),
        (LEAST + "[question.tea]\nask = ['a']", "en.toml: question.tea.answer"),
        (LEAST + "[question.tea]\nask = []\nanswer = 'a'", "en.toml: question.tea.ask"),
        (LEAST + "[question.tea]\nask = ['']\nanswer = 'a'", "en.toml: question.tea.ask"),
        (LEAST + "[question.tea]\nask = 'a'\nanswer = 'a'", "en.toml: question.tea.ask"),
        (LEAST + "[question.Tea]\nask = ['a']\nanswer = 'a'", "en.toml: question"),
        (LEAST + "[question]\nask = ['a']", "en.toml: question.ask"),
        ("question = 5\n" + LEAST, "en.toml: question"),
        ("rules = [5]\n" + LEAST, "en.toml: rules"),
        ("tea = 1\n" + LEAST, "en.toml: tea"),
        ("organisation = ", "en.toml: file"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(folder: Path, page: str, field: str) -> None:
    """So that it can be mended."""
    assert field in problems(write(folder, en=page))


TEA = """[question.tea]
ask = ["Where is the tea?", "tea please"]
answer = "In the kitchen."
"""


def test_questions_are_joined_by_their_keys(folder: Path) -> None:
    """Asked in any language, answered in all; what a language lacks is named."""
    arabic = ARABIC + TEA.replace("Where is the tea?", "أين الشاي؟").replace("In the", "في")
    write(folder, en=LEAST + TEA, ar=arabic, fr=LEAST)

    texts = read_texts(folder)

    [question] = texts.help.questions
    assert question.key == "tea"
    assert question.asked.by_language == {"en": "Where is the tea?", "ar": "أين الشاي؟"}
    assert question.ways == ("Where is the tea?", "tea please", "أين الشاي؟")
    assert set(question.answer.by_language) == {"en", "ar"}
    assert texts.lacking == ("fr.toml has no question.tea; en.toml has.",)


def test_a_question_that_the_first_language_lacks_is_refused(folder: Path) -> None:
    """Nobody would read its answer in the others."""
    assert problems(write(folder, en=LEAST, ar=ARABIC + TEA)) == ["ar.toml: question.tea"]


def test_every_question_of_the_sample_is_understood_as_itself(tmp_path: Path) -> None:
    """None is hidden by another one, or by what is asked everywhere."""
    texts, catalogues = read_texts(tmp_path / "no").help, Catalogues.load(None)
    reader = Reader(catalogues)

    for question in texts.questions:
        assert set(question.answer.by_language) == {each.tag for each in catalogues.offered}
        for way in question.ways:
            heard = reader.asked(way, texts.ways)
            assert heard.sure == question.key or question.key in heard.maybe, way


def test_numbers_are_the_same_in_every_language(folder: Path) -> None:
    """A wrong one in a language that the operator cannot read would be found by nobody."""
    other = ARABIC.replace("113", "114") + CONTACT

    wrong = problems(write(folder, en=LEAST, ar=other))

    assert wrong == ["ar.toml: emergency.police.phone", "ar.toml: contact.advice"]


@pytest.mark.parametrize("name", ["english", "EN", "und"])
def test_a_file_is_named_after_its_language(folder: Path, name: str) -> None:
    """As people choose it."""
    write(folder, en=LEAST)
    (folder / f"{name}.toml").write_text(LEAST)

    assert problems(folder) == [f"{name}.toml: file"]


def test_an_empty_folder_is_no_sample(folder: Path) -> None:
    """Somebody meant to write."""
    assert problems(folder) == [str(folder)]


def test_the_check_says_what_is_missing(lipa: Lipa) -> None:
    """The sample; then what a language lacks; then nothing."""
    assert "People see the sample" in said(lipa)
    write(_made(lipa.folder / "texts"), en=LEAST + CONTACT, ar=ARABIC)

    assert "ar.toml has no contact.advice; en.toml has." in said(lipa)
    assert "texts has no ru.toml." in said(lipa)
    assert "texts can be used." in said(lipa)


def said(lipa: Lipa) -> str:
    """What the check says about the texts."""
    checks = lipa("check", "--json").document["checks"]
    return " ".join(each["message"] for each in checks if each["name"] == "texts")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
