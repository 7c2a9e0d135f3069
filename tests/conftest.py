"""What every test may count on."""

import pytest

# A check that fails outside of a test's own file shows where it differs, too.
pytest.register_assert_rewrite(
    "tests.talk",
    "tests.talk_by_number",
    "tests.bot.chatting",
    "tests.bot.sending",
    "tests.bot.survival_checks",
    "tests.bot.survival_desk",
    "tests.bot.survival_walkers",
)
