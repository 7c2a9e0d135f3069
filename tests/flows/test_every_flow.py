"""Every table of steps is whole: its arrows lead somewhere, and every step can be reached."""

import pytest

from domain.speech.languages import Intent
from flows.contents import DOORS, FLOWS, contents
from flows.engine.kit import Step
from flows.engine.registry import AnyFlow
from flows.surveys.from_form import survey_flow
from tests.flows.scenery import FOOD

ALL = (*FLOWS, survey_flow(FOOD))
each_flow = pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.name)


def entered(flow: AnyFlow) -> set[str]:
    """The steps where somebody may enter a flow."""
    return {door.step or flow.first for door in DOORS.values() if door.flow == flow.name} | {
        flow.first
    }


@each_flow
def test_arrows_lead_to_steps_and_flows_that_exist(flow: AnyFlow) -> None:
    """Nobody is sent nowhere."""
    names = {each.name for each in FLOWS} | {"survey:"}

    for step in flow.steps.values():
        assert set(step.to) <= set(flow.steps)
        assert set(step.flows) <= names


@each_flow
def test_every_step_can_be_reached(flow: AnyFlow) -> None:
    """What nobody can reach is not kept."""
    reached: set[str] = set()
    waiting = entered(flow)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= set(flow.steps[name].to) - reached

    assert reached == set(flow.steps)


@each_flow
def test_renames_lead_to_steps_that_exist(flow: AnyFlow) -> None:
    """What is stored under an old name arrives."""
    assert set(flow.renamed.values()) <= set(flow.steps)
    assert set(flow.renamed).isdisjoint(flow.steps)


@each_flow
def test_a_draft_begins_empty(flow: AnyFlow) -> None:
    """Every field has a default, so that a field added later reads as its default."""
    assert flow.draft() == flow.draft()


def test_every_wish_leads_somewhere() -> None:
    """The engine itself knows the rest."""
    by_the_engine = {Intent.START, Intent.BACK, Intent.CANCEL, Intent.THANKS, Intent.YES, Intent.NO}

    assert set(contents().entries) == set(Intent) - by_the_engine


def test_a_step_s_name_survives_its_renaming() -> None:
    """What is stored under the old name is found under the new one."""
    [flow] = [each for each in FLOWS if each.name == "help"]
    step: Step[object] = flow.steps["help"]

    renamed = type(flow)("help", flow.draft, {"contacts": step}, renamed={"help": "contacts"})

    assert renamed.step_named("help") == "contacts"
    assert renamed.step_named("gone") is None
