"""Finds the concepts of the lexicon in a message, apart from Rasa."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nlu.components.normalise import words

GOES_ON = "*"
PREFIXES = "prefixes"
SHORTEST_REST = 3  # letters that must be left when a prefix is taken off
MOST_MET = 50_000  # words kept in mind, about 10 MB

Term = tuple[tuple[str, ...], bool]


class Concepts:
    """Words and phrases of all languages together, found as whole words or, with a `*`, as beginnings of words."""

    def __init__(self, lexicon: Mapping[str, Sequence[str]]) -> None:
        self.names = sorted(name for name in lexicon if name != PREFIXES)
        self._prefixes = sorted({word for prefix in lexicon.get(PREFIXES, ()) for word in words(prefix)})
        self._whole: dict[str, set[int]] = {}
        self._begun: dict[str, set[int]] = {}
        self._phrases: dict[str, list[tuple[Term, int]]] = {}
        for number, name in enumerate(self.names):
            for word in lexicon[name]:
                self._add(tuple(words(word)), word.endswith(GOES_ON), number)
        self._lengths = sorted({len(stem) for stem in self._begun})
        self._met: dict[str, tuple[tuple[str, ...], frozenset[int]]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Without the words that were met."""
        return {**self.__dict__, "_met": {}}

    def _add(self, term: tuple[str, ...], goes_on: bool, number: int) -> None:
        if len(term) > 1:
            self._phrases.setdefault(term[0], []).append(((term, goes_on), number))
        else:
            (self._begun if goes_on else self._whole).setdefault(term[0], set()).add(number)

    def find(self, lemmas: str) -> list[int]:
        """The numbers of the concepts in normalised words, each once, in order."""
        spoken = lemmas.split()
        found: set[int] = set()
        for place, word in enumerate(spoken):
            begins, alone = self._alone(word)
            found |= alone
            for form in begins:
                rest = tuple(spoken[place + 1 :])
                found.update(number for term, number in self._phrases[form] if _follows(term, rest))
        return sorted(found)

    def _alone(self, word: str) -> tuple[tuple[str, ...], frozenset[int]]:
        """Its forms with which phrases begin, and the concepts that it means by itself; looked up once for a while."""
        if word not in self._met:
            if len(self._met) >= MOST_MET:
                self._met.clear()
            forms = tuple(self._forms(word))
            begins = tuple(form for form in forms if form in self._phrases)
            self._met[word] = begins, frozenset(number for form in forms for number in self._meant(form))
        return self._met[word]

    def _meant(self, form: str) -> Iterator[int]:
        yield from self._whole.get(form, ())
        for length in self._lengths:
            yield from self._begun.get(form[:length], ()) if length <= len(form) else ()

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) >= len(prefix) + SHORTEST_REST:
                yield word[len(prefix) :]


def _follows(term: Term, rest: tuple[str, ...]) -> bool:
    """Whether the words after the first one of a phrase stand here."""
    phrase, goes_on = term
    here = rest[: len(phrase) - 1]
    if len(here) < len(phrase) - 1 or here[:-1] != phrase[1:-1]:
        return False
    return here[-1].startswith(phrase[-1]) if goes_on else here[-1] == phrase[-1]
