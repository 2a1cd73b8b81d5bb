"""Folding of words to their bare form, so that ways of typing the same word compare equal."""

import re
import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("يىېۍےئ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ګ", "گ"),
        **dict.fromkeys("ةۀەہھۂۃ", "ه"),
        **dict.fromkeys("ٱ", "ا"),
        **dict.fromkeys("ءـ'’‘`´", None),
    }
)


def fold(text: str) -> str:
    """Small letters without diacritics, one form of each Arabic letter, Western digits, single spaces.

    Punctuation becomes a space; apostrophes, hyphens within no word, zero-width and direction marks vanish.
    """
    bare = "".join(map(_bare, unicodedata.normalize("NFKD", text.casefold())))
    return " ".join(re.findall(r"[^\W_]+", bare.translate(_SAME)))


def western_digits(text: str) -> str:
    """The same text with every decimal digit as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)


def _bare(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Mn", "Cf"):
        return ""
    return str(unicodedata.digit(character)) if category == "Nd" else character
