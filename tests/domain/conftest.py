import pytest

from tests.fakes.world import BEN, World


@pytest.fixture
def world() -> World:
    """Monday noon, and Ben, who has said yes to everything."""
    world = World()
    world.add_person(BEN)
    return world
