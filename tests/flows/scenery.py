"""What the conversations in these tests are about: two events, some times, two surveys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.advice.slot import NewSlots, Slot, SlotId, Topic
from domain.events.event import Event, EventId, Transport
from domain.people.person import PersonId
from domain.speech.text import Content
from domain.staff.member import Role
from domain.surveys.expressions.evaluation import parse
from domain.surveys.form import Choice, Form, Kind, Question
from tests.fakes.world import ANNA, BEN, World

DANIEL = PersonId(4)  # somebody who is faster


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """That time in Ljubljana in December 2026, where the clocks are an hour ahead of UTC."""
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


FOOTBALL = Event(
    EventId(1),
    Content({"en": "Football", "sl": "Nogomet", "ar": "كرة القدم"}),
    Content({"en": "Everybody can play.", "sl": "Igra lahko vsak.", "ar": "يمكن للجميع اللعب."}),
    Content({"en": "Livada school", "sl": "Šola Livada", "ar": "مدرسة ليفادا"}),
    at(6, 15),
    at(6, 17),
    capacity=4,
    transport=Transport(
        2,
        Content({"en": "Main gate", "sl": "Glavni vhod", "ar": "البوابة الرئيسية"}),
        at(6, 14, 20),
    ),
)
COOKING = Event(
    EventId(2),
    Content({"en": "Cooking together", "sl": "Skupna kuha", "ar": "نطبخ معًا"}),
    None,
    Content({"en": "Rog centre", "sl": "Center Rog", "ar": "مركز روغ"}),
    at(8, 18),
    at(8, 21),
)

ANA = NewSlots(
    "Ana",
    ("en", "sl"),
    frozenset(Topic),
    Content({"en": "Poljanska 12", "ar": "بوليانسكا 12"}),
    ((at(2, 10), at(2, 10, 45)), (at(2, 11), at(2, 11, 45)), (at(3, 9), at(3, 9, 45))),
)
MAJA = NewSlots(
    "Maja",
    ("ar", "en"),
    frozenset({Topic.INTERVIEW}),
    Content({"en": "Poljanska 12", "ar": "بوليانسكا 12"}),
    ((at(2, 10), at(2, 10, 45)),),
)


def with_events(world: World) -> None:
    """Football on Sunday with four places and two seats; cooking on Tuesday, room for everyone."""
    world.events.rows = {FOOTBALL.id: FOOTBALL, COOKING.id: COOKING}


def with_slots(world: World) -> None:
    """Ana has three times; Maja has one, in Arabic, about interviews."""
    world.appointments.add_slots(ANA)
    world.appointments.add_slots(MAJA)


def in_persian(world: World) -> None:
    """The same football and the same times, for whoever reads Persian, too."""
    place = Content({**ANA.place.by_language, "fa": "پولیانسکا ۱۲"})
    slots = world.appointments.slots
    world.appointments.slots = {name: replace(slot, place=place) for name, slot in slots.items()}
    assert FOOTBALL.transport is not None
    assert FOOTBALL.description is not None
    gate = _also(FOOTBALL.transport.from_place, "در اصلی")
    world.events.rows[FOOTBALL.id] = replace(
        FOOTBALL,
        title=_also(FOOTBALL.title, "فوتبال"),
        description=_also(FOOTBALL.description, "همه می‌توانند بازی کنند."),
        place=_also(FOOTBALL.place, "مدرسهٔ لیوادا"),
        transport=replace(FOOTBALL.transport, from_place=gate),
    )


def _also(content: Content, persian: str) -> Content:
    return Content({**content.by_language, "fa": persian})


def only_slot(world: World) -> Slot:
    """A single time, tomorrow at ten."""
    slot = Slot(SlotId(1), "Ana", ("en",), frozenset(Topic), ANA.place, at(2, 10), at(2, 10, 45))
    world.appointments.slots = {slot.id: slot}
    return slot


def said(en: str, sl: str, ar: str) -> Content:
    """Words in three languages."""
    return Content({"en": en, "sl": sl, "ar": ar})


def _choice(name: str, en: str, sl: str, ar: str) -> Choice:
    return Choice(name, said(en, sl, ar))


FOOD = Form(
    "food",
    "1",
    said("Food", "Hrana", "الطعام"),
    "en",
    ("en", "sl", "ar"),
    (
        Question("hello", Kind.NOTE, said("It is short.", "Kratko je.", "إنه قصير.")),
        Question(
            "meals",
            Kind.SELECT_MULTIPLE,
            said("Which meals do you eat here?", "Kaj tu jeste?", "ما الوجبات التي تأكلها هنا؟"),
            constraint=parse("not(selected(., 'none') and count-selected(.) > 1)"),
            choices=(
                _choice("lunch", "Lunch", "Kosilo", "الغداء"),
                _choice("dinner", "Dinner", "Večerjo", "العشاء"),
                _choice("none", "None of these", "Nič od tega", "لا شيء من ذلك"),
            ),
        ),
        Question(
            "taste",
            Kind.SELECT_ONE,
            said("How is it?", "Kako je?", "كيف هو؟"),
            relevant=parse("not(selected(${meals}, 'none'))"),
            choices=(
                _choice("good", "Good", "Dobro", "جيد"),
                _choice("bad", "Bad", "Slabo", "سيئ"),
            ),
        ),
        Question(
            "why",
            Kind.TEXT,
            said("What is wrong?", "Kaj je narobe?", "ما المشكلة؟"),
            said("No names, please.", "Brez imen, prosimo.", "بدون أسماء من فضلك."),
            relevant=parse("${taste} = 'bad'"),
        ),
        Question(
            "people",
            Kind.INTEGER,
            said("For how many people?", "Za koliko ljudi?", "لكم شخصًا؟"),
            constraint=parse(". > 0 and . < 20"),
            constraint_message=said("From 1 to 19.", "Od 1 do 19.", "من 1 إلى 19."),
        ),
        Question("read", Kind.ACKNOWLEDGE, said("We publish it.", "Objavimo.", "سننشر النتائج.")),
    ),
)


def with_survey(world: World) -> None:
    """The survey about food."""
    world.surveys.add(FOOD, world.now)


def coordinator_speaks(world: World, language: str) -> None:
    """Ben is a coordinator with something to plan, and uses the desk in this language."""
    with_events(world)
    with_slots(world)
    in_persian(world)
    world.add_person(ANNA)
    world.add_person(BEN)
    world.staff.employ(BEN, Role.COORDINATOR)
    world.people.set_language(BEN, language)
