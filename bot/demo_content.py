"""What the demo begins with: an event tomorrow, hours of advice, and the surveys that come along.

And what its two newcomers say. Each line is typed as on a phone: by number, by word, in any script.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.appointments import AddSlots, NewSlots, Topic
from domain.audience import Audience
from domain.campaigns import AddEvent
from domain.events import NewEvent, Transport
from domain.people import Interest
from domain.text import Content

MORNING = time(10)  # the demo's day begins here, so that no night keeps its messages back

JOINS_IN_ENGLISH = (
    "/start",
    "English",
    "Continue",
    "Continue",
    "Continue",
    "Yes",
    "Yes",
    "26 or older",
    "sport, cooking",
)
COMES = ("I'm coming", "2", "yes")
BOOKS = ("I need a lawyer", "work permit", "English", "1", "1")
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
JOINS_IN_ARABIC = ("/start", "العربية", "١", "١", "١", "نعم", "نعم", "تخطي", "١، ٣")
COMES_IN_ARABIC = ("فعاليات", "١", "١", "٣", "لا")


def event(today: date, zone: ZoneInfo) -> AddEvent:
    """Football tomorrow afternoon, with a car."""
    starts = datetime.combine(today + timedelta(days=1), time(15), zone)
    return AddEvent(
        NewEvent(
            title=_in_three("Football in the park", "Nogomet v parku", "كرة القدم في الحديقة"),
            description=_in_three(
                "Everybody can play. We bring water and balls.",
                "Igra lahko vsak. Prinesemo vodo in žoge.",
                "اللعب للجميع. الماء والكرات علينا.",
            ),
            place=_in_three("Tivoli park", "Park Tivoli", "حديقة تيفولي"),
            starts=starts,
            ends=starts + timedelta(hours=2),
            capacity=20,
            interests=frozenset({Interest.SPORT}),
            transport=Transport(
                8,
                _in_three("Asylum home, main gate", "Azilni dom, vhod", "مركز اللجوء، المدخل"),
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
            place=_in_three("Poljanska 12, room 3", "Poljanska 12, soba 3", "Poljanska 12, غرفة 3"),
            times=tuple((starts, starts + timedelta(minutes=45)) for starts in begin),
        )
    )


def _in_three(english: str, slovene: str, arabic: str) -> Content:
    return Content({"en": english, "sl": slovene, "ar": arabic})
