"""Cutting a long HTML text into messages: at paragraphs, else lines, sentences, words."""

import re
from html import escape, unescape
from itertools import groupby, takewhile

from bot.content.bidi import LRI, PDI

LIMIT = 4096  # code points of a Telegram message, counted after its entities are parsed

type Character = tuple[str, tuple[str, ...]]  # one code point and the tags around it

_CUTS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[.!?؟۔…])\s"), re.compile(r"\s"))


def plain(html: str) -> str:
    """What a reader sees of the HTML; its length is what Telegram counts."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def split(html: str, limit: int = LIMIT) -> list[str]:
    """The HTML as parts of at most `limit` visible code points each, every tag closed within its part.

    A word is cut only where it alone is longer than the limit.
    """
    characters = _characters(html)
    parts = []
    while len(characters) > limit:
        end = _cut(characters, limit)
        parts.append(_html(characters[:end]))
        characters = _stripped(characters[end:])
    return [part for part in (*parts, _html(characters)) if part]


def _characters(html: str) -> list[Character]:
    """Each visible code point with the tags open around it, so that a cut can close and open them again."""
    open_tags: list[str] = []
    characters: list[Character] = []
    for piece in re.findall(r"<[^>]*>|[^<]+", html):
        if piece.startswith("</"):
            open_tags.pop()
        elif piece.startswith("<"):
            open_tags.append(piece)
        else:
            characters += [(character, tuple(open_tags)) for character in unescape(piece)]
    return _stripped(characters)


def _stripped(characters: list[Character]) -> list[Character]:
    start, end = 0, len(characters)
    while start < end and characters[start][0].isspace():
        start += 1
    while end > start and characters[end - 1][0].isspace():
        end -= 1
    return characters[start:end]


def _cut(characters: list[Character], limit: int) -> int:
    window = "".join(character for character, _ in characters[: limit + 1])
    for pattern in _CUTS:
        places = [match.start() for match in pattern.finditer(window) if match.start() > 0]
        for place in reversed(places):
            if _outside(window, place):
                return place
    return limit


def _outside(window: str, place: int) -> bool:
    """Whether the place is not inside an isolate, which must not be parted."""
    return window.count(LRI, 0, place) == window.count(PDI, 0, place)


def _html(characters: list[Character]) -> str:
    html: list[str] = []
    around: tuple[str, ...] = ()
    for tags, group in groupby(characters, key=lambda character: character[1]):
        html += [_change(around, tags), escape("".join(character for character, _ in group), quote=False)]
        around = tags
    return "".join(html) + _change(around, ())


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """The tags to close and to open between two stretches of text."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    closing = (f"</{tag[1:-1].split()[0]}>" for tag in reversed(before[same:]))
    return "".join((*closing, *after[same:]))
