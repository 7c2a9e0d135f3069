import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.speech.text import Content
from domain.surveys.expressions.evaluation import parse
from domain.surveys.form import (
    Answer,
    Choice,
    Form,
    Kind,
    Problem,
    Question,
    answer_from_json,
    check,
    from_json,
    next_question,
    relevant_answers,
    to_json,
)


def said(words: str) -> Content:
    """Words in English."""
    return Content({"en": words})


def choices(*names: str) -> tuple[Choice, ...]:
    """Choices with their names as labels."""
    return tuple(Choice(name, said(name)) for name in names)


USED = Question(
    "used",
    Kind.SELECT_MULTIPLE,
    said("What did you use?"),
    hint=said("Several are possible."),
    constraint=parse("not(selected(., 'none') and count-selected(.) > 1)"),
    choices=choices("food", "doctor", "none"),
)
FOOD = Question(
    "food",
    Kind.SELECT_ONE,
    said("How is the food?"),
    relevant=parse("selected(${used}, 'food')"),
    choices=choices("good", "bad"),
)
WHY = Question("why", Kind.TEXT, said("Why?"), relevant=parse("${food} = 'bad'"), group=("more",))
AGE = Question(
    "age",
    Kind.INTEGER,
    said("How old are you?"),
    required=True,
    required_message=said("Please say your age."),
    constraint=parse(". > 0 and . < 120"),
    constraint_message=said("Between 1 and 119."),
)
NOTE = Question("welcome", Kind.NOTE, said("Welcome."))
READ = Question("read", Kind.ACKNOWLEDGE, said("I have read this."))
FORM = Form("food", "3", said("Food"), "en", ("en",), (NOTE, USED, FOOD, WHY, AGE, READ))


def test_questions_come_in_order_and_irrelevant_ones_do_not() -> None:
    """Whoever did not eat is not asked about the food."""
    answers: dict[str, Answer] = {"used": ("doctor",)}

    assert next_question(FORM, {}, None) is NOTE
    assert next_question(FORM, {}, "welcome") is USED
    assert next_question(FORM, answers, "used") is AGE
    assert next_question(FORM, {**answers, "read": "OK"}, "read") is None


def test_a_relevant_question_is_asked() -> None:
    """Whoever ate is asked about the food, and why when it was bad."""
    answers: dict[str, Answer] = {"used": ("food", "doctor")}

    assert next_question(FORM, answers, "used") is FOOD
    assert next_question(FORM, {**answers, "food": "bad"}, "food") is WHY


def test_an_answer_that_no_longer_counts_leads_nowhere() -> None:
    """After going back, the follow-up of a dropped answer is not asked."""
    answers: dict[str, Answer] = {"used": ("doctor",), "food": "bad"}

    assert next_question(FORM, answers, "food") is AGE


def test_changing_an_answer_drops_all_that_hung_on_it() -> None:
    """The follow-up of a follow-up goes too, and the order is that of the form."""
    answers: dict[str, Answer] = {
        "age": 20, "why": "cold", "food": "bad", "used": ("doctor",), "unknown": "x",
    }  # fmt: skip

    assert list(relevant_answers(FORM, answers).items()) == [("used", ("doctor",)), ("age", 20)]


def test_dropping_answers_ends_also_where_questions_stand_in_the_wrong_order() -> None:
    """A question may depend on a later one; the result is stable all the same."""
    backwards = replace(FORM, rows=(WHY, FOOD, USED))
    kept = relevant_answers(backwards, {"why": "cold", "food": "bad", "used": ()})

    assert kept == {"used": ()}


def test_answers_that_fit_pass() -> None:
    """Each kind takes its own kind of answer."""
    assert check(USED, ("food", "doctor"), {}) is None
    assert check(FOOD, "good", {}) is None
    assert check(WHY, "It is cold.", {}) is None
    assert check(AGE, 30, {}) is None
    assert check(READ, "OK", {}) is None
    assert check(NOTE, None, {}) is None


def test_skipping_is_fine_where_nothing_is_required() -> None:
    """No answer, no words and no choice are all a skipped question."""
    for nothing in (None, "", ()):
        assert check(USED, nothing, {}) is None


def test_a_required_answer_is_asked_for_in_the_words_of_the_form() -> None:
    """Without words of its own, the form gets the bot's."""
    assert check(AGE, None, {}) == said("Please say your age.")
    assert check(replace(AGE, required_message=None), "", {}) is Problem.REQUIRED


def test_a_constraint_speaks_in_the_words_of_the_form() -> None:
    """The message beside the constraint is what people read."""
    assert check(AGE, 130, {}) == said("Between 1 and 119.")
    assert check(replace(AGE, constraint_message=None), 130, {}) is Problem.CONSTRAINT


def test_a_constraint_may_look_at_other_answers() -> None:
    """It sees earlier answers, and its own answer also by name."""
    older = replace(AGE, constraint=parse("${age} > ${child}"), constraint_message=None)

    assert check(older, 30, {"child": 5}) is None
    assert check(older, 4, {"child": 5}) is Problem.CONSTRAINT


def test_choices_that_stand_alone_are_said_so() -> None:
    """“None” together with another is refused for that reason."""
    assert USED.exclusive == {"none"}
    assert FOOD.exclusive == frozenset()
    assert check(USED, ("none", "food"), {}) is Problem.EXCLUSIVE
    assert check(USED, ("none",), {}) is None


def test_answers_of_another_kind_are_refused() -> None:
    """Words are no number, several choices are not one, and unknown names no choice."""
    assert check(AGE, "thirty", {}) is Problem.WRONG_KIND
    assert check(AGE, True, {}) is Problem.WRONG_KIND
    assert check(FOOD, ("good",), {}) is Problem.WRONG_KIND
    assert check(USED, "food", {}) is Problem.WRONG_KIND
    assert check(FOOD, "delicious", {}) is Problem.NOT_A_CHOICE
    assert check(USED, ("food", "cinema"), {}) is Problem.NOT_A_CHOICE
    assert check(READ, "no", {}) is Problem.NOT_A_CHOICE


def test_a_form_comes_back_from_json_as_it_was() -> None:
    """Whoever began a version ends it, also after a restart."""
    assert from_json(json.loads(json.dumps(to_json(FORM)))) == FORM


def test_answers_come_back_from_json_as_they_were() -> None:
    """Several choices are a tuple again."""
    for answer in ("good", 3, ("food", "doctor")):
        assert answer_from_json(json.loads(json.dumps(answer))) == answer


def test_a_form_knows_its_questions() -> None:
    """Notes are no columns of an export."""
    assert [question.name for question in FORM.questions] == ["used", "food", "why", "age", "read"]
    assert FORM.question("age") is AGE


ANSWERS = st.dictionaries(
    st.sampled_from(["used", "food", "why", "age", "read"]),
    st.one_of(
        st.sampled_from(["good", "bad", "OK"]),
        st.integers(),
        st.lists(st.sampled_from(["food", "doctor", "none"]), unique=True).map(tuple),
    ),
)


@given(ANSWERS)
def test_dropping_answers_twice_changes_nothing_more(answers: dict[str, Answer]) -> None:
    """What counts is settled in one call."""
    once = relevant_answers(FORM, answers)

    assert relevant_answers(FORM, once) == once
    assert once.items() <= answers.items()
