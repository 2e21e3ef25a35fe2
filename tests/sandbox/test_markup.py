import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.rules.markup import parse_html, trimmed, units
from sandbox.rules.refusal import TelegramRefusal


def bold(offset: int, length: int) -> dict[str, object]:
    return {"type": "bold", "offset": offset, "length": length}


def test_offsets_count_utf16_units():
    assert parse_html("😀 <b>é😀</b> x") == ("😀 é😀 x", [bold(3, 3)])


@pytest.mark.parametrize(
    ("source", "text", "entity"),
    [
        ("<i>a</i>", "a", {"type": "italic"}),
        ('<a href="https://x.id/?a=1&amp;b=2">a</a>', "a", {"url": "https://x.id/?a=1&b=2"}),
        ("<a href='tg://user?id=1'>a</a>", "a", {"type": "text_link"}),
        ("<blockquote>a</blockquote>", "a", {"type": "blockquote"}),
        ("<blockquote expandable>a</blockquote>", "a", {"type": "expandable_blockquote"}),
        ('<span class="tg-spoiler">a</span>', "a", {"type": "spoiler"}),
        ('<pre><code class="language-py">a</code></pre>', "a", {"type": "pre"}),
        ('<tg-time unix="5" format="r">a</tg-time>', "a", {"unix_time": 5}),
        ("<B>a</B>", "a", {"type": "bold"}),
        ("<u>a</>", "a", {"type": "underline"}),
    ],
)
def test_the_subset_of_telegram(source: str, text: str, entity: dict[str, object]):
    parsed, entities = parse_html(source)
    assert parsed == text
    assert entities[0] == {**entities[0], **entity, "offset": 0, "length": 1}


def test_references_outside_the_subset_stay_as_they_are():
    assert parse_html("&lt;b&gt; &amp;amp; &quot; &nbsp; &#39; &#x1F600;")[0] == (
        "<b> &amp; \" &nbsp; ' 😀"
    )


def test_a_link_to_nowhere_keeps_its_words_only():
    assert parse_html('<a href="nowhere">kata</a>') == ("kata", [])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("5 < 6 >", 'Unsupported start tag "" at byte offset 2'),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("a <3", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ('<a href="x>y</a>', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_what_it_complains_of(source: str, complaint: str):
    with pytest.raises(TelegramRefusal) as refusal:
        parse_html(source)
    assert refusal.value.code == 400
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.text())
def test_escaped_text_comes_out_as_it_went_in(text: str):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


@given(st.text(alphabet="<>/ab=\"' &;é😀"))
def test_no_text_breaks_the_parser(text: str):
    try:
        parsed, entities = parse_html(text)
    except TelegramRefusal:
        return
    assert all(e["offset"] + e["length"] <= units(parsed) for e in entities)


def test_space_at_the_ends_is_not_kept():
    assert trimmed(" \n😀 a  \n", [bold(2, 2)]) == ("😀 a", [bold(0, 2)])
    assert trimmed("a b  ", [bold(2, 3)]) == ("a b", [bold(2, 1)])
