"""Advice at the desk in a browser: the week, open hours, one time, an adviser who is away."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bot.clock import system_clock
from domain.advice.appointment import AppointmentId, AppointmentState
from domain.advice.slot import NewSlots, Slot, SlotId, Topic
from domain.people.person import PersonId
from domain.speech.text import Content
from domain.staff.member import Role
from tests.console.conftest import SignIn
from tests.console.running_desk import RunningDesk
from tests.storage.samples import person

HOUR = timedelta(hours=1)


def times(desk: RunningDesk, adviser: str, many: int, days: int = 3) -> list[SlotId]:
    """So many free times of this adviser, an hour after each other, on a day of their own."""
    zone = desk.office.settings.time_zone
    day = (system_clock() + timedelta(days=days)).astimezone(zone).date()
    begin = system_clock().replace(hour=9, minute=0, second=0, microsecond=0)
    starts = [
        begin.replace(year=day.year, month=day.month, day=day.day) + n * HOUR for n in range(many)
    ]
    new = NewSlots(
        adviser,
        ("en",),
        frozenset(Topic),
        Content({"en": "Room 3"}),
        tuple((at, at + HOUR / 2) for at in starts),
    )
    added = desk.store.write(lambda tx: tx.appointments.add_slots(new))
    assert isinstance(added, list)
    return added


def booked(desk: RunningDesk, slot: SlotId) -> tuple[AppointmentId, PersonId]:
    """Somebody who has this time."""
    anna = person(desk.store, f"{slot}77")
    about = (slot, anna, Topic.FAMILY, "en", system_clock())
    taken = desk.store.write(lambda tx: tx.appointments.take(*about))
    assert not isinstance(taken, str)
    return taken, anna


def slot_of(desk: RunningDesk, appointment: AppointmentId) -> Slot:
    """The time that it has now."""
    found = desk.store.read(lambda tx: tx.appointments.get(appointment))
    assert found is not None
    return found.slot


def day_of(desk: RunningDesk, slot: SlotId) -> str:
    """The local day."""
    found = desk.store.read(lambda tx: tx.appointments.slot(slot))
    assert found is not None
    return found.starts.astimezone(desk.office.settings.time_zone).date().isoformat()


def test_hours_are_opened_and_taken_back(sign_in: SignIn) -> None:
    """What is wrong is said at its field, and what was right stays; without scripts."""
    page = sign_in(Role.COORDINATOR, scripts=False)
    page.goto("/advice/hours")
    page.get_by_label("Adviser", exact=True).fill("Vida")
    page.get_by_label("English").first.check()
    page.get_by_label("Family").check()
    page.get_by_label("Tuesday").check()
    page.locator("#ends").fill("08:00")
    page.locator("#place-en").fill("Room 7")
    page.get_by_role("button", name="Open these hours").click()
    expect(page.get_by_text("It must end after it begins.").first).to_be_visible()
    assert page.get_by_label("Adviser", exact=True).input_value() == "Vida"

    page.locator("#ends").fill("11:00")
    page.get_by_role("button", name="Open these hours").click()
    expect(page.get_by_role("status")).to_contain_text("24 times are added.")
    expect(page.get_by_role("status")).to_contain_text("Nobody who works here is called")
    expect(page.get_by_role("heading", name="Vida")).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("24 times are withdrawn.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_appointment_is_moved_and_cancelled(
    sign_in: SignIn, desk: RunningDesk, language: str
) -> None:
    """The person is told each time; moving can be undone."""
    adviser = f"Mira {language}"
    first, second = times(desk, adviser, 2, days=4)
    appointment, _anna = booked(desk, first)
    page = sign_in(Role.ADVISER, name=adviser, language=language)
    page.goto(f"/advice?day={day_of(desk, first)}")
    page.locator("a.slot.taken").click()

    _submit(page, "/move", {"#slot": str(second)})
    assert slot_of(desk, appointment).id == second
    page.locator(".notice form button").click()
    assert slot_of(desk, appointment).id == first
    _submit(page, "/cancel", {"#reason": "closed"})

    found = desk.store.read(lambda tx: tx.appointments.get(appointment))
    assert found is not None
    assert found.state is AppointmentState.CANCELLED
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


def test_an_adviser_s_day_is_cleared(sign_in: SignIn, desk: RunningDesk) -> None:
    """One is moved to a colleague, the other waits first; then the day is empty."""
    ill, other = times(desk, "Zala", 3, days=5), times(desk, "Zoran", 1, days=6)
    (one, _anna), (two, ben) = booked(desk, ill[0]), booked(desk, ill[1])
    page = sign_in(Role.COORDINATOR, size="phone")
    page.goto(f"/advice/away?day={day_of(desk, ill[0])}&adviser=Zala")
    page.locator(f"select[name=move-{one}]").select_option(str(other[0]))
    page.get_by_role("button", name="Clear this day and tell them").click()

    expect(page.get_by_role("status")).to_contain_text("1 appointment was moved.")
    expect(page.get_by_role("status")).to_contain_text("1 person waits first")
    assert slot_of(desk, one).id == other[0]
    assert desk.store.read(lambda tx: tx.appointments.seekers())[0].person == ben
    assert desk.store.read(lambda tx: tx.appointments.get(two)) is not None


def test_a_free_time_is_withdrawn_and_offered_again(sign_in: SignIn, desk: RunningDesk) -> None:
    """Undo stands beside it; an adviser sees no colleague's times."""
    [slot] = times(desk, "Lara", 1, days=7)
    page = sign_in(Role.ADVISER, name="Lara")
    page.goto(f"/advice/slots/{slot}")
    page.get_by_role("button", name="Withdraw this time").click()
    expect(page.locator("a.slot")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    assert len(desk.store.read(lambda tx: tx.appointments.urgent(system_clock()))) == 0
    page.goto(f"/advice?day={day_of(desk, slot)}")
    expect(page.locator("a.slot")).to_have_count(1)
    page.goto(f"/advice/print?day={day_of(desk, slot)}")
    expect(page.get_by_role("heading", name="Lara")).to_be_visible()

    other = sign_in(Role.ADVISER, name="Peter")
    other.goto(f"/advice/slots/{slot}")
    expect(other.get_by_text("There is nothing here")).to_be_visible()


def _submit(page: Page, ends: str, choose: dict[str, str]) -> None:
    """Choose in the form that goes to such an address, and send it."""
    for name, value in choose.items():
        page.locator(name).select_option(value)
    page.locator(f"form[action$='{ends}'] button").click()
