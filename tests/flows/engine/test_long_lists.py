"""Lists longer than a screen: turning pages, searching by typing, ticking, and typed values."""

from tests.flows.countries import OPTIONS, with_countries
from tests.flows.talk import Talk

PAGING = """
    bot: [countries, first page]
    you: [More ⬇]
    bot: [countries, second page]
    you: [More ⬇]
    bot: Which country? [Bahamas | Bahrain | Bangladesh | Barbados | Belarus | Belgium | \
         Belize | Benin | Earlier ⬆ | More ⬇]
    you: [Earlier ⬆]
    bot: [countries, second page]
    you: earlier
    bot: [countries, first page]
    you: more
    bot: [countries, second page]
    you: 2
    bot: [where have you been]
"""


def test_pages_are_turned_and_numbers_count_on_the_screen(talk: Talk) -> None:
    """Two hundred and thirty-one countries, eight at a time."""
    with_countries(talk)
    assert len(OPTIONS) == 231

    talk("countries", "en", PAGING)

    assert talk.place.frames[0].draft == {"country": "AR"}


SEARCHING = """
    bot: [countries, first page]
    you: korea
    bot: Which one do you mean? [North Korea | South Korea]
    you: south
    bot: [where have you been]
    you: nowhere at all
    bot: Sorry, I did not understand. Please choose an answer, or write it in other words.

         Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: 200
    bot: I still do not understand. It is enough to choose one of these.

         Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: congo
    bot: Which one do you mean? [Congo - Brazzaville | Congo - Kinshasa | ✔ Done | ⬅ Back]
    you: [Congo - Kinshasa]
    bot: ✅ Congo - Kinshasa

         Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: france, spain and italy
    bot: Three at most.

         Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: iraq, iran
    bot: [only never]
"""
SEARCHING_IN_ARABIC = """
    bot: أي بلد؟ [أفغانستان | ألبانيا | الجزائر | ساموا الأمريكية | أندورا | أنغولا | أنغويلا \
         | أنتاركتيكا | المزيد ⬇]
    you: كوريا
    bot: أيّ منها هو المقصود؟ [كوريا الشمالية | كوريا الجنوبية]
    you: ٢
    bot: أين كنت؟ [أفغانستان | ألبانيا | الجزائر | ساموا الأمريكية | أندورا | أنغولا | أنغويلا \
         | أنتاركتيكا | المزيد ⬇ | ✔ تم | ➡ رجوع]
    you: الكونغو
    bot: أيّ منها هو المقصود؟ [الكونغو - برازافيل | الكونغو - كينشاسا | ✔ تم | ➡ رجوع]
    you: سوريا
    bot: ✅ سوريا

         أين كنت؟ [أفغانستان | ألبانيا | الجزائر | ساموا الأمريكية | أندورا | أنغولا | أنغويلا \
         | أنتاركتيكا | المزيد ⬇ | ✔ تم | ➡ رجوع]
    you: العراق، إيران
    bot: أي يوم؟ [أبدًا | ➡ رجوع]
"""


def test_a_country_is_found_by_typing(talk: Talk) -> None:
    """What fits several is asked once more, with those alone."""
    with_countries(talk)

    talk("countries", "en", SEARCHING)

    assert talk.place.frames[0].draft == {"country": "KR", "visited": ["CD", "IR", "IQ"]}


def test_a_country_is_found_by_typing_arabic(talk: Talk) -> None:
    """Several at once, too."""
    with_countries(talk)

    talk("countries", "ar", SEARCHING_IN_ARABIC)


TICKING = """
    bot: [countries, first page]
    you: france
    bot: [where have you been]
    you: [Albania]
    bot: Where have you been? [Afghanistan | ✅ Albania | Algeria | American Samoa | Andorra | \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: [More ⬇]
    bot: Where have you been? [Antigua & Barbuda | Argentina | Armenia | Aruba | Ascension \
         Island | Australia | Austria | Azerbaijan | Earlier ⬆ | More ⬇ | ✔ Done | ⬅ Back]
    you: [Argentina]
    bot: Where have you been? [Antigua & Barbuda | ✅ Argentina | Armenia | Aruba | Ascension \
         Island | Australia | Austria | Azerbaijan | Earlier ⬆ | More ⬇ | ✔ Done | ⬅ Back]
    you: antarctica
    bot: ✅ Antarctica

         Where have you been? [Antigua & Barbuda | Argentina | Armenia | Aruba | Ascension \
         Island | Australia | Austria | Azerbaijan | Earlier ⬆ | More ⬇ | ✔ Done | ⬅ Back]
    you: [Earlier ⬆]
    bot: Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | \
         Angola | Anguilla | ✅ Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: [Angola]
    bot: Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | ✅ \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: belgium
    bot: ✅ Belgium

         Where have you been? [Afghanistan | Albania | Algeria | American Samoa | Andorra | ✅ \
         Angola | Anguilla | Antarctica | More ⬇ | ✔ Done | ⬅ Back]
    you: [✔ Done]
    bot: [only never]
"""


def test_ticks_stay_while_pages_are_turned(talk: Talk) -> None:
    """One that stands alone clears the others."""
    with_countries(talk)

    talk("countries", "en", TICKING)


VALUES = """
    bot: [countries, first page]
    you: france
    bot: [where have you been]
    you: Albania and Algeria
    bot: [only never]
    you: 31 February
    bot: Sorry, I did not understand. Please write a day, for example 6 December.

         Which day? [Never | ⬅ Back]
    you: the day after tomorrow
    bot: At what time? [⬅ Back]
    you: back
    bot: [only never]
    you: never
    bot: At what time? [⬅ Back]
    you: 3
    bot: Sorry, I did not understand. Please write a time, for example 14:30.

         At what time? [⬅ Back]
    you: 25:00
    bot: I still do not understand. Please write digits only.

         At what time? [⬅ Back]
    you: ٣ مساء
    bot: Tell us more. [⬅ Back]
    you: no
    bot: FR AL DZ never 15:00 no [☰ Menu]
"""


def test_days_times_and_words_are_typed(talk: Talk) -> None:
    """A lone 3 could be night or day, so we ask again; “no” is an answer in own words."""
    with_countries(talk)

    talk("countries", "en", VALUES)
