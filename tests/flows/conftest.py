import pytest

from tests.flows.talk import Talk
from tests.flows.talk_by_number import TalkByNumber


@pytest.fixture(params=[Talk, TalkByNumber], ids=["buttons", "numbers"])
def talk(request: pytest.FixtureRequest) -> Talk:
    """A person with a phone that shows buttons, and one with a phone that shows words only."""
    phone: Talk = request.param()
    return phone
