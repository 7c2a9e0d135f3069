"""A flow made from each pinned version of a form: its rows as steps, and the answers at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.speech.door import Door
from domain.speech.messages import Option, Prompt
from domain.speech.text import Message, Text, _, lines
from domain.surveys.form import (
    Answer,
    Form,
    Kind,
    Problem,
    Question,
    check,
    next_question,
    relevant_answers,
)
from domain.surveys.survey import SubmitResponse, SurveyId
from domain.work import Desk
from flows.engine.kit import (
    NOTHING_SENT,
    Again,
    Ask,
    Do,
    End,
    Expects,
    Flow,
    Goto,
    Move,
    Number,
    Several,
    Step,
    Words,
    never,
)
from flows.guests.agreeing.news import news_later

SKIP = Option("skip", _("Skip"))
LARGEST = 1_000_000_000
MADE = "survey:"  # how the names of the flows made from forms begin


# -- a flow from a form ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Answers:
    """A person's draft until the end; then the answers belong to nobody."""

    occasion: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)


def flow_name(form: Form) -> str:
    """The name of the flow of this version of a form."""
    return f"{MADE}{form.id}:{form.version}"


def way_into(flow: str, occasion: str = "") -> Prompt:
    """The way into the flow of that name, with what the answers are about, if anything.

    The one door that no table names: such a flow exists only once its form is stored.
    """
    return Door[str](flow, fields=("occasion",))(occasion) if occasion else Door[()](flow)()


def made(name: str, desk: Desk) -> Flow[Answers] | None:
    """The flow of that name, if it names a version of a form that is stored."""
    survey, _colon, version = name.removeprefix(MADE).partition(":")
    form = desk.surveys.form(SurveyId(survey), version) if name.startswith(MADE) else None
    return None if form is None else survey_flow(form)


def survey_flow(form: Form) -> Flow[Answers]:
    """The form as a conversation: what it is, its rows, and the end."""
    rows = [f"q:{row.name}" for row in form.rows]
    steps: dict[str, Step[Answers]] = {"about": _about(form)}
    for at, row in enumerate(form.rows):
        steps[f"q:{row.name}"] = _row(form, row, (*rows[at + 1 :], "send"))
    steps |= {"send": _send(form), "sent": Step(_thank, never)}
    return Flow(flow_name(form), Answers, steps, parked=True, undone=lambda _draft: NOTHING_SENT)


def _about(form: Form) -> Step[Answers]:
    def ask(_draft: Answers, desk: Desk) -> Ask:
        text = lines(
            _(
                "Your answers are kept without your name. Once you send them, nobody can find "
                "out which ones are yours, and we cannot take them back for you."
            ),
            _("You can skip every question, and go back at any time."),
            _adult(form, desk),
        )
        return Ask(text, [Option("begin", _("Begin"))], title=form.title)

    def begun(draft: Answers, _begin: str) -> Goto[Answers]:
        return Goto(_following(form, draft.answers, None), draft)

    return Step(ask, begun, to=(*(f"q:{row.name}" for row in form.rows), "send"))


def _adult(form: Form, desk: Desk) -> Text | None:
    written = any(row.kind is Kind.TEXT for row in form.questions)
    if desk.person.grown or not written:
        return None
    return _("If something is hard to write about, please talk to an adult you trust.")


def _row(form: Form, row: Question, to: tuple[str, ...]) -> Step[Answers]:
    if row.kind is Kind.NOTE:
        return Step(_tell_note(form, row), never, to=to)
    return Step(_ask_question(form, row), _question_answered(form, row), to=to)


def _tell_note(form: Form, row: Question) -> Callable[[Answers, Desk], Goto[Answers]]:
    def ask(draft: Answers, _desk: Desk) -> Goto[Answers]:
        return Goto(_following(form, draft.answers, row.name), draft, tell=row.label)

    return ask


def _ask_question(form: Form, row: Question) -> Callable[[Answers, Desk], Ask]:
    names = [question.name for question in form.questions]
    number = _("{n} of {total}", n=names.index(row.name) + 1, total=len(names))
    text = lines(number, row.label, row.hint)
    options = [Option(f"c:{choice.name}", _as_label(choice.label)) for choice in row.choices]
    if row.kind is Kind.ACKNOWLEDGE:
        options = [Option("c:OK", _("OK"))]
    if row.kind is not Kind.SELECT_MULTIPLE:
        options.append(SKIP)
    ask = Ask(text, options, expects=_expects(row))
    return lambda _draft, _desk: ask


def _as_label(label: Text) -> Message:
    return _("{choice}", choice=label)


def _expects(row: Question) -> Expects | None:
    match row.kind:
        case Kind.TEXT:
            return Words()
        case Kind.INTEGER:
            return Number(-LARGEST, LARGEST)
        case Kind.SELECT_MULTIPLE:
            return Several(frozenset(f"c:{name}" for name in row.exclusive))
        case _:
            return None


def _question_answered(form: Form, row: Question) -> Callable[[Answers, Any], Move[Answers]]:
    def answer(draft: Answers, value: str | int | tuple[str, ...]) -> Move[Answers]:
        given = _given(row, value)
        if given is not None:
            problem = check(row, given, draft.answers)
            if problem is not None:
                return Again(_sentence(problem))
        answers = _with(form, draft.answers, row.name, given)
        return Goto(_following(form, answers, row.name), replace(draft, answers=answers))

    return answer


def _given(row: Question, value: str | int | tuple[str, ...]) -> Answer | None:
    if value in (SKIP.key, ()):
        return None
    if isinstance(value, tuple):
        chosen = {key.removeprefix("c:") for key in value}
        return tuple(choice.name for choice in row.choices if choice.name in chosen)
    if isinstance(value, str) and row.kind is not Kind.TEXT:
        return value.removeprefix("c:")
    return value


def _with(
    form: Form, answers: Mapping[str, Answer], name: str, given: Answer | None
) -> dict[str, Answer]:
    """The answers with this one; a skipped one goes, and so does what became irrelevant."""
    kept = {other: answer for other, answer in answers.items() if other != name}
    return relevant_answers(form, kept if given is None else {**kept, name: given})


def _sentence(problem: Problem | Text) -> Text:
    if not isinstance(problem, Problem):
        return problem
    if problem is Problem.EXCLUSIVE:
        return _("One of these answers stands alone. Please choose again.")
    return _("This answer does not fit here. Please try again, or skip the question.")


def _following(form: Form, answers: Mapping[str, Answer], after: str | None) -> str:
    row = next_question(form, answers, after)
    return "send" if row is None else f"q:{row.name}"


def _send(form: Form) -> Step[Answers]:
    def ask(_draft: Answers, _desk: Desk) -> Ask:
        return Ask(_("That was all. Shall we send your answers?"), [Option("send", _("Send"))])

    def sent(draft: Answers, _send: str) -> Do[Answers]:
        response = SubmitResponse(
            SurveyId(form.id),
            form.version,
            draft.occasion,
            relevant_answers(form, draft.answers),
        )
        return Do(response, then=Goto("sent", Answers()), refused=End())

    return Step(ask, sent, to=("sent",))


def _thank(_draft: Answers, desk: Desk) -> End:
    thanks = _("Thank you! Your answers help to make things better.")
    return End(thanks, later=news_later(desk))
