"""What every test may count on."""

import gc
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

# What is compiled, tests with their asserts above all, is kept for the next of many processes.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # noqa: TID251 - of Python's, and for all we start

# How long an example takes says more about what else this machine does than about the example.
settings.register_profile(
    "ours", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# `make chaos` looks further: it runs them with --hypothesis-profile=long.
settings.register_profile("long", settings.get_profile("ours"), max_examples=500)
settings.load_profile("ours")

# A check that fails outside of a test's own file shows where it differs, too.
pytest.register_assert_rewrite(
    "tests.flows.screens",
    "tests.flows.talk",
    "tests.flows.talk_by_number",
    "tests.bot.conversing.chatting",
    "tests.bot.sending.sender_world",
    "tests.survival.checks",
    "tests.survival.kills",
    "tests.survival.sent_checks",
    "tests.survival.town",
    "tests.survival.walkers",
)


# These wait for processes of their own more than they work.
WAITING = ("survival", "main_job", "benchmarks", "running", "selftests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread those that wait over the rest: then the others have the machine meanwhile."""
    rooms = {item: set(item.path.parts) for item in items}
    waiting = [item for item in items if rooms[item].intersection(WAITING)]
    rest = [item for item in items if not rooms[item].intersection(WAITING)]
    for number, item in enumerate(waiting):
        rest.insert(number * (len(items) // len(waiting)), item)
    items[:] = rest


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
