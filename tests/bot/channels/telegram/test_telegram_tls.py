"""Encrypted connections: to a server that is trusted, and to one that is not."""

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.channels.base import Meaning
from bot.channels.telegram.errors import CallError
from bot.channels.telegram.request import TelegramRequest
from tests.bot.channels.telegram.telegram_kit import request_of

PLAIN = b'HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":7}'


Run = Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture(params=[asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    """Both kinds of loops have their own way to encrypt."""
    runner: Run = request.param
    return runner


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Lipa's test")])
    places = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    today = datetime(2026, 1, 1, tzinfo=UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=3650))
        .not_valid_after(today + timedelta(days=36500))
        .add_extension(places, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    pem = serialization.Encoding.PEM
    path.write_bytes(signed.public_bytes(pem) + key.private_bytes(pem, form, plain))
    return path


@contextlib.asynccontextmanager
async def serving(certificate: Path) -> AsyncIterator[TelegramRequest]:
    """A request class for an encrypted server that answers everything with 7."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await request_of(reader)
                writer.write(PLAIN)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    request = TelegramRequest(f"https://127.0.0.1:{port}", "42:secret")
    yield request
    await request.shutdown()
    server.close()
    await asyncio.wait_for(server.wait_closed(), 5)


def test_a_trusted_server_is_asked_over_one_encrypted_connection(
    run: Run, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trust comes from where the operating system, or SSL_CERT_FILE, says."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    async def asked() -> None:
        async with serving(certificate) as request:
            results = [await request.call("getMe", {"text": "x" * 100_000}) for _ in range(3)]

            assert results == [7, 7, 7]
            assert len(request._wire._all) == 1

    run(asked())


def test_a_server_that_is_not_trusted_gets_nothing(run: Run, certificate: Path) -> None:
    """Surely not sent, and the failure says why."""

    async def asked() -> None:
        async with serving(certificate) as request:
            with pytest.raises(CallError) as caught:
                await request.call("getMe", {})

        assert caught.value.meaning is Meaning.NETWORK
        assert caught.value.detail == "the server's certificate is not trusted"

    run(asked())
