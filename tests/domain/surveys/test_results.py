"""Results in short: nobody is known by a count, nor by what is left when others are taken away."""

from hypothesis import given
from hypothesis import strategies as st

from domain.speech.text import Content
from domain.surveys.form import Answer, Choice, Form, Kind, Question
from domain.surveys.results import FEWEST, STEP, Results, hide, results

YES, NO, MAYBE = (Choice(name, Content({"en": name})) for name in ("yes", "no", "maybe"))
CHOICES = (YES, NO, MAYBE)
ONE = Question("one", Kind.SELECT_ONE, Content({"en": "Did you come?"}), choices=CHOICES)
SOME = Question("some", Kind.SELECT_MULTIPLE, Content({"en": "What?"}), choices=CHOICES)
WORDS = Question("words", Kind.TEXT, Content({"en": "And?"}))
FORM = Form("stay", "1", Content({"en": "Your stay"}), "en", ("en",), (ONE, SOME, WORDS))


def shown(found: Results, question: int) -> list[int | None]:
    """The counts of a question, in the order of its choices."""
    return [count.many for count in found.tallies[question].counts]


def chose(*many: int) -> list[dict[str, str]]:
    """So many for each choice."""
    return [{"one": c.name} for c, n in zip(CHOICES, many, strict=False) for _each in range(n)]


def test_fewer_than_five_answers_show_nothing() -> None:
    """Not even how many there are."""
    assert results(FORM, chose(4)) == Results(FORM.title, 0)
    assert results(FORM, []) == Results(FORM.title, 0)


def test_large_counts_are_shown_and_words_never() -> None:
    """A zero tells of nobody."""
    found = results(FORM, chose(8, 7))

    assert found.many == 15
    assert shown(found, 0) == [8, 7, 0]
    assert len(found.tallies) == 2


def test_a_small_count_hides_another_one() -> None:
    """Or it would be what is left over."""
    assert shown(results(FORM, chose(9, 8, 3)), 0) == [9, None, None]
    assert shown(results(FORM, chose(8, 1, 1)), 0) == [None, None, None]


def test_those_who_skipped_can_be_worked_out_too() -> None:
    """Ten answered, nine and one who did not: a nine would say so."""
    found = results(FORM, [*chose(9), {}])

    assert shown(found, 0) == [None, 0, 0]


def test_of_several_choices_neither_side_is_small() -> None:
    """Nine of ten chose it: then one did not."""
    answers = [{"some": ("yes", "no")}] * 5 + [{"some": ("yes",)}] * 4 + [{"some": ("maybe",)}]

    assert shown(results(FORM, answers), 1) == [None, 5, None]


def test_a_choice_that_the_form_has_no_more_counts_as_none() -> None:
    """An older version had it."""
    found = results(FORM, [*chose(7, 8), *[{"one": "gone"}] * 5])

    assert shown(found, 0) == [7, 8, 0]


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=1), st.integers(0, 40)))
def test_nothing_small_comes_out_by_subtraction(counts: dict[str, int]) -> None:
    """Whoever knows the sum learns of the hidden ones only that they are five or more together."""
    hidden = hide(counts)

    rest = sum(counts.values()) - sum(n for name, n in counts.items() if name not in hidden)
    assert all(n == 0 or n >= FEWEST for name, n in counts.items() if name not in hidden)
    if hidden and sum(n for n in counts.values()) >= FEWEST:
        assert rest >= FEWEST
        assert len(hidden) > 1


ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "one": st.sampled_from([choice.name for choice in CHOICES]),
        "some": st.lists(st.sampled_from([c.name for c in CHOICES]), unique=True).map(tuple),
    },
)


@given(st.lists(ANSWER, max_size=30), ANSWER, ANSWER)
def test_two_looks_tell_nothing_of_the_newest_answer(
    before: list[dict[str, Answer]], newest: dict[str, Answer], other: dict[str, Answer]
) -> None:
    """Unless a step was passed, they are one and the same, whatever it says."""
    first, second = results(FORM, before), results(FORM, [*before, newest])

    if (len(before) + 1) % STEP:
        assert first == second == results(FORM, [*before, other])
    else:
        assert second.many == len(before) + 1
