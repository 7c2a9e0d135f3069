"""What a running program says of itself, over HTTP."""

import asyncio
from typing import Any

import aiohttp

from tests.survival.lipa_process import PATIENCE, Program


async def ready(lipa: Program) -> int:
    """What the program says of itself."""
    url = f"http://127.0.0.1:{lipa.port}/health/ready"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status


async def until_ready(lipa: Program, status: int) -> None:
    """Wait until the program says this of itself."""
    async with asyncio.timeout(PATIENCE):
        while await ready(lipa) != status:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)


async def page_of(lipa: Program, page: str) -> dict[str, Any]:
    """What a page of health says."""
    url = f"http://127.0.0.1:{lipa.port}/health/{page}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return dict(await answer.json())


async def write_age(lipa: Program) -> float:
    """For how many seconds nothing was written, as the metrics say."""
    url = f"http://127.0.0.1:{lipa.port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        lines = (await answer.text()).splitlines()
    [age] = [line for line in lines if line.startswith("lipa_write_age_seconds ")]
    return float(age.split()[1])
