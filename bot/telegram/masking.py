"""Masking: takes out of a question what could tell who asked it.

No list holds all names. What goes: digits, links, addresses and @handles; the sender's own names as their account has
them; up to two words after an introduction such as "my name is" (`introductions` in languages.yml); and words in Latin
letters that begin with a capital, unless they begin a sentence or stand in our own texts, as "Sofia" does.
"""

import re
from collections.abc import Iterable, Iterator

from bot.content import Catalogue
from bot.content.folding import fold

MASK, DIGITS = "***", "#"
_NAME_WORDS = 2
_ADDRESS = re.compile(r"@\w|\w@|://|\w\.[A-Za-z]{2,}(?:[/:?#]|\W*$)")
_NUMBER = re.compile(r"\d+(?:[\s.,:/()+\u2010-\u2015-]*\d+)*")
_CAPITALISED = re.compile(r"\W*[A-Z][a-z]")
_SENTENCE_END = (".", "!", "?", "؟", "۔", ":")


def mask(text: str, own_names: Iterable[str], catalogue: Catalogue) -> str:
    """The text in one line without what could name its writer; `own_names` are those of the sender's account."""
    words = _NUMBER.sub(DIGITS, text).split()
    hidden = {*_addresses(words), *_named(words, own_names), *_introduced(words, catalogue)}
    hidden.update(_capitals(words, catalogue))
    masked = " ".join(MASK if n in hidden else word for n, word in enumerate(words))
    return re.sub(rf"{re.escape(MASK)}(?: {re.escape(MASK)})+", MASK, masked)


def _addresses(words: list[str]) -> Iterator[int]:
    return (n for n, word in enumerate(words) if _ADDRESS.search(word))


def _named(words: list[str], own_names: Iterable[str]) -> Iterator[int]:
    names = {part for name in own_names for part in fold(name).split() if len(part) > 1}
    return (n for n, word in enumerate(words) if names & set(fold(word).split()))


def _introduced(words: list[str], catalogue: Catalogue) -> Iterator[int]:
    folded = [fold(word) for word in words]
    phrases = [fold(phrase).split() for language in catalogue.languages.values() for phrase in language.introductions]
    for start in range(len(words)):
        for phrase in phrases:
            after = start + len(phrase)
            if folded[start:after] == phrase:
                yield from range(after, min(after + _NAME_WORDS, len(words)))


def _capitals(words: list[str], catalogue: Catalogue) -> Iterator[int]:
    suspects = [n for n, word in enumerate(words) if _CAPITALISED.match(word) and not _begins_sentence(words, n)]
    known = _vocabulary(catalogue) if suspects else frozenset[str]()
    return (n for n in suspects if not set(fold(words[n]).split()) <= known)


def _begins_sentence(words: list[str], n: int) -> bool:
    return n == 0 or words[n - 1].endswith(_SENTENCE_END)


def _vocabulary(catalogue: Catalogue) -> frozenset[str]:
    """All words of the texts in the source language."""
    texts = catalogue.source_texts.values()
    return frozenset(word for text in texts for word in fold(f"{text.title} {text.body}").split())
