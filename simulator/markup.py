"""Telegram's HTML: a text with tags becomes a text with entities, or a 400 in Telegram's words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from simulator.errors import ApiError, bad_request
from simulator.text import Formatted, Span
from simulator.world import Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_REFERENCE = re.compile(r"&(?:(?:lt|gt|amp|quot)|#\d+|#[xX][0-9a-fA-F]+);?")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?\s*""")
_SPECIAL = re.compile("[<&]")


@dataclass
class _Open:
    tag: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.parts: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.spans: list[Span] = []

    def parse(self) -> Formatted:
        while special := _SPECIAL.search(self.source, self.position):
            self.write(self.source[self.position : special.start()])
            self.position = special.start()
            self.reference() if special.group() == "&" else self.tag()
        self.write(self.source[self.position :])
        if self.stack:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return Formatted("".join(self.parts), sorted(self.spans, key=lambda s: (s.start, -s.end)))

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def reference(self) -> None:
        match = _REFERENCE.match(self.source, self.position)
        self.write(html.unescape(match.group()) if match else "&")
        self.position += len(match.group()) if match else 1

    def tag(self) -> None:
        self.end_tag() if self.source.startswith("</", self.position) else self.start_tag()

    def start_tag(self) -> None:
        where, end = self.offset(), self.source.find(">", self.position)
        name = self.name_at(self.position + 1)
        if end < 0:
            raise _unparsed(f"Unclosed start tag at byte offset {where}")
        if name not in TAGS:
            raise _unparsed(f'Unsupported start tag "{name}" at byte offset {where}')
        attributes = self.attributes(self.source[self.position + 1 + len(name) : end])
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.stack.append(_Open(name, self.length, attributes))
        self.position = end + 1

    def end_tag(self) -> None:
        where, end = self.offset(), self.source.find(">", self.position)
        if not self.stack:
            raise _unparsed(f"Unexpected end tag at byte offset {where}")
        if end < 0:
            raise _unparsed(f"Unclosed end tag at byte offset {where}")
        found, opened = self.name_at(self.position + 2), self.stack[-1]
        if found and found != opened.tag:
            raise _unparsed(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{found}>"')
        self.close(self.stack.pop())
        self.position = end + 1

    def close(self, opened: _Open) -> None:
        extra: Json = {}
        if opened.tag == "a":
            extra = {"url": opened.attributes.get("href") or "".join(self.parts)[opened.start :]}
            if "." not in extra["url"] and ":" not in extra["url"]:
                return
            if ":" not in extra["url"]:
                extra["url"] = f"http://{extra['url']}"
        kind = TAGS[opened.tag]
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        if opened.start < self.length:
            self.spans.append(Span(kind, opened.start, self.length, extra))

    def name_at(self, position: int) -> str:
        match = _TAG_NAME.match(self.source, position)
        return match.group().lower() if match else ""

    def attributes(self, source: str) -> dict[str, str]:
        found = _ATTRIBUTE.findall(source)
        return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in found}

    def offset(self) -> int:
        return len(self.source[: self.position].encode())


def _unparsed(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> Formatted:
    """The text and its entities; a 400 for tags that do not match."""
    return _Parser(source).parse()
