"""The fake as a process, ``python -m tests.platforms.signal --socket PATH``: it prints where it is.

Other processes steer it on the port ``control``: ``POST /sim/say {"who": 7, "text": "hello"}``;
`remote.py` has all that can be done.
"""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

import uvloop

from tests.platforms.signal.calls import versions
from tests.platforms.signal.rates import Bucket, Mode, Rates
from tests.platforms.signal.remote import Remote
from tests.platforms.signal.simulation import SignalCli
from tests.platforms.signal.world import Trust


def parser() -> argparse.ArgumentParser:
    """The command line."""
    options = argparse.ArgumentParser(prog="python -m tests.platforms.signal", description=__doc__)
    add = options.add_argument
    add("--socket", type=Path, help="default: one in a new folder")
    add("--tcp", type=int, help="a port, too; 0: any")
    add("--control", type=int, default=0, help="the port for other processes; 0: any")
    add("--version", default=versions.DEFAULT)
    add("--trust", choices=[t.value for t in Trust], default=Trust.FIRST_USE.value)
    add("--rates", choices=[m.value for m in Mode], default=Mode.OFF.value)
    add("--total", default="", help="what all people together may get: BURST,SECONDS")
    add("--latency-ms", default="0", help="one number or a span, such as 20-80")
    add("--keep", type=int, default=100_000, help="how many calls to remember")
    return options


def build(options: argparse.Namespace) -> SignalCli:
    """The daemon that the options describe."""
    low, _, high = options.latency_ms.partition("-")
    total = [float(number) for number in options.total.split(",") if number]
    return SignalCli(
        options.socket,
        tcp=options.tcp,
        version=options.version,
        trust=Trust(options.trust),
        rates=Rates(Mode(options.rates), Bucket(*total) if total else None),
        latency=(float(low) / 1000, float(high or low) / 1000),
        keep=options.keep,
        strict=False,
    )


async def serve(options: argparse.Namespace) -> None:
    """Run until a signal comes."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with build(options) as daemon:
        remote = Remote(daemon)
        control = f"http://127.0.0.1:{await remote.start(options.control)}"
        where = {"rpc": daemon.rpc, "tcp": daemon.port, "control": control}
        sys.stdout.write(json.dumps(where | {"account": daemon.account}) + "\n")
        sys.stdout.flush()
        await ended.wait()
        await remote.close()


if __name__ == "__main__":
    uvloop.run(serve(parser().parse_args()))
