"""Settings come from the environment and `.env`, and all that is wrong is said at once."""

import re
from base64 import urlsafe_b64encode
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings.settings import SECRETS, Settings, SettingsError, setting_names

KEY = urlsafe_b64encode(bytes(32)).decode()
TOKEN = "4200000042:AAFakeTokenForTestsOnly_0123456789abcdef"
EXAMPLE = Path(__file__).parents[3] / ".env.example"

WRONG = [
    ("LIPA_DATABASE_URL", "postgres://u@h/d", "postgresql://USER"),
    ("LIPA_DATABASE_URL", "postgresql+psycopg2://u@h/d", "postgresql://USER"),
    ("LIPA_DATABASE_URL", "postgresql://u@h", "postgresql://USER"),
    ("LIPA_DATABASE_URL", "postgresql://u@h:port/d", "postgresql://USER"),
    ("LIPA_DATABASE_URL", "mysql://u@h/d", "SQLite file"),
    ("LIPA_DATABASE_URL", "sqlite://", "SQLite file"),
    ("LIPA_DATABASE_URL", "sqlite:///:memory:", "SQLite file"),
    ("LIPA_SECRET_KEYS", "short", "32 bytes"),
    ("LIPA_TELEGRAM_TOKEN", "token", "@BotFather"),
    ("LIPA_TELEGRAM_API_URL", "api.telegram.org", "https://"),
    ("LIPA_TELEGRAM_API_URL", "http://host:port", "https://"),
    ("LIPA_TELEGRAM_RATE", "-1", "0 means no limit"),
    ("LIPA_TELEGRAM_RATE", "nan", "0 means no limit"),
    ("LIPA_TELEGRAM_CHAT_RATE", "inf", "0 means no limit"),
    ("LIPA_SIGNAL_RATE", "-1", "0 means no limit"),
    ("LIPA_SIGNAL_POLLS", "yes", "true or false"),
    ("LIPA_TELEGRAM_WEBHOOK_SECRET", "kanarek!", "32 to 256"),
    ("LIPA_TELEGRAM_WEBHOOK_SECRET", "x" * 257, "32 to 256"),
    ("LIPA_TELEGRAM_WEBHOOK_SECRET", "x" * 31, "openssl rand -hex 32"),
    ("LIPA_HOST", "http://x", "without http://"),
    ("LIPA_PORT", "65536", "from 0 to 65535"),
    ("LIPA_PORT", "80.5", "from 0 to 65535"),
    ("LIPA_PORT", "9" * 5000, "from 0 to 65535"),
    ("LIPA_TIME_ZONE", "Mars", "Europe/Ljubljana"),
    ("LIPA_TIME_ZONE", "../../etc/passwd", "Europe/Ljubljana"),
    ("LIPA_AUDIT_DAYS", "179", "from 180 to 1825"),
    ("LIPA_AUDIT_DAYS", "1826", "from 180 to 1825"),
    ("LIPA_RETENTION_DAYS", "6", "from 7 to 365"),
    ("LIPA_RETENTION_DAYS", "366", "from 7 to 365"),
    ("LIPA_PERSON_RATE", "-1", "0 means no limit"),
    ("LIPA_LOG_LEVEL", "loud", "debug, info"),
]


def test_nothing_set_means_the_defaults(tmp_path: Path) -> None:
    """A newcomer needs no settings at all."""
    settings = Settings.from_env({}, tmp_path)

    assert settings == Settings()
    assert settings.database_path == Path("var/lipa.db")


def test_an_empty_value_means_the_default(tmp_path: Path) -> None:
    """`NAME=` is what `.env.example` has for a secret that is not set."""
    assert Settings.from_env({"LIPA_PORT": " ", "LIPA_HOST": ""}, tmp_path) == Settings()


@pytest.mark.parametrize(("name", "word", "says"), WRONG)
def test_a_wrong_setting_says_what_to_mend(name: str, word: str, says: str, tmp_path: Path) -> None:
    """The sentence names the setting and what is allowed."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({name: word}, tmp_path)

    [problem] = caught.value.problems
    assert problem.name == name
    assert says in problem.message


def test_all_wrong_settings_are_said_at_once(tmp_path: Path) -> None:
    """One round of mending is enough."""
    wrong = {"LIPA_PORT": "x", "LIPA_TIME_ZONE": "x", "LIPA_LOG_LEVEL": "x"}

    with pytest.raises(SettingsError) as caught:
        Settings.from_env(wrong, tmp_path)

    assert {problem.name for problem in caught.value.problems} == set(wrong)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """What is set for one run wins over what is written down."""
    (tmp_path / ".env").write_text("LIPA_PORT=1\nLIPA_HOST=0.0.0.0\n")

    settings = Settings.from_env({"LIPA_PORT": "2"}, tmp_path)

    assert (settings.port, settings.host) == (2, "0.0.0.0")  # noqa: S104 - only read


def test_the_file_may_have_quotes_comments_and_export(tmp_path: Path) -> None:
    """Whatever people are used to from other programs."""
    zone = "LIPA_TIME_ZONE='Europe/Vienna'"
    lines = ["\ufeff# a comment", "", zone, "export LIPA_PORT = 5 # why", "OTHER=1"]
    (tmp_path / ".env").write_text("\n".join(lines))

    settings = Settings.from_env({}, tmp_path)

    assert settings.time_zone == ZoneInfo("Europe/Vienna")
    assert (settings.port, settings.warnings) == (5, ())


def test_a_line_that_is_no_setting_is_named_by_its_number(tmp_path: Path) -> None:
    """A slip in `.env` is found without reading it aloud."""
    (tmp_path / ".env").write_text("LIPA_PORT=1\nnonsense\n")

    with pytest.raises(SettingsError, match="line 2"):
        Settings.from_env({}, tmp_path)


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    """As containers hand secrets over."""
    (tmp_path / "token").write_text(TOKEN + "\n")

    settings = Settings.from_env({"LIPA_TELEGRAM_TOKEN_FILE": str(tmp_path / "token")}, tmp_path)

    assert settings.telegram_token == TOKEN


def test_a_secret_set_twice_is_refused(tmp_path: Path) -> None:
    """Nobody could tell which one is used."""
    (tmp_path / "keys").write_text(KEY)
    environ = {"LIPA_SECRET_KEYS": KEY, "LIPA_SECRET_KEYS_FILE": str(tmp_path / "keys")}

    with pytest.raises(SettingsError, match="twice"):
        Settings.from_env(environ, tmp_path)


def test_a_secret_file_that_is_missing_is_named(tmp_path: Path) -> None:
    """The path itself is not repeated: it is in the settings."""
    with pytest.raises(SettingsError, match="LIPA_SECRET_KEYS_FILE: the file cannot be read"):
        Settings.from_env({"LIPA_SECRET_KEYS_FILE": str(tmp_path / "none")}, tmp_path)


@pytest.mark.parametrize("name", ["LIPA_SECRET_KEYS", "LIPA_TELEGRAM_TOKEN"])
def test_a_secret_is_never_repeated(name: str, tmp_path: Path) -> None:
    """Neither in an error nor when settings are printed."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({name: "canary"}, tmp_path)

    assert "canary" not in str(caught.value)
    good = Settings.from_env({"LIPA_SECRET_KEYS": KEY, "LIPA_TELEGRAM_TOKEN": TOKEN}, tmp_path)
    assert KEY not in repr(good)
    assert TOKEN not in repr(good)


def test_an_unknown_name_is_a_warning_with_the_closest_one(tmp_path: Path) -> None:
    """A typing error does not stop the start, but does not pass unseen."""
    settings = Settings.from_env({"LIPA_TELEGRAM_TOKN": TOKEN}, tmp_path)

    assert settings.warnings == (
        "LIPA_TELEGRAM_TOKN is not a setting of Lipa: did you mean LIPA_TELEGRAM_TOKEN?",
    )


def test_languages_keep_their_order(tmp_path: Path) -> None:
    """People are shown them in the operator's order."""
    assert Settings.from_env({"LIPA_LANGUAGES": "sl, ar en,sl"}, tmp_path).languages == (
        "sl",
        "ar",
        "en",
    )


def test_the_example_names_every_setting_with_a_comment() -> None:
    """`.env.example` and the program never drift apart."""
    blocks = re.split(r"\n\s*\n", EXAMPLE.read_text())
    named = re.findall(r"^(LIPA_\w+)=", EXAMPLE.read_text(), re.MULTILINE)

    assert named == list(setting_names())
    assert all(block.startswith("#") for block in blocks)
    assert {f.name for f in fields(Settings)} == {*setting_names().values(), "warnings"}


def test_the_example_is_harmless(tmp_path: Path) -> None:
    """Copied as it is, it means the defaults; it holds no secret."""
    (tmp_path / ".env").write_text(EXAMPLE.read_text())

    settings = Settings.from_env({}, tmp_path)

    assert settings.languages == ("en", "sl", "ar", "fa", "fr", "ru")
    assert all(not getattr(settings, setting_names()[n]) for n in SECRETS[1:])
    assert settings.warnings == ()
