"""Other ways into the first conversation, and back out of it."""

import pytest

from tests.fakes.world import BEN
from tests.flows.scenery import with_events
from tests.flows.talk import Talk

LINKED = """
    you: /start event-2
    bot: [languages]
    you: [English]
    bot: Hello! I am Lipa, a helper on your phone.

         Behind me is Example Association. With me you can find events, book free advice and tell \
         us what should be better. It costs nothing.
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
    bot: This code is not valid any more.

         What would you like to do? …
"""


def test_a_link_leads_people_we_know_straight_to_its_event(talk: Talk) -> None:
    """A link to nothing shows the menu, or says that the event is over."""
    with_events(talk.world)

    talk("", "en", KNOWN)


WRONG_LANGUAGE = """
    you: /start
    bot: [languages]
    you: [العربية]
    bot: مرحبًا! أنا ليبا، مساعد على هاتفك.

         أعمل باسم جمعية المثال. من خلالي يمكنك معرفة الفعاليات، وحجز استشارة مجانية، وإخبارنا \
         بما يجب تحسينه. كل هذا دون مقابل.
    bot: [the menu]
    you: [🌐 اللغة]
    bot: 🌐 يُرجى اختيار لغتك. [English | Slovenščina | العربية | فارسی | Français | Русский]
    you: [English]
    bot: From now on we write in this language. [☰ Menu]
"""


def test_a_language_chosen_by_mistake_is_one_press_away(talk: Talk) -> None:
    """Languages stand on the first screen."""
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
    bot: Nič se ni spremenilo. [☰ Meni]
    you: [☰ Meni]
    bot: 🌐 Prosimo, izberite jezik. [Slovenščina | English | العربية | فارسی | Français | Русский]
"""


def test_the_platform_s_language_stands_first_and_decides_nothing(talk: Talk) -> None:
    """Until a language is chosen, every road leads to the choice."""
    talk.hint = "sl"

    talk("", "", HINTED)

    assert talk.world.people.rows[BEN].language == ""


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
    bot: مرحبًا! أنا ليبا، مساعد على هاتفك.

         أعمل باسم جمعية المثال. من خلالي يمكنك معرفة الفعاليات، وحجز استشارة مجانية، وإخبارنا \
         بما يجب تحسينه. كل هذا دون مقابل.
    bot: [the menu]
"""


def test_nothing_begins_in_a_language_that_was_not_chosen(talk: Talk) -> None:
    """Whoever is impatient is asked again: what came instead might not be readable to them."""
    talk("", "", IMPATIENT)
