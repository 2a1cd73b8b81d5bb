"""Whether a text is written in the letters of its language."""

import re
from collections.abc import Iterator

from bot.content.placeholders import prose

_LETTERS = {
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufefc]"),
}
_FEW = 20


def mostly(script: str, text: str) -> bool:
    """Whether at least half of the letters are of the script; a few letters alone are taken for a name."""
    words = prose(text)
    letters, own = sum(map(str.isalpha, words)), len(_LETTERS[script].findall(words))
    return letters <= _FEW or 2 * own >= letters


def foreign_lines(script: str, body: str) -> Iterator[int]:
    """The lines (from 0) that are mostly in other letters than the script's."""
    for n, line in enumerate(body.split("\n")):
        if not mostly(script, line):
            yield n
