"""Text as Telegram keeps it: cleaned, measured in code points, with entities in UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from simulator.errors import bad_request
from simulator.world import Json

_REMOVED = re.compile("[\r\u2028-\u202e]")
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_MARK_BEFORE_MARK = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_ZWNJ = "\u200c"


@dataclass(frozen=True)
class Span:
    """An entity from `start` to `end`, in code points; `extra` holds url, language and the like."""

    type: str
    start: int
    end: int
    extra: Json = field(default_factory=dict)

    def crosses(self, other: Span) -> bool:
        """Whether the two share any character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Formatted:
    """A text with its entities in order."""

    text: str
    spans: list[Span] = field(default_factory=list)

    def entities(self) -> list[Json]:
        """The entities as the Bot API gives them."""
        return [
            {
                "type": s.type,
                "offset": utf16(self.text[: s.start]),
                "length": utf16(self.text[s.start : s.end]),
            }
            | s.extra
            for s in self.spans
        ]


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def clean(raw: Formatted) -> Formatted:
    """What Telegram makes of a text: direction overrides removed, runs of marks broken, ends trimmed."""
    removed = [match.start() for match in _REMOVED.finditer(raw.text)]
    text = _CONTROL.sub(" ", _REMOVED.sub("", raw.text))
    text = _MARK_BEFORE_MARK.sub(_ZWNJ, text)
    lead = len(text) - len(text.lstrip())
    text = text.strip()

    def moved(position: int) -> int:
        return min(max(position - lead - sum(r < position for r in removed), 0), len(text))

    spans = [replace(s, start=moved(s.start), end=moved(s.end)) for s in raw.spans]
    return Formatted(text, [s for s in spans if s.start < s.end])


def spans_from_entities(text: str, entities: Iterable[Json]) -> list[Span]:
    """Entities that the bot gave by UTF-16 offsets; a 400 when one lies outside the text."""
    positions = _code_points_by_utf16(text)
    spans = []
    for entity in entities:
        offset, length = int(entity["offset"]), int(entity["length"])
        if offset not in positions or offset + length not in positions:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
                f" at UTF-16 offset {offset + length}"
            )
        extra = {k: v for k, v in entity.items() if k not in {"type", "offset", "length"}}
        spans.append(Span(str(entity["type"]), positions[offset], positions[offset + length], extra))
    return spans


def _code_points_by_utf16(text: str) -> dict[int, int]:
    positions, units = {0: 0}, 0
    for index, character in enumerate(text, 1):
        units += utf16(character)
        positions[units] = index
    return positions
