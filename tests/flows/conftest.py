import pytest

from tests.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A person with a phone."""
    return Talk()
