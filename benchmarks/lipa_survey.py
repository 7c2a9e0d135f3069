"""The survey of `peers/survey.py` as a flow of ours; its end keeps the answers for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from benchmarks.peers.survey import HELLO, LANGUAGES, QUESTIONS, TELL_US, THANKS
from domain.people.person import ChooseLanguage
from domain.speech.messages import Option
from domain.speech.text import Verbatim, _
from domain.surveys.form import Answer
from domain.surveys.survey import SubmitResponse, SurveyId
from domain.work import Desk
from flows.engine.kit import Ask, Do, End, Flow, Goto, Step, Words, never
from flows.engine.registry import Registry
from flows.guests import help as helping

SURVEY = SurveyId("six_turns")
TAGS = ("en", "ar", "fa", "fr")


@dataclass(frozen=True)
class Draft:
    """What was answered so far; `occasion` lets one person answer again and again."""

    occasion: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)


def begin(_draft: Draft, desk: Desk) -> Goto[Draft]:
    """Everybody may answer as often as they like."""
    return Goto("language", Draft(desk.now.isoformat()))


def ask_language(_draft: Draft, _desk: Desk) -> Ask:
    """The first question."""
    names = zip(TAGS, LANGUAGES, strict=True)
    return Ask(_(HELLO), [Option(tag, Verbatim(name)) for tag, name in names])


def language_chosen(draft: Draft, tag: str) -> Do[Draft]:
    """It is theirs from now on."""
    return Do(ChooseLanguage(tag), then=Goto("0", draft), refused=Goto("language", draft))


def question(at: int) -> Step[Draft]:
    """One of the questions that are answered by a button."""
    text, answers = QUESTIONS[at]
    following = str(at + 1) if at + 1 < len(QUESTIONS) else "words"
    asked = Ask(_(text), [Option(f"c{n}", _(answer)) for n, answer in enumerate(answers)])

    def answer(draft: Draft, key: str) -> Goto[Draft]:
        return Goto(following, replace(draft, answers={**draft.answers, f"q{at}": key}))

    return Step(lambda _draft, _desk: asked, answer, to=(following,))


def ask_words(_draft: Draft, _desk: Desk) -> Ask:
    """The last question."""
    return Ask(_(TELL_US), expects=Words())


def words_written(draft: Draft, words: str) -> Do[Draft]:
    """All answers leave the draft and belong to nobody."""
    answers = {**draft.answers, "words": words}
    response = SubmitResponse(SURVEY, "1", draft.occasion, answers)
    return Do(response, then=End(_(THANKS)), refused=End())


FLOW = Flow(
    "six_turns",
    Draft,
    steps={
        "begin": Step(begin, never, to=("language",)),
        "language": Step(ask_language, language_chosen, to=("0", "language")),
        **{str(at): question(at) for at in range(len(QUESTIONS))},
        "words": Step(ask_words, words_written),
    },
)


def registry() -> Registry:
    """/start leads to the survey, whoever writes it."""
    flow = helping.flow
    return Registry({"welcome": FLOW, "menu": FLOW, "help": flow}, {})
