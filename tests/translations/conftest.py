"""The catalogues, a speaker and a reader, read once for all tests of this folder."""

from zoneinfo import ZoneInfo

import pytest

from translations.catalogues import Catalogues
from translations.speak import Speaker
from translations.understand import Reader

ZONE = ZoneInfo("Europe/Ljubljana")


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    """All ready languages."""
    return Catalogues.load()


@pytest.fixture(scope="session")
def speaker(catalogues: Catalogues) -> Speaker:
    """Says texts as people in Ljubljana read them."""
    return Speaker(catalogues, ZONE)


@pytest.fixture(scope="session")
def reader(catalogues: Catalogues) -> Reader:
    """Reads what people type."""
    return Reader(catalogues, ZONE)
