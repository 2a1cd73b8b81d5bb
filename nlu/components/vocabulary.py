"""What the network reads: the pieces of each word, pairs of words, and the concepts of the lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from nlu.components.concepts import Concepts
from nlu.components.sound import sound

LETTERS = range(3, 6)  # lengths of the pieces of a word as it is spelt
SOUNDS = range(2, 5)  # and as it sounds
FEWEST = 3  # examples in which a piece must stand: rarer ones tell little about other messages

Token = list[int]
Pair = tuple[str, str]


@dataclass
class Vocabulary:
    """The number of each piece. A word that was never met still has pieces that were."""

    numbers: dict[str, int]
    concepts: Concepts

    @classmethod
    def learn(cls, texts: Iterable[str], concepts: Concepts) -> Vocabulary:
        """The pieces of normalised texts that stand in several of them."""
        words: Counter[str] = Counter()
        pairs: Counter[Pair] = Counter()
        for text in texts:
            spoken = text.split()
            words.update(dict.fromkeys(spoken, 1))
            pairs.update(dict.fromkeys(pairwise(spoken), 1))
        pieces, heard = Counter[str](), Counter[Pair]()
        for word, count in words.items():
            pieces.update(dict.fromkeys(_pieces(word), count))
        for (one, other), count in pairs.items():
            heard[sound(one), sound(other)] += count
        known = [*_frequent(pieces), *map(_spelt, _frequent(pairs)), *map(_heard, _frequent(heard))]
        known += [_concept(number) for number in range(len(concepts.names))]
        return cls({piece: number for number, piece in enumerate(known)}, concepts)

    def tokens(self, text: str) -> list[Token]:
        """The known pieces of each word, each pair of words and each concept in a normalised text."""
        return next(self.tokens_of([text]))

    def tokens_of(self, texts: Iterable[str]) -> Iterator[list[Token]]:
        """The same for many texts; what words hold is looked up once."""
        of_word = lru_cache(maxsize=None)(lambda word: self._known(_pieces(word)))
        for text in texts:
            spoken = text.split()
            found = [*map(of_word, spoken), *(self._known(_pair(*pair)) for pair in pairwise(spoken))]
            found += [[self.numbers[_concept(number)]] for number in self.concepts.find(text)]
            yield [token for token in found if token]

    def _known(self, pieces: Iterable[str]) -> Token:
        return [self.numbers[piece] for piece in pieces if piece in self.numbers]


def _pieces(word: str) -> dict[str, None]:
    """Each once, and in one order, so that the same examples make the same network."""
    heard = sound(word)
    return dict.fromkeys([f"w:{word}", f"s:{heard}", *_ngrams("l", word, LETTERS), *_ngrams("h", heard, SOUNDS)])


def _ngrams(kind: str, word: str, lengths: range) -> Iterator[str]:
    edged = f" {word} "
    return (f"{kind}:{edged[start : start + length]}" for length in lengths for start in range(len(edged) - length + 1))


def _pair(one: str, other: str) -> tuple[str, str]:
    return _spelt((one, other)), _heard((sound(one), sound(other)))


def _spelt(pair: Pair) -> str:
    return f"p:{pair[0]} {pair[1]}"


def _heard(pair: Pair) -> str:
    return f"q:{pair[0]} {pair[1]}"


def _frequent(counted: Counter[Any]) -> list[Any]:
    return [piece for piece, count in counted.items() if count >= FEWEST]


def _concept(number: int) -> str:
    return f"c:{number}"
