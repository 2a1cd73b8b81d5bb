"""Long texts are cut where a reader would pause, and nothing is lost."""

import re
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.content.split import plain, split

words = st.text(st.sampled_from("abcآب.!? \n&<\U0001f4de"), max_size=60)
runs = st.tuples(st.sampled_from(["", "b", "i", "a"]), words)


def html(tag: str, text: str) -> str:
    opening = '<a href="https://a.org/?b&amp;c">' if tag == "a" else f"<{tag}>"
    return f"{opening}{escape(text, quote=False)}</{tag}>" if tag else escape(text, quote=False)


@given(st.lists(runs, max_size=20), st.integers(5, 60))
def test_nothing_is_lost_each_part_fits_and_its_tags_are_closed(pieces: list[tuple[str, str]], limit: int) -> None:
    whole = "".join(html(tag, text) for tag, text in pieces)
    parts = split(whole, limit)
    assert "".join("".join(plain(part).split()) for part in parts) == "".join(plain(whole).split())
    for part in parts:
        assert 0 < len(plain(part)) <= limit
        assert re.findall(r"<(\w+)", part) == re.findall(r"</(\w+)", part)


@given(st.lists(st.text("abcdef", min_size=1, max_size=12), max_size=80))
def test_no_word_is_cut(some: list[str]) -> None:
    parts = split(f"<b>{' '.join(some)}</b>", 20)
    assert [word for part in parts for word in plain(part).split()] == some


@given(st.lists(st.sampled_from(["\u2066Tsar Asen St. 77\u2069", "صوفيا"]), max_size=40))
def test_no_isolate_is_parted(some: list[str]) -> None:
    for part in split(" ".join(some), 40):
        assert part.count("\u2066") == part.count("\u2069")


def test_a_cut_is_at_a_paragraph_else_a_line_else_a_sentence_else_a_word() -> None:
    assert split("One two.\n\nThree\nfour. Five", 22) == ["One two.", "Three\nfour. Five"]
    assert split("One two.\nThree four. Five", 22) == ["One two.", "Three four. Five"]
    assert split("One two. Three four five", 22) == ["One two.", "Three four five"]
    assert split("One two three four five", 22) == ["One two three four", "five"]


def test_tags_close_in_one_part_and_open_in_the_next() -> None:
    assert split("<b>one <i>two</i></b> three", 5) == ["<b>one</b>", "<b><i>two</i></b>", "three"]


def test_what_fits_is_not_touched() -> None:
    assert split("<b>one</b> &amp; two", 9) == ["<b>one</b> &amp; two"]
