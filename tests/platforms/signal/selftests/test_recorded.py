"""The fake answers every line as the real one did when it was recorded."""

from collections.abc import AsyncIterator

import pytest

from tests.platforms.signal import SignalCli
from tests.platforms.signal.real.recording import Asking, asked, recorded


@pytest.fixture
async def asking() -> AsyncIterator[Asking]:
    """A daemon that has no account."""
    async with SignalCli(strict=False) as signal:
        signal.loaded = False
        async with asked(signal.path) as asking:
            yield asking


async def test_the_fake_says_what_the_real_one_said(asking: Asking) -> None:
    """Well-formed, malformed, batches, silence: on one connection, in this order."""
    every = list(recorded())

    wrong = [(said, answer) for said in every if not said.agrees(answer := await asking(said))]

    assert wrong == []
    assert len(every) > 70
