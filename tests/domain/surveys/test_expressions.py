from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.surveys.expressions.evaluation import (
    Answer,
    ExpressionError,
    Value,
    all_of,
    evaluate,
    exclusive_choices,
    holds,
    parse,
)

ANSWERS: dict[str, Answer] = {"age": 17, "food": "bad", "used": ("doctor", "legal"), "words": "7"}


@pytest.mark.parametrize(
    "source",
    [
        "${age} < 18",
        "${ age } >= 17 and ${age} != 18",
        "${food} = 'bad' or ${food} = 'very_bad'",
        "selected(${used}, 'legal')",
        "count-selected(${used}) = 2",
        "not(selected(${food}, 'good'))",
        "${food} = ‘bad’",
        "${food} = “bad”",
        "${words} = 7",
        "${words} = '7'",
        "(1 + 2) * 3 = 9",
        "1 + 2 * 3 = 7",
        "7 mod 4 - 1 = 4 div 2",
        "-${age} < 0",
        "true() and not(false())",
        "if(${age} > 18, 'old', 'young') = 'young'",
        "string-length(${food}) = 3",
        "coalesce(${missing}, ${food}) = 'bad'",
        "int(7.9) = 7",
        "number('x') != number('x')",
        "contains(${food}, 'a') and starts-with(${food}, 'b')",
        "boolean(${food}) and string(5.0) = '5'",
        "1 = 1 or 1 = 2 and 1 = 2",
    ],
)
def test_what_is_written_is_computed(source: str) -> None:
    """Comparisons, logic, arithmetic and functions mean what they mean in XPath."""
    assert holds(parse(source), ANSWERS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${missing} = 0", False),
        ("${missing} < 5", False),
        ("${missing} >= 5", False),
        ("${missing} = ''", True),
        ("${missing} != 5", True),
        ("selected(${missing}, 'x')", False),
        ("count-selected(${missing})", 0.0),
        ("not(${missing})", True),
    ],
)
def test_an_unanswered_question_is_the_empty_text(source: str, expected: Value) -> None:
    """Nothing is no number, is no choice, and equals only nothing."""
    assert evaluate(parse(source), {}) == expected


def test_the_dot_is_the_answer_being_checked() -> None:
    """A constraint sees the new answer."""
    assert holds(parse(". >= 18 and . <= 120"), {}, 30)
    assert not holds(parse(". >= 18 and . <= 120"), {}, 17)


@pytest.mark.parametrize(
    ("source", "position", "words"),
    [
        ("", 1, "missing"),
        ("${age} >", 9, "missing at the end"),
        ("(1 = 1", 7, "after the opening parenthesis"),
        ("1 = 1)", 6, "not expected"),
        ("regex(., 'a')", 1, "regex()"),
        ("1 = today()", 5, "today()"),
        ("selected(${age})", 1, "2 arguments"),
        ("selected(${age}, 'x'", 21, "after the arguments"),
        ("${food} = bad", 11, "“bad” needs quotation marks"),
        ("${food} = 'bad", 11, "never closed"),
        ("${food = 1", 1, "both braces"),
        ("${}", 1, "name inside"),
        ("${age} # 1", 8, "“#” cannot be used"),
        ("selected${(} 1", 1, "needs quotation marks"),
        ("= 1", 1, "before “=”"),
        ("not()", 1, "1 argument"),
        ("true(1)", 1, "nothing"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(source: str, position: int, words: str) -> None:
    """A coordinator gets the place and a plain sentence."""
    with pytest.raises(ExpressionError) as caught:
        parse(source)

    assert caught.value.position == position
    assert words in caught.value.sentence


@pytest.mark.parametrize("source", ["(" * 40 + "1" + ")" * 40, "-" * 40 + "1", "1+" * 6_000 + "1"])
def test_length_and_depth_have_limits(source: str) -> None:
    """No expression can exhaust the reader."""
    with pytest.raises(ExpressionError, match=r"deep|characters"):
        parse(source)


def test_long_chains_are_no_deep_ones() -> None:
    """A thousand conditions joined with “or” are fine."""
    chain = parse(" or ".join(["1 = 2"] * 1_000))

    assert not holds(chain, {})


def test_names_are_known_before_anything_is_computed() -> None:
    """References and the use of the dot can be asked for."""
    expression = parse("not(${a} = 1) and selected(${b}, ${c}) or . = -${a}")

    assert expression.references == {"a", "b", "c"}
    assert expression.uses_current


def test_conditions_are_joined_each_in_its_parentheses() -> None:
    """“a or b” and “c” is not “a or (b and c)”."""
    joined = all_of(parse("1 = 1 or 1 = 1"), None, parse("1 = 2"))

    assert joined == parse("(1 = 1 or 1 = 1) and (1 = 2)")
    assert not holds(joined, {})
    assert all_of(None) is None


@pytest.mark.parametrize(
    ("constraint", "exclusive"),
    [
        ("not(selected(.,'dnk') and count-selected(.)>1)", {"dnk"}),
        ("not(selected(., 'a') and count-selected(.) > 1) and not("
         "count-selected(.) >= 2 and selected(., 'b'))", {"a", "b"}),
        ("not((selected(.,'a') or selected(.,'b')) and count-selected(.)>1)", {"a", "b"}),
        ("not((selected(.,'a') or ${x} = 1) and count-selected(.)>1)", set()),
        ("not(selected(${other},'dnk') and count-selected(.)>1)", set()),
        ("not(selected(.,'dnk') and count-selected(.)>2)", set()),
        ("count-selected(.) < 3", set()),
    ],
)  # fmt: skip
def test_choices_that_stand_alone_are_recognised(constraint: str, exclusive: set[str]) -> None:
    """The usual way to write them is understood, and nothing else is taken for it."""
    assert exclusive_choices(parse(constraint)) == exclusive


def test_division_by_zero_and_huge_numbers_never_fail() -> None:
    """Arithmetic follows XPath into infinity instead of stopping."""
    for source in ("1 div 0", "-1 div 0", "0 div 0", "5 mod 0", "(1 div 0) mod 2", "int(1 div 0)"):
        assert isinstance(evaluate(parse(f"string({source})"), {}), str)
    assert holds(parse("${huge} > 1"), {"huge": 10**400})


WRITTEN = st.sampled_from(
    [
        *(
            "${a}",
            "${b}",
            ".",
            "'x'",
            "3",
            "4.5",
            "(",
            ")",
            ",",
            " and ",
            " or ",
            "not(",
            "=",
            "!=",
        ),
        *("<", "<=", "+", "-", "*", " div ", " mod ", "selected(", "count-selected(", "if(", " "),
    ]
)
ANSWER = st.one_of(st.integers(), st.text(), st.lists(st.text()).map(tuple))


@given(st.one_of(st.text(), st.lists(WRITTEN).map("".join)), ANSWER, ANSWER)
def test_any_text_is_computed_or_refused(source: str, answer: Answer, current: Answer) -> None:
    """Nothing but an `ExpressionError` ever comes out of what somebody typed."""
    with suppress(ExpressionError):
        expression = parse(source)
        evaluate(expression, {"a": answer}, current)
        assert parse(expression.source) == expression
