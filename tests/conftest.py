"""What every test may count on."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more about what else this machine does than about the example.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")

# A check that fails outside of a test's own file shows where it differs, too.
pytest.register_assert_rewrite(
    "tests.flows.talk",
    "tests.flows.talk_by_number",
    "tests.bot.conversing.chatting",
    "tests.bot.sending.sender_world",
    "tests.survival.checks",
    "tests.survival.town",
    "tests.survival.walkers",
)
