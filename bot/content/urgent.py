"""`urgent.yml`: phrases that mean danger, found before the assistant is asked.

A phrase is words in order, next to each other: `kill* .. me` lets a word go on (`*`) and up to four words
stand between (`..`); `beat|hit` are alternatives. Both phrase and message are folded first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from pydantic import TypeAdapter

from bot.content.documents import Document, read, validate
from bot.content.folding import fold
from bot.content.problems import Problem

LONGEST = 4096  # characters of a message that are searched: Telegram's own limit
_GAP = "(?:[^ ]+ ){0,4}"
_BLANK = " - "  # what an ordinary phrase becomes: a word that no phrase holds
_NOT = "not"


@dataclass(frozen=True)
class Phrase:
    """One compiled phrase. `starts` are the beginnings of its first word, for a quick look-up."""

    topic: str
    rank: int
    starts: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class UrgentFile:
    """The phrases of one language. A wrong phrase is left out and told in `problems`; the others hold."""

    phrases: tuple[Phrase, ...]
    ordinary: tuple[Phrase, ...]
    problems: tuple[Problem, ...]
    document: Document


@dataclass(frozen=True)
class Found:
    """An urgent topic, and the language whose phrase was met."""

    topic: str
    language: str


class _WrongPhraseError(ValueError):
    pass
