"""Settings of the channels and of the database's server, and those that need each other."""

from pathlib import Path

import pytest

from bot.settings.settings import Settings, SettingsError

TOKEN = "4200000042:AAFakeTokenForTestsOnly_0123456789abcdef"
HELD = "a-Z_9" * 7  # 35 letters
HOOK = "https://lipa.example.org/telegram"
WEBHOOK = {
    "LIPA_TELEGRAM_TOKEN": TOKEN,
    "LIPA_TELEGRAM_WEBHOOK_URL": HOOK,
    "LIPA_TELEGRAM_WEBHOOK_SECRET": HELD,
}
SIGNAL = {"LIPA_SIGNAL_RPC": "unix:/run/signal-cli/socket", "LIPA_SIGNAL_ACCOUNT": "+38640123456"}
SERVER = "postgresql://lipa:kanarek@db.example.org:5433/lipa?sslmode=require"


def problems(folder: Path, **environ: str) -> dict[str, str]:
    """What is wrong, by setting."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ, folder)
    return {problem.name: problem.message for problem in caught.value.problems}


def test_a_channel_with_all_it_needs_can_be_used(tmp_path: Path) -> None:
    """Both at once, too."""
    settings = Settings.from_env(
        {**WEBHOOK, **SIGNAL, "LIPA_SIGNAL_POLLS": "true", "LIPA_SIGNAL_RATE": "0"}, tmp_path
    )

    assert settings.telegram_webhook_url == HOOK
    assert (settings.signal_rpc, settings.signal_account) == tuple(SIGNAL.values())
    assert (settings.signal_polls, settings.signal_rate) == (True, 0)


@pytest.mark.parametrize(
    "rpc",
    ["socket", "unix:socket", "tcp:7583", "tcp:host:0", "tcp:host:x", "tcp:h:65536", "http:x"],
)
def test_a_socket_is_a_path_or_a_host_with_a_port(tmp_path: Path, rpc: str) -> None:
    """And the sentence shows one of each."""
    wrong = problems(tmp_path, **SIGNAL | {"LIPA_SIGNAL_RPC": rpc})

    assert list(wrong) == ["LIPA_SIGNAL_RPC"]
    assert "tcp:127.0.0.1:7583" in wrong["LIPA_SIGNAL_RPC"]


@pytest.mark.parametrize("number", ["040123456", "+0123456", "+386 40 123", "+1", "lipa"])
def test_an_account_is_a_number_with_its_country(tmp_path: Path, number: str) -> None:
    """As signal-cli writes it."""
    wrong = problems(tmp_path, **SIGNAL | {"LIPA_SIGNAL_ACCOUNT": number})

    assert list(wrong) == ["LIPA_SIGNAL_ACCOUNT"]


@pytest.mark.parametrize(
    "url",
    [
        "lipa.example.org/telegram",
        "http://lipa.example.org/telegram",
        "https://lipa.example.org",
        "https://lipa.example.org/",
        "https://lipa.example.org/telegram?x=1",
        "https://lipa.example.org/health/live",
        "https://lipa.example.org/metrics",
        "https://lipa.example.org/{name}",
        "https://:443/telegram",
        "https://lipa.example.org:port/telegram",
    ],
)
def test_a_webhook_is_a_whole_address_with_a_path_of_its_own(tmp_path: Path, url: str) -> None:
    """Encrypted, unless it is this machine's."""
    assert "LIPA_TELEGRAM_WEBHOOK_URL" in problems(
        tmp_path, **WEBHOOK | {"LIPA_TELEGRAM_WEBHOOK_URL": url}
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1:8800/x", "http://localhost/x", "http://[::1]/x"])
def test_a_webhook_on_this_machine_needs_no_encryption(tmp_path: Path, url: str) -> None:
    """For a Bot API server of one's own."""
    settings = Settings.from_env(WEBHOOK | {"LIPA_TELEGRAM_WEBHOOK_URL": url}, tmp_path)

    assert settings.telegram_webhook_url == url


def test_what_is_missing_beside_others_is_said_with_everything_else(tmp_path: Path) -> None:
    """One round of mending is enough."""
    wrong = problems(
        tmp_path,
        LIPA_TELEGRAM_WEBHOOK_URL=HOOK,
        LIPA_SIGNAL_RPC=SIGNAL["LIPA_SIGNAL_RPC"],
        LIPA_PORT="x",
    )

    assert set(wrong) == {
        "LIPA_PORT",
        "LIPA_TELEGRAM_TOKEN",
        "LIPA_TELEGRAM_WEBHOOK_SECRET",
        "LIPA_SIGNAL_ACCOUNT",
    }
    assert all("is not set" in wrong[name] for name in set(wrong) - {"LIPA_PORT"})


def test_an_account_without_a_socket_says_so(tmp_path: Path) -> None:
    """The other way round."""
    wrong = problems(tmp_path, LIPA_SIGNAL_ACCOUNT=SIGNAL["LIPA_SIGNAL_ACCOUNT"])

    assert list(wrong) == ["LIPA_SIGNAL_RPC"]


def test_a_secret_in_a_file_is_not_missing(tmp_path: Path) -> None:
    """It is only elsewhere."""
    (tmp_path / "secret").write_text(f"{HELD}\n")
    environ = WEBHOOK | {
        "LIPA_TELEGRAM_WEBHOOK_SECRET": "",
        "LIPA_TELEGRAM_WEBHOOK_SECRET_FILE": str(tmp_path / "secret"),
    }

    assert Settings.from_env(environ, tmp_path).telegram_webhook_secret == HELD


def test_a_database_may_be_on_a_server(tmp_path: Path) -> None:
    """What belongs to it on this machine stands under `var`."""
    settings = Settings.from_env({"LIPA_DATABASE_URL": SERVER}, tmp_path)

    assert (settings.database_url, settings.on_server) == (SERVER, True)
    assert settings.database_path == Path("var/lipa")


def test_the_url_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    """For a password is in it."""
    (tmp_path / "url").write_text(SERVER)

    settings = Settings.from_env({"LIPA_DATABASE_URL_FILE": str(tmp_path / "url")}, tmp_path)

    assert settings.database_url == SERVER


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("LIPA_DATABASE_URL", "postgres://lipa:kanarek@host/lipa"),
        ("LIPA_DATABASE_URL", "postgresql://lipa:kanarek@host:port/lipa"),
        ("LIPA_DATABASE_URL", "mysql://lipa:kanarek@host/lipa"),
        ("LIPA_TELEGRAM_WEBHOOK_SECRET", "kanarek!"),
    ],
)
def test_no_secret_is_repeated(tmp_path: Path, name: str, word: str) -> None:
    """Neither in an error nor when settings are printed."""
    assert "kanarek" not in str(problems(tmp_path, **{name: word}))
    printed = repr(Settings.from_env({"LIPA_DATABASE_URL": SERVER, **WEBHOOK}, tmp_path))
    assert "kanarek" not in printed
    assert HELD not in printed
