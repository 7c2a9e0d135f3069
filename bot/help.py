"""Whom people can call or visit: the operator's `help.toml`, or a sample until there is one."""

import re
import tomllib
from pathlib import Path

from bot.document_fields import Fields, Report
from bot.document_json import MOST_BYTES, WHOLE, DocumentError, WrongField
from domain.help import Contact, EmergencyNumber, Help
from domain.text import Content

PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{1,28}")
LONGEST_NAME = 120
LONGEST_LINE = 200
KNOWN = ("organisation", "emergency", "contact")
NUMBER = ("name", "phone")
CONTACT = ("name", "phone", "address", "hours")

SAMPLE = Help(
    organisation=Content(
        {
            "en": "Lipa (a sample: its operator has not written a help page yet)",
            "sl": "Lipa (vzorec: upravljavec strani s pomočjo še ni napisal)",
            "ar": "ليبا (نموذج: لم تُكتب صفحة المساعدة بعد)",
            "fa": "لیپا (نمونه: صفحهٔ کمک هنوز نوشته نشده است)",
            "fr": "Lipa (exemple : la page d’aide n’est pas encore écrite)",
            "ru": "Lipa (образец: страница помощи ещё не написана)",
        }
    ),
    emergency=(
        EmergencyNumber(
            Content(
                {
                    "en": "Ambulance and fire",
                    "sl": "Reševalci in gasilci",
                    "ar": "الإسعاف والإطفاء",
                    "fa": "آمبولانس و آتش‌نشانی",
                    "fr": "Ambulance et pompiers",
                    "ru": "Скорая помощь и пожарные",
                }
            ),
            "112",
        ),
        EmergencyNumber(
            Content(
                {
                    "en": "Police",
                    "sl": "Policija",
                    "ar": "الشرطة",
                    "fa": "پلیس",
                    "fr": "Police",
                    "ru": "Полиция",
                }
            ),
            "113",
        ),
    ),
    sample=True,
)


def read_help(path: Path) -> Help:
    """The operator's help; the sample when there is no such file. DocumentError lists the wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except FileNotFoundError:
        return SAMPLE
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DocumentError([WrongField(str(path), f"cannot be read ({reason})")]) from None
    return parse_help(data)


def parse_help(data: bytes) -> Help:
    """The help that these bytes of TOML describe."""
    try:
        parsed = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise DocumentError([WrongField(WHOLE, f"is not TOML: {error}")]) from None
    report = Report()
    fields = Fields(parsed, KNOWN, report)
    found = Help(
        fields.content("organisation", LONGEST_NAME),
        tuple(_number(number) for number in fields.objects("emergency", NUMBER)),
        tuple(_contact(c) for c in fields.objects("contact", CONTACT))
        if "contact" in parsed
        else (),
    )
    report.settle()
    return found


def _number(fields: Fields) -> EmergencyNumber:
    return EmergencyNumber(fields.content("name", LONGEST_NAME), _phone(fields))


def _contact(fields: Fields) -> Contact:
    return Contact(
        fields.content("name", LONGEST_NAME),
        _phone(fields) if fields.has("phone") else "",
        fields.optional_content("address", LONGEST_LINE),
        fields.optional_content("hours", LONGEST_LINE),
    )


def _phone(fields: Fields) -> str:
    phone = fields.words("phone", 30)
    if phone != "-" and not PHONE.fullmatch(phone):
        fields.wrong(
            "phone", 'must be a phone number in quotation marks, such as "+386 1 200 00 00"'
        )
    return phone
