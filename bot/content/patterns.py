"""Patterns of words, as editors write them in `urgent.yml` and `glossary.yml`.

A pattern is words in order, next to each other. In `kill* .. me` the first word may go on (`*`) and up to
four words may stand between (`..`); `beat|hit` are alternatives. Pattern and text are both folded first.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.content.documents import wrong
from bot.content.folding import fold

_GAP = "(?:[^ ]+ ){0,4}"
_MOST_GAPS = 3  # each multiplies the ways a pattern can be tried
MEND = "put spaces between words; `*` ends a word, `..` stands between two, `|` parts alternatives"


class WrongPatternError(ValueError):
    """A pattern that does not follow the rules."""


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern for folded text with a space at its end; it begins with one of `words` or `stems`."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    regex: re.Pattern[str]


@cache
def compile_pattern(raw: str) -> Pattern:
    """A pattern ready to be matched from the start of a word; raises WrongPatternError."""
    parts = raw.split()
    if not parts:
        raise WrongPatternError("is empty")
    if ".." in (parts[0], parts[-1]) or ".. .." in raw:
        raise WrongPatternError("has a gap without a word before and after it")
    if parts.count("..") > _MOST_GAPS:
        raise WrongPatternError(f"has more than {_MOST_GAPS} gaps")
    choices = [None if part == ".." else [_word(word) for word in part.split("|")] for part in parts]
    first = choices[0] or []
    return Pattern(
        words=tuple(word.split()[0] for word, goes_on in first if not goes_on or " " in word),
        stems=tuple(word for word, goes_on in first if goes_on and " " not in word),
        regex=re.compile("".join(map(_regex, choices))),
    )


def checked(raw: str) -> str:
    """The pattern as it is written, for a model's field; wrong() where it does not follow the rules."""
    try:
        compile_pattern(raw)
    except WrongPatternError as error:
        raise wrong(f"{raw!r} {error}", MEND) from None
    return raw


def _word(raw: str) -> tuple[str, bool]:
    stem = raw.removesuffix("*")
    word = fold(stem)
    if not word or "*" in stem or ".." in stem:
        raise WrongPatternError(f"holds {raw!r}, which is not a word")
    return word, stem != raw


def _regex(choice: list[tuple[str, bool]] | None) -> str:
    if choice is None:
        return _GAP
    return "(?:" + "|".join(re.escape(word) + "[^ ]*" * goes_on for word, goes_on in choice) + ") "
