import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ApiError
from simulator.links import with_links
from simulator.markup import TAGS, parse_html
from simulator.text import Formatted, Span, clean, spans_from_entities, utf16

LRM, RLM, ZWNJ, RLE, PDF = "\u200e", "\u200f", "\u200c", "\u202b", "\u202c"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("سلام <b>x</i>", 'Unmatched end tag at byte offset 13, expected "</b>", found "</i>"'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("5 < 6 > 2", 'Unsupported start tag "" at byte offset 2'),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize("tag", sorted(set(TAGS) - {"a", "span"}))
def test_every_tag_becomes_its_entity(tag: str) -> None:
    formatted = parse_html(f"a <{tag}>b</{tag}> c")
    assert (formatted.text, formatted.spans) == ("a b c", [Span(TAGS[tag], 2, 3)])


def test_offsets_are_counted_in_utf_16_units() -> None:
    formatted = parse_html("🙂🙂 <b>سلام <i>🙂</i></b>")
    assert formatted.entities() == [
        {"type": "bold", "offset": 5, "length": 7},
        {"type": "italic", "offset": 10, "length": 2},
    ]


def test_links_keep_their_address_and_references_are_resolved() -> None:
    formatted = parse_html('&lt;<a href="https://a.bg/?x=1&amp;y=2">here</a>&gt; &amp; &#1583; &nbsp;')
    assert formatted.text == "<here> & د &nbsp;"
    assert formatted.entities()[0]["url"] == "https://a.bg/?x=1&y=2"


def test_text_is_rewritten_as_the_server_does() -> None:
    raw = f"  {RLE}a{PDF}\r\n\x00b{RLM}{LRM}{RLM}c\u2066d\u2069\n\n "
    assert clean(Formatted(raw)).text == f"a\n b{ZWNJ}{ZWNJ}{RLM}c\u2066d\u2069"


def test_entities_move_with_the_text() -> None:
    formatted = clean(parse_html(f" {RLE}<b> {PDF}bold</b><i> </i>"))
    assert (formatted.text, formatted.spans) == ("bold", [Span("bold", 0, 4)])


@given(st.text(), st.text(min_size=1), st.text())
def test_cleaning_twice_changes_nothing_more_and_spans_stay_inside(a: str, b: str, c: str) -> None:
    cleaned = clean(Formatted(a + b + c, [Span("bold", len(a), len(a + b))]))
    assert clean(Formatted(cleaned.text)).text == cleaned.text
    assert all(0 <= span.start < span.end <= len(cleaned.text) for span in cleaned.spans)


@given(st.text(), st.text(min_size=1), st.text())
def test_given_entities_come_back_as_given(a: str, b: str, c: str) -> None:
    entity = {"type": "bold", "offset": utf16(a), "length": utf16(b)}
    assert Formatted(a + b + c, spans_from_entities(a + b + c, [entity])).entities() == [entity]


def test_an_entity_outside_the_text_is_refused() -> None:
    with pytest.raises(ApiError, match="entity beginning at UTF-16 offset 1"):
        spans_from_entities("ab", [{"type": "bold", "offset": 1, "length": 5}])


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("see https://asylum.bg/a?b=1.", "url", "https://asylum.bg/a?b=1"),
        ("see help.unhcr.org/bulgaria, or", "url", "help.unhcr.org/bulgaria"),
        ("(https://a.bg)", "url", "https://a.bg"),
        ("به \u2066https://a.bg\u2069 بروید", "url", "https://a.bg"),
        ("write to help@iom.int!", "email", "help@iom.int"),
        ("ask @rahnuma_bot", "mention", "@rahnuma_bot"),
        ("/start now", "bot_command", "/start"),
        ("#asylum", "hashtag", "#asylum"),
        ("call +359 88 123 4567 now", "phone_number", "+359 88 123 4567"),
    ],
)
def test_telegram_links_by_itself(text: str, kind: str, found: str) -> None:
    [span] = with_links(Formatted(text)).spans
    assert (span.type, text[span.start : span.end]) == (kind, found)


@pytest.mark.parametrize("text", ["and/or", "1/2", "no.thing", "a@b", "+12", "e.g.this", "#1"])
def test_what_looks_similar_is_no_link(text: str) -> None:
    assert with_links(Formatted(text)).spans == []


def test_nothing_is_linked_inside_code_and_links() -> None:
    formatted = with_links(parse_html('<code>/start</code> <a href="https://a.bg">b.bg</a>'))
    assert [span.type for span in formatted.spans] == ["code", "text_link"]
