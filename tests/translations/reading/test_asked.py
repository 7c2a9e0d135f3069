"""Questions that are asked everywhere, and those that only sound like them."""

from time import thread_time

import pytest

from domain.speech.languages import Ways
from translations.catalogues import Catalogues
from translations.reading.reader import Reader

READER = Reader(Catalogues.load())
NONE: Ways = ()

ASKED = {  # none of them is a known way of asking it
    "where": [
        *("where's your office please", "send your adress pls", "where is the office located?"),
        *("اين يقع مكتبكم", "où est votre bureau svp", "ادرس دفتر کجاست", "где ваш офис?"),
    ],
    "hours": [
        *("opening hours?", "when does your office open", "vos horaires svp", "ساعت کاری دفتر"),
        *("какие у вас часы работы", "kdaj ste danes odprti", "شو اوقات الدوام عندكم"),
    ],
    "bring": [
        *("what papers should i bring", "what should I bring with me tomorrow?", "شو لازم جيب"),
        *("quels papiers je dois apporter", "kaj naj prinesem s sabo", "چه مدارکی باید بیاورم"),
    ],
    "late": [
        *("i'll be 20 min late", "sorry I am running late", "zamujam 15 minut", "رح اتأخر شوي"),
        *("я опаздываю на 20 минут", "من دیر میرسم", "je suis en retard de 5 min"),
    ],
    "who": [
        *("who can help with housing?", "مين بيساعد بالسكن لو سمحت", "qui aide pour logement"),
        *("kdo pomaga s stanovanjem", "кто поможет с жильем", "کی برای خانه کمک می‌کند"),
    ],
    "lipa": ["who are you?", "انت مين", "а кто ты", "شما کی هستی", "kdo si ti"],
}
NEAR = [
    *("where is the station", "where is my passport", "where can I eat", "when is the football"),
    *(
        "when is my appointment",
        "what should I do",
        "what should I wear",
        "i will come",
        "too late",
    ),
    *("the food was late", "why are you late with my decision", "they took my papers"),
    *("my address changed", "can i bring my children", "who is coming to the event", "i am tired"),
    *("which bus goes to the office", "is the office warm", "what does this letter say"),
    *("وين المستشفى", "متى الموعد", "ماذا أفعل", "من أين أنت", "شو صار", "أريد أن أحضر زوجتي"),
    *("où est la gare", "qui vient dimanche", "que dois je faire", "je suis en colère"),
    *("kje je postaja", "kaj naj naredim", "kdaj je moj termin", "zamudil sem rok"),
    *("где вокзал", "что мне делать", "когда моя встреча", "мне нужны документы", "я устал"),
    *("ایستگاه کجاست", "چه باید بکنم", "وقت من کی است", "من خسته‌ام", "کی می‌آید"),
]


@pytest.mark.parametrize("key", ASKED)
def test_a_question_is_known_in_other_words(key: str) -> None:
    """Most of them surely, the rest among those that are offered; none as another one."""
    heard = [READER.asked(words, NONE) for words in ASKED[key]]

    assert {each.sure for each in heard} <= {key, None}
    assert sum(each.sure == key for each in heard) >= 0.7 * len(heard)
    assert all(each.sure == key or key in each.maybe for each in heard)


@pytest.mark.parametrize("words", NEAR)
def test_what_is_like_a_question_is_none(words: str) -> None:
    """A wrong answer is worse than to be asked once more."""
    assert READER.asked(words, NONE).sure is None


def test_what_the_operator_knows_is_known_beside_it() -> None:
    """In every language of theirs, with slips; and never once it is gone."""
    ways = (("laundry", ("Where can I wash my clothes?", "أين أغسل ملابسي؟")),)

    for words in ("where can i wash clothes", "where can I wash my cloths??", "اين اغسل ملابسي"):
        assert READER.asked(words, ways).sure == "laundry"
        assert READER.asked(words, NONE).sure is None
    assert READER.asked("where is the office", ways).sure == "where"


def test_any_words_cost_little() -> None:
    """However many there are of them."""
    READER.asked("warm", NONE)
    for words in ("where is the office " * 200, "و" * 4096, "a b " * 1024, "ﷺ" * 600, ""):
        began = thread_time()
        READER.asked(words, NONE)
        assert thread_time() - began < 0.1
