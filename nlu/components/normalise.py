"""Makes different spellings of a word alike. For matching only: nothing normalised is ever shown.

Phones write the same word in many ways: Arabic keyboards for Persian and Urdu, vowel signs or none, joiners, capitals,
digits of three scripts. What remains is lower case, without marks, in one letter for each family of look-alikes.
"""

import re
import unicodedata

_FAMILIES = {
    "ی": "يىئېۍےۓ",
    "ک": "كڪ",
    "گ": "ګ",
    "ه": "ةہۀەھۂۃ",
    "ا": "أإآٱ",
    "و": "ؤۇۆ",
    "ن": "ںڼ",
    "": "ـ\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069",
}
_LETTERS = str.maketrans({variant: letter for letter, variants in _FAMILIES.items() for variant in variants})


def normalise(text: str) -> str:
    """The text in the form in which spellings are compared."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in bare).translate(_LETTERS)


WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200d])+")


def words(text: str) -> list[str]:
    """The normalised words of a text; a word may be one letter long."""
    return [word for found in WORD.findall(text) if (word := normalise(found))]
