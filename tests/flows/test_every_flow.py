"""Every table of steps is whole: its arrows lead somewhere, and every step can be reached."""

from collections.abc import Iterator

import pytest

from domain.advice.notices import given, missed, of_appointment
from domain.advice.notices import time_offered as of_time
from domain.events.notices import invitation, of_event, place_offered
from domain.matters.matter import Matter, MatterId, MatterState, Subject
from domain.matters.notices import answered
from domain.speech.languages import Intent
from domain.speech.messages import Prompt
from domain.speech.text import Verbatim
from domain.surveys.notices import survey_question
from domain.surveys.survey import SurveyId
from flows.contents import ENTRIES, FLOWS, contents
from flows.engine.kit import Step
from flows.engine.registry import AnyFlow
from flows.guests.deep_links import read_link
from flows.surveys.from_form import survey_flow
from tests.fake_staff import INVITATION
from tests.fakes import BEN, World
from tests.flows.scenery import COOKING, FOOD, only_slot

ALL = (*FLOWS, survey_flow(FOOD))
DOORS = {  # steps of a flow that another flow leads to
    ("consent", "kept"),
    ("appointments", "mine"),
    ("privacy", "return"),
    ("announcing", "last"),
    ("announcing", "proposed"),
    ("announcing", "progress"),
    ("planning", "one"),
    ("messages", "subject"),
    ("messages", "left"),
}
MATTER = Matter(
    MatterId(1), BEN, Subject.QUESTION, ".", MatterState.OPEN, COOKING.starts, COOKING.ends
)
LINKS = ("event-1", "local", INVITATION)
each_flow = pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.name)


def prompts() -> Iterator[Prompt]:
    """Everything that can be asked outside a conversation."""
    world = World()
    slot = only_slot(world)
    world.appointments.take(slot.id, BEN, next(iter(slot.topics)), "en", world.now)
    [appointment] = world.appointments.rows.values()
    for say in (
        invitation(COOKING),
        survey_question(Verbatim("?"), SurveyId("food")),
        of_appointment(appointment, appointment.topic.bring),
        of_event(COOKING, lift=False),
        answered(MATTER, "."),
        place_offered(COOKING, COOKING.starts),
        of_time(appointment.id, slot, slot.starts),
        missed(),
        given(appointment, Verbatim("?")),
    ):
        assert say.asks is not None
        yield say.asks


def doors(flow: AnyFlow) -> set[str]:
    """The steps where somebody may enter a flow."""
    linked = [entry for code in LINKS if (entry := read_link(code)) is not None]
    assert len(linked) == len(LINKS)
    entries = {(entry.flow, entry.step) for entry in (*ENTRIES.values(), *linked)}
    asked = {(prompt.flow, prompt.step) for prompt in prompts()}
    steps = {step for name, step in entries | asked | DOORS if name == flow.name}
    return {step or flow.first for step in steps} | {flow.first}


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
    waiting = doors(flow)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= set(flow.steps[name].to) - reached

    assert reached == set(flow.steps)


@each_flow
def test_doors_and_renames_lead_to_steps_that_exist(flow: AnyFlow) -> None:
    """Wishes, links, reminders and invitations arrive."""
    assert doors(flow) <= set(flow.steps)
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
