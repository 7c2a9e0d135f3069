"""What every test may count on."""

import pytest

pytest.register_assert_rewrite("tests.talk")  # a transcript that fails shows where it differs
