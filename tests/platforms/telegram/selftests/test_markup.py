"""HTML as the real server reads it."""

import pytest

from tests.platforms.telegram.calls.markup import parse_html
from tests.platforms.telegram.calls.refusals import Refused


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a<br>b", 'Unsupported start tag "br" at byte offset 1'),
        ("ž<P>", 'Unsupported start tag "p" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<i>a</b>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x>', "Unclosed start tag at byte offset 0"),
        ("<a href=x?y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<b id", 'Unclosed start tag "b" at byte offset 0'),
    ],
)
def test_complaints(source: str, words: str) -> None:
    """The words and the byte offset are the server's."""
    with pytest.raises(Refused) as refused:
        parse_html(source)

    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &amp; b &x; & c &#39; &lt", "a & b &x; & c ' <", []),
        ("<B>a</b>", "a", [{"type": "bold", "offset": 0, "length": 1}]),
        ("😀<i>b</i>", "😀b", [{"type": "italic", "offset": 2, "length": 1}]),
        ("<b></b>x", "x", []),
        ("<a href='nowhere'>x</a>", "x", []),
        (
            '<a href="https://e.org/?a=1&amp;b">x</a>',
            "x",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://e.org/?a=1&b"}],
        ),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        (
            '<tg-time unix="1795334400" format="wDT">x</tg-time>',
            "x",
            [
                {
                    "type": "date_time",
                    "offset": 0,
                    "length": 1,
                    "unix_time": 1795334400,
                    "date_time_format": "wDT",
                }
            ],
        ),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [
                {"type": "bold", "offset": 0, "length": 2},
                {"type": "italic", "offset": 1, "length": 1},
            ],
        ),
    ],
)
def test_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    """Offsets count UTF-16 code units."""
    assert parse_html(source) == (text, entities)
