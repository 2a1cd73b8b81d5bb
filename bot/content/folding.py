"""Folding of words to their bare form, so that ways of typing the same word compare equal."""

import re
import unicodedata

# Every combining mark, invisible character and decimal digit of the scripts in use lies below this.
_CHARACTERS = range(0x20000)
_DIGITS = {c: str(unicodedata.digit(chr(c))) for c in _CHARACTERS if unicodedata.category(chr(c)) == "Nd"}
_BARE: dict[int, str | None] = {
    **{c: None for c in _CHARACTERS if unicodedata.category(chr(c)) in ("Mn", "Cf")},
    **_DIGITS,
    **dict.fromkeys(map(ord, "يىېۍے"), "ی"),
    **dict.fromkeys(map(ord, "كڪ"), "ک"),
    **dict.fromkeys(map(ord, "ګ"), "گ"),
    **dict.fromkeys(map(ord, "ةەہھۃ"), "ه"),
    **dict.fromkeys(map(ord, "ٱ"), "ا"),
    **dict.fromkeys(map(ord, "ءـ'’‘`´"), None),
}


def fold(text: str) -> str:
    """Small letters without diacritics, one form of each Arabic letter, Western digits, single spaces.

    Apostrophes and invisible characters vanish ("don't" is "dont"); other punctuation parts words.
    """
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(_BARE)
    return " ".join(re.findall(r"[^\W_]+", bare))


def western_digits(text: str) -> str:
    """The same text with every decimal digit as 0 to 9."""
    return text.translate(_DIGITS)
