"""Writes a word roughly as it sounds: its consonants, in one alphabet for Arabic and Latin script. For matching only.

People type Arabic, Dari, Pashto and Urdu in Latin letters, each in their own way: `khaana`, `xana`, `5ana` are خانه.
Without vowels, and with one letter for a family of sounds, they become one word.
"""

import re
from functools import lru_cache

_ARABIC = {
    "b": "ب", "p": "پ", "t": "تطټٹ", "s": "ثسصڅ", "j": "ج", "C": "چ", "h": "حه", "x": "خ", "d": "دڈډ", "z": "ذزضظژځ",
    "r": "رړڑ", "S": "شښ", "q": "غق", "f": "ف", "k": "ک", "g": "گږ", "l": "ل", "m": "م", "n": "ن", "w": "و", "y": "ی",
    "a": "ا", "": "عء",
}  # fmt: skip
_PAIRS = dict(zip(["sch", "sh", "ch", "kh", "gh", "zh", "ph", "th", "ck", "ts", "dz"], "SSCxqzftksz", strict=True))
_LATIN = str.maketrans("cv75689", "kwhxtqq", "23")  # people write digits for letters that look like them
_LETTERS = str.maketrans({variant: letter for letter, variants in _ARABIC.items() for variant in variants})
_PAIR = re.compile("|".join(_PAIRS))
_VOWELS, _TWICE, _LATIN_LETTER = re.compile("[aeiouwy]"), re.compile(r"(.)\1+"), re.compile("[a-z]")
_NOTHING_LEFT = "a"  # a word of vowels is still a word


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The consonants of a normalised word; numbers stay as they are."""
    if word.isdigit():
        return word
    if _LATIN_LETTER.search(word):
        letters = _PAIR.sub(lambda pair: _PAIRS[pair.group()], word).translate(_LATIN)
    else:
        letters = word.translate(_LETTERS)
    first = letters[:1] if letters[:1] not in tuple("aeiou") else ""
    rest = _VOWELS.sub("", letters[1:])
    spoken = first + rest
    if len(spoken) > 1:
        spoken = spoken.removesuffix("h")
    return _TWICE.sub(r"\1", spoken) or _NOTHING_LEFT


def sounds(lemmas: str) -> str:
    """The same for normalised words with blanks between them."""
    return " ".join(sound(word) for word in lemmas.split())
