"""Other ways into the first conversation, and back out of it."""

import pytest

from tests.fakes.world import BEN
from tests.flows.scenery import with_events
from tests.flows.talk import Talk

LINKED = """
    you: /start event-2
    bot: [languages]
    you: [English]
    bot: [hello]
    you: [Continue]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: [Continue]
    bot: [may we keep it]
    you: [No]
    bot: That is fine. You can read about events and contacts here without saying yes.

         You can always write /menu to see what is possible, and /stop to have quiet.
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre [I'm coming | 📎 For my calendar | 📅 All events]
"""


def test_a_link_leads_to_its_event_after_the_welcome(talk: Talk) -> None:
    """Whoever scanned the poster sees what was on it."""
    with_events(talk.world)

    talk("", "", LINKED)


KNOWN = """
    you: /start event-2
    bot: **Cooking together**
         📅 Tuesday 8 December 2026
         🕒 18:00–21:00
         📍 Rog centre [I'm coming | 📎 For my calendar | 📅 All events]
    you: /start event-99
    bot: [this event is over]
    you: /start whatever
    bot: [the menu]
"""


def test_a_link_leads_people_we_know_straight_to_its_event(talk: Talk) -> None:
    """A link to nothing shows the menu, or says that the event is over."""
    with_events(talk.world)

    talk("", "en", KNOWN)


WRONG_LANGUAGE = """
    you: /start
    bot: [languages]
    you: [العربية]
    bot: [hello]
    you: [➡ رجوع]
    bot: 🌐 يُرجى اختيار لغتك. [English | Slovenščina | العربية | فارسی | Français | Русский]
    you: [English]
    bot: [hello]
    you: [Continue]
    bot: [what we keep]
    you: back
    bot: [hello]
"""


def test_a_language_chosen_by_mistake_is_one_press_away(talk: Talk) -> None:
    """Back from the first screen leads to the languages again."""
    talk("", "", WRONG_LANGUAGE)

    assert talk.world.people.rows[BEN].language == "en"


HINTED = """
    you: /start
    bot: 🌐 Prosimo, izberite jezik. [Slovenščina | English | العربية | فارسی | Français | Русский]
    you: klingon
    bot: Oprostite, tega ne razumem. Prosimo, izberite odgovor ali napišite drugače.

         🌐 Prosimo, izberite jezik. [Slovenščina | English | العربية | فارسی | Français | Русский]
    you: thank you
    bot: Ni za kaj.

         🌐 Prosimo, izberite jezik. [Slovenščina | English | العربية | فارسی | Français | Русский]
    you: cancel
    bot: Preklicano. [☰ Meni]
    you: [☰ Meni]
    bot: 🌐 Prosimo, izberite jezik. [Slovenščina | English | العربية | فارسی | Français | Русский]
"""


def test_the_platform_s_language_stands_first_and_decides_nothing(talk: Talk) -> None:
    """Until a language is chosen, every road leads to the choice."""
    talk.hint = "sl"

    talk("", "", HINTED)

    assert talk.world.people.rows[BEN].language == ""


BACK_TO_LANGUAGE = """
    you: /start
    bot: [languages]
    you: [English]
    bot: [hello]
    you: [Continue]
    bot: [what we keep]
    you: [Continue]
    bot: [taking part is free]
    you: [Continue]
    bot: [may we keep it]
    you: [Yes]
    bot: [may we write to you]
    you: [Yes]
    bot: Thank you. We will write to you.

         How old are you? You can skip this. [Under 18 | 18 to 25 | 26 or older | Skip | ⬅ \
         Back]
    you: [⬅ Back]
    bot: [languages]
    you: [Slovenščina]
    bot: Koliko ste stari? To lahko preskočite. [Manj kot 18 let | Od 18 do 25 let | 26 let \
         ali več | Preskoči | ⬅ Nazaj]
"""


def test_going_back_after_the_yes_does_not_ask_for_it_again(talk: Talk) -> None:
    """The language can still be changed; the yes stands."""
    talk("", "", BACK_TO_LANGUAGE)

    assert talk.world.people.rows[BEN].takes_part


@pytest.mark.parametrize("word", ["arabic", "arabščina", "عربي", "Slovenian", "angleščina", "sl"])
def test_a_language_is_known_by_the_name_that_others_give_it(talk: Talk, word: str) -> None:
    """People type the word they know."""
    talk.world.add_person(BEN, "", frozenset())
    talk.you("/start")

    talk.you(word)

    known = {"arab": "ar", "عربي": "ar", "Slov": "sl", "sl": "sl", "angl": "en"}
    assert talk.world.people.rows[BEN].language == known[word[:4]]


IMPATIENT = """
    you: /start
    bot: [languages]
    you: /menu
    bot: [languages]
    you: legal advice
    bot: [languages]
    you: العربية
    bot: [hello]
"""


def test_nothing_begins_in_a_language_that_was_not_chosen(talk: Talk) -> None:
    """Whoever is impatient is asked again: what came instead might not be readable to them."""
    talk("", "", IMPATIENT)
