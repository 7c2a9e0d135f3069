"""What the demo begins with: an event tomorrow, hours of advice, and the surveys that come along.

And what its two newcomers say. Each line is typed as on a phone: by number, by word, in any script.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.advice.slot import AddSlots, NewSlots, Topic
from domain.events.change import AddEvent
from domain.events.event import NewEvent, Transport
from domain.people.audience import Audience
from domain.people.person import Interest
from domain.speech.text import Content

LANGUAGES = ("en", "sl", "ar", "fa", "fr", "ru")
MORNING = time(10)  # the demo's day begins here, so that no night keeps its messages back

JOINS_IN_ENGLISH = ("/start", "English")
BOOKS = ("I need a lawyer", "Yes", "work permit", "Yes", "1")
ALLOWS_NEWS = ("Yes", "26 or older", "sport, cooking")
COMES = ("I'm coming", "Change how many", "2", "yes")
ANSWERS = (
    "/survey",
    "1",
    "Begin",
    "Good",
    "so-so",
    "Good",
    "very good",
    "Always",
    "5, 7",
    "More hours of language lessons.",
    "Send",
)
JOINS_IN_ARABIC = ("/start", "العربية")
COMES_IN_ARABIC = ("فعاليات", "١", "سأحضر", "نعم", "تغيير العدد", "٣", "لا")


def event(today: date, zone: ZoneInfo) -> AddEvent:
    """Football tomorrow afternoon, with a car; `zone` is where three in the afternoon is meant."""
    starts = datetime.combine(today + timedelta(days=1), time(15), zone)
    return AddEvent(
        NewEvent(
            title=_in_six(
                "Football in the park",
                "Nogomet v parku",
                "كرة القدم في الحديقة",
                "فوتبال در پارک",
                "Football au parc",
                "Футбол в парке",
            ),
            description=_in_six(
                "Everybody can play. We bring water and balls.",
                "Igra lahko vsak. Prinesemo vodo in žoge.",
                "اللعب للجميع. الماء والكرات علينا.",
                "همه می‌توانند بازی کنند. آب و توپ با ماست.",
                "Tout le monde peut jouer. Nous apportons l’eau et les ballons.",
                "Играть могут все. Воду и мячи приносим мы.",
            ),
            place=_in_six(
                "Tivoli park",
                "Park Tivoli",
                "حديقة تيفولي",
                "پارک تیوولی",
                "Parc Tivoli",
                "Парк Тиволи",
            ),
            starts=starts,
            ends=starts + timedelta(hours=2),
            capacity=20,
            interests=frozenset({Interest.SPORT}),
            transport=Transport(
                8,
                _in_six(
                    "Asylum home, main gate",
                    "Azilni dom, vhod",
                    "مركز اللجوء، المدخل",
                    "خانهٔ پناهجویان، در اصلی",
                    "Foyer d’accueil, entrée principale",
                    "Приют, главный вход",
                ),
                starts - timedelta(minutes=45),
            ),
            audience=Audience(),
        )
    )


def advice(today: date, zone: ZoneInfo) -> AddSlots:
    """Three times with an adviser, tomorrow and the day after."""
    begin = [
        datetime.combine(today + timedelta(days=days), time(hour), zone)
        for days, hour in ((1, 12), (1, 13), (2, 11))
    ]
    return AddSlots(
        NewSlots(
            adviser="Ana",
            languages=("en", "ar"),
            topics=frozenset(Topic),
            place=_in_six(
                "Poljanska 12, room 3",
                "Poljanska 12, soba 3",
                "Poljanska 12, غرفة 3",
                "Poljanska 12، اتاق ۳",
                "Poljanska 12, salle 3",
                "Poljanska 12, комната 3",
            ),
            times=tuple((starts, starts + timedelta(minutes=45)) for starts in begin),
        )
    )


def _in_six(*words: str) -> Content:
    return Content(dict(zip(LANGUAGES, words, strict=True)))
