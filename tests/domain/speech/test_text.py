"""What is to be said, as it is stored until it is sent."""

from datetime import UTC, datetime

import orjson
from hypothesis import given
from hypothesis import strategies as st

from domain.speech.text import (
    Content,
    Lines,
    Ltr,
    Message,
    Moment,
    Show,
    Span,
    Text,
    Verbatim,
    _,
    from_json,
    lines,
    n_,
    to_json,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
instants = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - made aware below
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=0))
contents = st.dictionaries(st.sampled_from(["en", "ar", "sl"]), words, min_size=1).map(Content)
simple = st.builds(Verbatim, words) | contents
gaps = (
    words
    | st.integers(-(10**9), 10**9)
    | st.builds(Moment, instants, st.sampled_from(Show))
    | st.builds(Span, instants, instants)
    | st.builds(Ltr, words)
)


def _messages(inner: st.SearchStrategy[Text]) -> st.SearchStrategy[Text]:
    named = st.dictionaries(st.sampled_from(["a", "b", "n"]), gaps | inner, max_size=3)
    message = st.builds(Message, words, named, st.none() | words)
    parts = st.lists(inner, max_size=3).map(tuple)
    return message | st.builds(Lines, parts, st.sampled_from(["\n", "\n\n", " · "]))


texts: st.SearchStrategy[Text] = st.recursive(simple, _messages, max_leaves=8)


@given(texts)
def test_a_text_survives_storage(text: Text) -> None:
    """Whatever it is made of, however deep."""
    assert from_json(orjson.loads(orjson.dumps(to_json(text)))) == text


def test_a_message_without_gaps_is_stored_in_few_bytes() -> None:
    """There are many of them."""
    assert to_json(_("Yes")) == {"m": "Yes"}


def test_lines_leave_out_what_is_not_there() -> None:
    """So that a text can be written as it reads."""
    assert lines(_("a"), None, _("b")) == Lines((_("a"), _("b")))


def test_a_sentence_that_counts_has_its_number_as_a_gap() -> None:
    """Beside the others."""
    sentence = n_("{n} cat of {who}", "{n} cats of {who}", n=2, who="Ben")

    assert sentence == Message("{n} cat of {who}", {"n": 2, "who": "Ben"}, "{n} cats of {who}")
