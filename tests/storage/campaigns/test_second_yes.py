"""A message to many that waits for a second yes, in the tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.campaigns.campaign import Announce, CampaignId, CampaignState, ConfirmCampaign, Missing
from domain.events.change import AnnounceEvent, RewordEvent
from domain.events.event import EventId
from domain.operator.policy import Policy
from domain.outcome import Done, Refused, Repeated
from domain.people.audience import Audience
from domain.people.person import ChooseLanguage, PersonId
from domain.speech.text import Content
from domain.staff.audit import OPERATOR, View, Why
from domain.staff.member import AcceptInvitation, AddMember, Role
from storage.sealing.crypto import Keyring
from storage.store import Store
from tests.storage.acting import agree, do, waiting
from tests.storage.samples import ZONE, an_event, people, person

OPERATORS = PersonId(0)
FIRST = CampaignId(1)
HELLO = Announce(
    Content({"en": "Hello", "ar": "مرحبا"}),
    Audience(frozenset({"ar", "en", "fa"})),
    Missing.FALLBACK,
    None,
)


@pytest.fixture
def store(url: str, ring: Keyring, tmp_path: Path) -> Iterator[Store]:
    """Where two may not be written to by one alone; two Arabic readers are there."""
    policy = Policy(confirm_above=1)
    store = Store.open(url, ring, ZONE, journal=tmp_path / "deletions", policy=policy)
    for who in people(store, 2):
        agree(store, who)
        do(store, who, ChooseLanguage("ar"))
    yield store
    store.close()


def coordinator(store: Store, address: str) -> PersonId:
    """Somebody who announces and confirms."""
    who = person(store, address)
    invite = do(store, OPERATORS, AddMember(f"Eva {address}", Role.COORDINATOR))
    assert isinstance(invite, Done)
    assert isinstance(do(store, who, AcceptInvitation(invite.value)), Done)
    return who


def shown(store: Store) -> str:
    """What stands for all that was read of it."""
    found = store.read(lambda tx: tx.campaigns.show(FIRST))
    assert found is not None
    return found.fingerprint


def state(store: Store) -> CampaignState:
    """How far it is."""
    found = store.read(lambda tx: tx.campaigns.show(FIRST))
    assert found is not None
    return found.state


def test_a_colleague_hears_of_it_and_says_yes_to_what_was_shown(store: Store) -> None:
    """The fingerprint is the same whenever it is read, and nobody gets it before."""
    eva, maja = coordinator(store, "9001"), coordinator(store, "9002")

    assert do(store, eva, HELLO) == Done(FIRST)

    assert waiting(store, "say") == [(maja, "telegram")]
    assert waiting(store, "campaign") == []
    assert isinstance(do(store, maja, HELLO), Repeated)
    assert shown(store) == shown(store)
    assert do(store, maja, ConfirmCampaign(FIRST, shown(store))) == Done(None)
    assert state(store) is CampaignState.RUNNING
    assert len(waiting(store, "campaign")) == 2


def test_what_has_changed_needs_another_yes(store: Store) -> None:
    """Its words were read before that."""
    eva, maja = coordinator(store, "9001"), coordinator(store, "9002")
    event = an_event(store)
    assert do(store, eva, AnnounceEvent(EventId(event), None, again=False)) == Done(FIRST)
    read = shown(store)

    assert isinstance(do(store, eva, RewordEvent(event, "en", title="Handball")), Done)

    assert isinstance(do(store, maja, ConfirmCampaign(FIRST, read)), Refused)
    assert state(store) is CampaignState.PROPOSED
    assert do(store, maja, ConfirmCampaign(FIRST, shown(store))) == Done(None)


def test_the_command_line_leaves_a_row_in_the_audit(store: Store) -> None:
    """In the same transaction; the chain stays whole."""
    assert do(store, OPERATORS, HELLO) == Done(FIRST)

    [looked] = store.read(lambda tx: tx.audit.all())
    assert (looked.who, looked.view, looked.about) == (OPERATOR, View.CAMPAIGN, "1")
    assert looked.why is Why.UNCONFIRMED
    assert store.read(lambda tx: tx.audit.broken()) is None
