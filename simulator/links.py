"""Entities that Telegram finds by itself: links, addresses, mentions, commands, telephone numbers."""

from __future__ import annotations

import re

from simulator.text import Formatted, Span

_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|info|eu|bg|int|gov|edu|me|io|de|at|gr|tr)\b"
_END = r"[^\s<>\"«»\u2016-\u206f]*[^\s<>\"«».,:;!?)\]'\u060c\u061b\u061f\u2016-\u206f]"
_PATTERNS = [
    ("url", re.compile(rf"(?<![\w@./])(?:https?://{_END}|{_DOMAIN}(?:[/?#]{_END}|/)?(?!@))", re.I)),
    ("email", re.compile(rf"(?<![\w.+-])[a-z0-9._%+-]+@{_DOMAIN}", re.I)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+[1-9](?:[ ()-]{0,2}\d){6,14}(?!\w)")),
]
_HINT = re.compile(r"[./@#+]")
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})


def with_links(formatted: Formatted) -> Formatted:
    """The text with what Telegram links by itself, outside code and explicit links."""
    if not _HINT.search(formatted.text):
        return formatted
    taken = [s for s in formatted.spans if s.type in _OPAQUE]
    found: list[Span] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(formatted.text):
            span = Span(kind, match.start(), match.end())
            if not any(span.crosses(other) for other in taken + found):
                found.append(span)
    return Formatted(formatted.text, sorted(formatted.spans + found, key=lambda s: (s.start, -s.end)))
