"""An event in other words, and with another number of places."""

from domain.events.rsvp import Come
from domain.staff.member import Role
from tests.fakes.world import ANNA, BEN
from tests.flows.scenery import COOKING, with_events
from tests.flows.talk import Talk

ENGLISH = """
    you: /desk
    bot: [the desk of a coordinator]
    you: [🗓 Plan events]
    bot: [which event, at the desk]
    you: [Tue 8 December: Cooking together]
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | ✖ \
         Cancel it | 📅 All events | 🗂 Desk | ⬅ Back]
    you: [✏ Other words]
    bot: English: Cooking together
         Slovenščina: Skupna kuha
         العربية: نطبخ معًا [✏ Title | ✏ What it is about | 🪑 How many may come | ❓ Let \
         people ask beforehand | 📅 The event]
    you: [✏ Title]
    bot: In which language do you write? [English | Slovenščina | العربية | فارسی | Français | \
         Русский | ⬅ Back]
    you: [English]
    bot: Write the new title. [⬅ Back]
    you: Cooking for everybody
    bot: [cooking with another title]
    you: [✏ What it is about]
    bot: In which language do you write? [English | Slovenščina | العربية | فارسی | Français | \
         Русский | ⬅ Back]
    you: [العربية]
    bot: Write what it is about. [⬅ Back]
    you: نطبخ ونأكل معًا.
    bot: [cooking with another title]
    you: [🪑 How many may come]
    bot: How many people may come? Write 0 for no limit. [⬅ Back]
    you: 12
    bot: [cooking with another title]
    you: [📅 The event]
    bot: **Cooking for everybody**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre

         نطبخ ونأكل معًا. (in Arabic)

         0 people come. [📣 Invite people | 🕒 Another time | 📍 Another place | ✏ Other words | ✖ \
         Cancel it | 📅 All events | 🗂 Desk]
"""


def employed(talk: Talk) -> None:
    """Ben plans events."""
    with_events(talk.world)
    talk.world.add_person(BEN)
    talk.world.staff.employ(BEN, Role.COORDINATOR)


def test_words_are_changed_one_language_after_the_other(talk: Talk) -> None:
    """What is written in another one stays; nobody is told of other words."""
    employed(talk)

    talk("", "en", ENGLISH)

    event = talk.world.events.rows[COOKING.id]
    assert event.title.by_language["en"] == "Cooking for everybody"
    assert event.title.by_language["sl"] == "Skupna kuha"
    assert event.description is not None
    assert event.description.by_language == {"ar": "نطبخ ونأكل معًا."}
    assert event.capacity == 12
    assert talk.world.campaigns.rows == {}


def test_there_is_always_room_for_those_who_come(talk: Talk) -> None:
    """Fewer places than people are refused with a sentence; 0 is no limit."""
    employed(talk)
    talk.world.add_person(ANNA)
    talk.world.do(Come(COOKING.id, 5, lift=False), ANNA)
    script = "/desk|[🗓 Plan events]|[Tue 8 December: Cooking together]|[✏ Other words]"
    for words in (*script.split("|"), "[🪑 How many may come]", "4"):
        talk.you(words)
    assert "5 people are coming already" in talk.log[-1]

    for words in ("[🪑 How many may come]", "0"):
        talk.you(words)
    assert talk.world.events.rows[COOKING.id].capacity is None
