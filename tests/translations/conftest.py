"""The catalogues, a speaker and a reader, read once for all tests of this folder."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from translations import catalogues as catalogues_of_the_code
from translations.catalogues import Catalogues
from translations.reading.reader import Reader
from translations.saying.speaker import Speaker

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


@pytest.fixture(scope="session")
def with_persian() -> Catalogues:
    """All ready languages, and Persian whether it is ready or not."""
    known = catalogues_of_the_code.facts()
    known["fa"] = replace(known["fa"], ready=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues_of_the_code, "facts", lambda: known)
        return Catalogues.load()


@pytest.fixture(scope="session")
def persian_speaker(with_persian: Catalogues) -> Speaker:
    """Speaks Persian too."""
    return Speaker(with_persian, ZONE)


@pytest.fixture(scope="session")
def persian(with_persian: Catalogues) -> Reader:
    """Reads answers to labels that are shown in Persian too."""
    return Reader(with_persian, ZONE)
