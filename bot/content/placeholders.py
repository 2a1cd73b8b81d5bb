"""Placeholders in texts: `{contact:id}`, `{phone:id}`, `{address:id}`, `{topic:theme/slug}`, in campaigns `{date}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Blank = Literal["date", "time", "place"]
"""What a campaign's text leaves open until it is sent."""

KINDS = ("contact", "phone", "address", "topic")
BLANK = "blank"
_BLANKS = get_args(Blank)
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+|\S+@\S+")


@dataclass(frozen=True)
class Placeholder:
    """One pair of braces; `kind` is one of KINDS, BLANK, or empty where it is neither. Counts are in characters."""

    kind: str
    id: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.id if self.kind in (BLANK, "") else f"{self.kind}:{self.id}"


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every pair of braces in the text, in order."""
    for match in _BRACES.finditer(text):
        kind, _, name = match[1].partition(":")
        if kind in KINDS and name:
            yield Placeholder(kind, name, *match.span())
        else:
            yield Placeholder(BLANK if match[1] in _BLANKS else "", match[1], *match.span())


def prose(body: str) -> str:
    """The words of a body alone: without placeholders and addresses, whose letters and digits do not count."""
    return _ADDRESS.sub(" ", _BRACES.sub(" ", body))
