"""What a message has done stands whole or not at all; a refusal leaves nothing and ends nothing."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.conversing.arriving import Arrived
from bot.conversing.performing import Performing
from bot.conversing.person_desk import desk_for
from domain.outcome import Command, Refused
from domain.people.person import ChooseLanguage
from domain.speech.messages import Incoming
from domain.surveys.survey import SubmitResponse, SurveyId
from storage.store import Store, Transaction
from tests.bot.conversing.chatting import HELP, SPEAK, opened
from tests.storage.samples import NOW

FRENCH = ChooseLanguage("fr")
ANSWERS = SubmitResponse(SurveyId("bus"), "1", "", {"late": "yes"})


class FlowError(Exception):
    """A bug in a flow."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database in which Ben speaks English."""
    chat = opened(tmp_path)
    yield chat.store
    chat.store.close()


def said(store: Store, *commands: Command[None], fails: bool = False) -> list[bool]:
    """One message of Ben's, in a transaction that is committed: which commands were refused."""

    def act(tx: Transaction) -> list[bool]:
        [who] = tx.conversations.of([("telegram", "1001")], NOW)
        desk = desk_for(
            Arrived(Incoming("telegram", "1001", "a", NOW), who, None), NOW, HELP, SPEAK, tx
        )
        refused = []
        with suppress(FlowError), Performing(tx, desk) as performing:
            refused += [isinstance(performing.perform(each), Refused) for each in commands]
            if fails:
                raise FlowError
        return refused

    return store.write(act)


def state(store: Store) -> tuple[str, bool]:
    """Ben's language, and whether he answered the survey."""

    def look(tx: Transaction) -> tuple[str, bool]:
        [who] = tx.conversations.of([("telegram", "1001")], NOW)
        return who.person.language, tx.surveys.answered(who.person.id, ANSWERS.survey)

    return store.write(look)


def test_all_commands_of_a_message_stand(store: Store) -> None:
    """The first, which shares its savepoint with the message, and those after it."""
    refused = said(store, FRENCH, ANSWERS)

    assert refused == [False, False]
    assert state(store) == ("fr", True)


@pytest.mark.parametrize("commands", [(FRENCH,), (FRENCH, ANSWERS), (ANSWERS, ANSWERS, FRENCH)])
def test_nothing_of_a_message_that_fails_stands(
    store: Store, commands: tuple[Command[None], ...]
) -> None:
    """Though each of its commands was done."""
    said(store, *commands, fails=True)

    assert state(store) == ("en", False)


@pytest.mark.parametrize(
    ("commands", "refused"),
    [
        ((ANSWERS, FRENCH), [True, False]),
        ((FRENCH, ANSWERS), [False, True]),
        ((ANSWERS, ANSWERS, FRENCH), [True, True, False]),
    ],
)
def test_a_refusal_undoes_itself_alone(
    store: Store, commands: tuple[Command[None], ...], refused: list[bool]
) -> None:
    """Whether it comes first, or after something that was done."""
    said(store, ANSWERS)

    assert said(store, *commands) == refused
    assert state(store) == ("fr", True)


def test_what_failed_after_a_refusal_is_undone(store: Store) -> None:
    """The message's savepoint begins again with the next command."""
    said(store, ANSWERS)

    said(store, ANSWERS, FRENCH, fails=True)

    assert state(store) == ("en", True)
