"""Trains the network with TensorFlow, which Rasa brings along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
import tensorflow as tf

from nlu.components.network import TINY, Network, Parameters
from nlu.components.vocabulary import Token, Vocabulary

Rows = npt.NDArray[np.intp]

SILENCED_TOKENS, SILENCED_PIECES, SILENCED_LAYER = 0.2, 0.1, 0.5  # shares left out, so that none is relied on
DOUBT = 0.1  # share of belief that is kept for the other intents


class Tokens:
    """The tokens of all texts, each different one as a row of a sparse table."""

    def __init__(self, texts: Sequence[Sequence[Token]], pieces: int) -> None:
        rows: dict[tuple[int, ...], int] = {}
        self.texts = [np.array([rows.setdefault(tuple(t), len(rows)) for t in text], dtype=np.intp) for text in texts]
        lengths = np.array([len(token) for token in rows], dtype=np.intp)
        values = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)
        columns = np.array([piece for token in rows for piece in token], dtype=np.intp)
        table = (values, columns, np.cumsum([0, *lengths]))
        self.table = scipy.sparse.csr_matrix(table, shape=(len(rows), pieces))

    def batch(self, chosen: Rows, random: np.random.Generator) -> tuple[Any, ...]:
        """Some texts as TensorFlow reads them: a part of the table, which of its rows stand where, how many texts."""
        lengths = [len(self.texts[row]) for row in chosen]
        where, tokens = np.repeat(np.arange(len(chosen)), lengths), np.concatenate([self.texts[row] for row in chosen])
        heard = random.random(len(tokens)) > SILENCED_TOKENS
        different, places = np.unique(tokens[heard], return_inverse=True)
        part = self.table[different]
        kept = random.random(part.nnz) > SILENCED_PIECES
        values = part.data * kept / (1 - SILENCED_PIECES)
        rows = np.repeat(np.arange(len(different)), np.diff(part.indptr))
        cells = np.stack([rows, part.indices], axis=1).astype(np.int64)
        return cells, values, np.array(part.shape, np.int64), places, where[heard], len(chosen)


class Model(tf.Module):
    """The network as TensorFlow trains it; `network.py` says the same in numpy."""

    def __init__(self, pieces: int, size: int, intents: int, seed: int) -> None:
        super().__init__()
        normal = tf.random.Generator.from_seed(seed).normal
        self.vectors = tf.Variable(normal([pieces, size], stddev=0.1))
        self.weights = tf.Variable(tf.zeros([pieces, 1]))
        self.attention = tf.Variable(tf.zeros([size, 1]))
        self.bias = tf.Variable(tf.zeros([size]))
        self.output = tf.Variable(normal([size, intents], stddev=0.1))
        self.output_bias = tf.Variable(tf.zeros([intents]))

    @tf.function(reduce_retracing=True)
    def loss(self, cells: Any, values: Any, shape: Any, places: Any, where: Any, count: Any, truth: Any) -> Any:
        """How surprising the truth is, on average over the texts."""
        table = tf.SparseTensor(cells, values, shape)
        vectors = tf.gather(tf.sparse.sparse_dense_matmul(table, self.vectors), places)
        weights = tf.gather(tf.sparse.sparse_dense_matmul(table, self.weights), places)
        attention = tf.exp(weights + tf.matmul(tf.nn.tanh(vectors), self.attention))
        total = tf.math.unsorted_segment_sum(attention, where, count)
        read = tf.math.unsorted_segment_sum(attention * vectors, where, count) / (tf.sqrt(total) + TINY)
        hidden = tf.nn.dropout(tf.nn.relu(read + self.bias), SILENCED_LAYER)
        logits = tf.matmul(hidden, self.output) + self.output_bias
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(truth, logits))

    def parameters(self) -> Parameters:
        """What was found, for answering."""
        return Parameters(
            vectors=self.vectors.numpy().astype(np.float16),
            weights=self.weights.numpy(),
            attention=self.attention.numpy(),
            bias=self.bias.numpy(),
            output=self.output.numpy(),
            output_bias=self.output_bias.numpy(),
        )


def fit(
    vocabulary: Vocabulary,
    texts: Sequence[str],
    columns: Rows,
    intents: int,
    *,
    size: int,
    epochs: int,
    batch: int,
    rate: float,
    seed: int = 0,
) -> Network:
    """Learn from normalised texts and the columns of their intents.

    `size`: dimensions of a vector; `rate`: the first step's size, which falls to nearly nothing along a cosine.
    """
    tokens = Tokens(list(vocabulary.tokens_of(texts)), len(vocabulary.numbers))
    tf.random.set_seed(seed)
    model, random = Model(len(vocabulary.numbers), size, intents, seed), np.random.default_rng(seed)
    steps = epochs * -(-len(texts) // batch)
    optimizer = tf.keras.optimizers.legacy.Adam(tf.keras.optimizers.schedules.CosineDecay(rate, steps, alpha=0.02))
    truths = np.full((intents, intents), DOUBT / intents, np.float32) + (1 - DOUBT) * np.eye(intents, dtype=np.float32)
    for chosen in _batches(len(texts), epochs, batch, random):
        with tf.GradientTape() as tape:
            loss = model.loss(*tokens.batch(chosen, random), truths[columns[chosen]])
        found = zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables, strict=True)
        optimizer.apply_gradients(found)
    return Network(vocabulary, model.parameters())


def _batches(count: int, epochs: int, size: int, random: np.random.Generator) -> Iterator[Rows]:
    for _ in range(epochs):
        order = random.permutation(count)
        yield from (order[start : start + size] for start in range(0, count, size))
