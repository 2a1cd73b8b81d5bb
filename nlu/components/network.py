"""A small neural network beside the linear model: it learns which words matter. It answers without TensorFlow.

Each token (a word, two words, a concept) is the sum of the vectors of its pieces. Attention weighs the tokens, their
weighted sum goes through one layer. The linear model counts each piece alone; this one sees which stand together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.components.scorer import Floats, chances
from nlu.components.vocabulary import Token, Vocabulary

TINY = 1e-6


@dataclass
class Parameters:
    """What training finds: one row of `vectors` and one of `weights` per piece, the rest per dimension or intent."""

    vectors: Floats
    weights: Floats
    attention: Floats
    bias: Floats
    output: Floats
    output_bias: Floats

    def __getstate__(self) -> dict[str, Any]:
        """Half as large on disk; what is lost changes no decision."""
        return {name: found.astype(np.float16) for name, found in self.__dict__.items()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        rest = {name: found.astype(np.float32) for name, found in state.items() if name != "vectors"}
        self.__dict__.update(rest, vectors=state["vectors"])  # the large one stays small in memory too


@dataclass
class Network:
    """The vocabulary and what was learnt about it."""

    vocabulary: Vocabulary
    parameters: Parameters

    def chances(self, texts: Sequence[str]) -> Floats:
        """One row per normalised text, one column per intent in the order of their names; each row sums to 1."""
        return np.vstack([self._chances(tokens) for tokens in self.vocabulary.tokens_of(texts)])

    def _chances(self, tokens: Sequence[Token]) -> Floats:
        found = self.parameters
        hidden = np.maximum(self._read(tokens) + found.bias, 0) if tokens else np.zeros_like(found.bias)
        return chances((hidden @ found.output + found.output_bias)[None, :], 1.0)

    def _read(self, tokens: Sequence[Token]) -> Floats:
        """The tokens of a message as one vector."""
        found = self.parameters
        lengths = [len(token) for token in tokens]
        pieces, starts = np.concatenate(tokens), np.cumsum([0, *lengths[:-1]])
        scale = np.sqrt(np.array(lengths, dtype=np.float32))[:, None]
        vectors = np.add.reduceat(found.vectors[pieces].astype(np.float32), starts) / scale
        weights = np.add.reduceat(found.weights[pieces], starts) / scale
        attention = np.exp(weights + np.tanh(vectors) @ found.attention)
        read: Floats = (attention * vectors).sum(axis=0) / (np.sqrt(attention.sum()) + TINY)
        return read
