"""The real signal-cli still says what was recorded, which is what the fake says, too.

`python -m tests.platforms.signal.real.install` puts it where it is looked for.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.signal.rpc import Rpc, connect
from tests.platforms.signal import ACCOUNT
from tests.platforms.signal.real.place import VERSION, installed
from tests.platforms.signal.real.real import Real, isolation
from tests.platforms.signal.real.recording import asked, recorded

IN_USE = 3  # the exit code
pytestmark = pytest.mark.skipif(
    not installed(),
    reason=f"signal-cli {VERSION} is not installed: python -m tests.platforms.signal.real.install",
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Real]:
    """The real one, without an account."""
    real = Real(tmp_path)
    assert real.start() == 0
    yield real
    real.kill()
    real.path.unlink(missing_ok=True)
    real.path.parent.rmdir()


async def test_the_real_one_says_what_was_recorded_and_stops_when_asked(real: Real) -> None:
    """Every line; without a way to cut it off the network, not those that would use it."""
    lines = [said for said in recorded() if isolation() or not said.offline]

    async with asked(real.path) as asking:
        wrong = [(said, answer) for said in lines if not said.agrees(answer := await asking(said))]

    assert wrong == []
    assert real.stop() == 0
    assert not real.path.exists()


async def test_our_client_finds_the_real_one_again_after_a_kill(real: Real) -> None:
    """Its connection ends at once. The socket is left behind: nothing starts until that is gone."""
    first = await client(real)
    assert await first.call("version") == {"version": VERSION}
    assert await first.call("listAccounts") == []
    real.kill()
    await first.ended
    await first.close()
    with pytest.raises(ConnectionRefusedError):
        await client(real)
    assert real.start() == IN_USE

    real.path.unlink()
    assert real.start() == 0

    second = await client(real)
    assert await second.call("version") == {"version": VERSION}
    await second.close()
    assert real.stop() == 0


async def client(real: Real) -> Rpc:
    """Lipa's own client."""

    async def take(_lines: object) -> None:
        """Nobody writes to an account that does not exist."""

    return await connect(f"unix:{real.path}", ACCOUNT, take)
