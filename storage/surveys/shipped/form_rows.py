"""How a shipped survey is written down before it becomes a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = tuple[str, str, str, str, str, str]  # English, Slovene, Arabic, Persian, French, Russian
NOTHING: Words = ("", "", "", "", "", "")

NO_NAMES: Words = (
    "Please write no names and no phone numbers.",
    "Prosimo, ne pišite imen in telefonskih številk.",
    "الرجاء عدم كتابة أسماء أو أرقام هواتف.",
    "لطفاً اسم و شمارهٔ تلفن ننویسید.",
    "S’il vous plaît, n’écrivez ni noms ni numéros de téléphone.",
    "Пожалуйста, не пишите имена и номера телефонов.",
)
SEVERAL: Words = (
    "You can choose more than one.",
    "Izberete lahko več odgovorov.",
    "يمكن اختيار أكثر من إجابة.",
    "می‌توانید چند جواب انتخاب کنید.",
    "Vous pouvez choisir plusieurs réponses.",
    "Можно выбрать несколько ответов.",
)
OTHER = ("other", "Something else", "Nekaj drugega", "شيء آخر", "چیز دیگر", "Autre chose", "Другое")
NO_ANSWER = (
    "no_answer",
    "I prefer not to say",
    "Raje ne povem",
    "أفضّل عدم الإجابة",
    "ترجیح می‌دهم نگویم",
    "Je préfère ne pas répondre",
    "Не хочу отвечать",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet “survey”; without `relevant` it is always asked."""

    type: str
    name: str
    label: Words
    hint: Words = NOTHING
    relevant: str = ""
    constraint: str = ""
    constraint_message: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Survey:
    """One workbook. Raise the version with every change of its content."""

    id: str
    version: str
    title: Words
    rows: tuple[Row, ...]
    choices: Mapping[str, tuple[tuple[str, ...], ...]]  # a name, then as in `Words`
