"""Placeholders in texts: `{contact:id}`, `{phone:id}`, `{address:id}`, `{topic:theme/slug}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = ("contact", "phone", "address", "topic")
_BRACES = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Placeholder:
    """One pair of braces; `kind` is empty where it is not one of KINDS. `start` and `end` count characters."""

    kind: str
    id: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every pair of braces in the text, in order."""
    for match in _BRACES.finditer(text):
        kind, _, name = match[1].partition(":")
        known = kind in KINDS and bool(name)
        yield Placeholder(kind if known else "", name if known else match[1], *match.span())


def without_placeholders(text: str) -> str:
    """The text with each placeholder taken out, so that its digits and letters are not counted."""
    return _BRACES.sub(" ", text)
