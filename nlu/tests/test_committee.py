import pickle
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.components.committee import Committee, learn
from nlu.components.concepts import Concepts
from nlu.components.network import Network
from nlu.components.trainer import fit
from nlu.components.vocabulary import FEWEST, Vocabulary

CONCEPTS = Concepts({"ship": ["boat*", "vessel"]})
OPTIONS: dict[str, Any] = {"size": 8, "epochs": 40, "batch": 16, "rate": 0.02}
ASKED = {
    "house": ["where is my room", "is the room free", "who has the room key", "the room is cold", "my room please"],
    "travel": ["where is my ticket", "is the ticket free", "who has the ticket", "the ticket is old", "ticket please"],
    "work": ["where is my boss", "is the boss here", "who has a boss", "the boss is rude", "my boss please"],
}
TEXTS = [text for texts in ASKED.values() for text in texts]
INTENTS = [intent for intent, texts in ASKED.items() for _ in texts]


def vocabulary(texts: list[str]) -> Vocabulary:
    return Vocabulary.learn(texts, CONCEPTS)


def network() -> Network:
    columns = np.unique(INTENTS, return_inverse=True)[1]
    return fit(vocabulary(TEXTS), TEXTS, columns, len(ASKED), **OPTIONS)


def committee() -> tuple[Committee, np.ndarray, np.ndarray, TfidfVectorizer]:
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
    return (*learn(letters.fit_transform(TEXTS), TEXTS, INTENTS, CONCEPTS, 5, OPTIONS), letters)


def test_a_word_that_was_never_met_has_pieces_that_were() -> None:
    known = vocabulary(["ticket"] * FEWEST)
    (met,), (unmet,) = known.tokens("ticket"), known.tokens("tickets")
    assert set(unmet) < set(met)
    assert known.tokens("zzz") == []


def test_pieces_that_are_too_rare_are_not_learnt() -> None:
    assert vocabulary(["ticket"] * (FEWEST - 1)).tokens("ticket") == []


def test_words_of_one_concept_share_a_token_though_they_share_no_letter() -> None:
    known = vocabulary(["boats", "vessel"])
    assert known.tokens("boats") == known.tokens("vessel") != []


def test_two_words_together_are_a_token_of_their_own() -> None:
    known = vocabulary(["free ticket"] * FEWEST)
    assert len(known.tokens("free ticket")) == len(known.tokens("free")) + len(known.tokens("ticket")) + 1


def test_the_network_learns_what_it_is_taught_and_answers_in_shares_of_one() -> None:
    chances = network().chances([*TEXTS, "zzz"])
    assert (chances[: len(TEXTS)].argmax(axis=1) == np.unique(INTENTS, return_inverse=True)[1]).mean() > 0.9
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(TEXTS) + 1))


def test_a_network_that_was_put_away_answers_as_before() -> None:
    found = network()
    again = pickle.loads(pickle.dumps(found))
    assert again.chances(TEXTS) == pytest.approx(found.chances(TEXTS), abs=0.01)


def test_numpy_reads_as_tensorflow_does() -> None:
    """Both say the same of the same parameters: what is trained is what answers."""
    import tensorflow as tf

    found = network()
    parameters = found.parameters
    for text in TEXTS:
        vectors, weights = [], []
        for token in found.vocabulary.tokens(text):
            vectors.append(tf.reduce_sum(tf.gather(parameters.vectors.astype("f4"), token), 0) / len(token) ** 0.5)
            weights.append(tf.reduce_sum(tf.gather(parameters.weights, token), 0) / len(token) ** 0.5)
        heard = tf.exp(tf.stack(weights) + tf.matmul(tf.tanh(tf.stack(vectors)), parameters.attention))
        read = tf.reduce_sum(heard * tf.stack(vectors), 0) / tf.sqrt(tf.reduce_sum(heard))
        logits = tf.linalg.matvec(parameters.output, tf.nn.relu(read + parameters.bias), transpose_a=True)
        expected = tf.nn.softmax(logits + parameters.output_bias).numpy()
        assert found.chances([text])[0] == pytest.approx(expected, abs=1e-4)


def test_the_committee_knows_what_it_learnt() -> None:
    found, _, _, letters = committee()
    scores = found.scores(letters.transform(TEXTS), TEXTS)
    assert found.intents == sorted(ASKED)
    assert np.mean([found.intents[row.argmax()] == intent for row, intent in zip(scores, INTENTS, strict=True)]) > 0.9


def test_held_out_examples_were_not_learnt() -> None:
    """Each text has a word of its own and a name by chance: who has seen it knows it, who has not must guess."""
    texts = [f"only{number}" for number in range(90)]
    intents = np.random.default_rng(0).choice(list(ASKED), len(texts)).tolist()
    features = TfidfVectorizer(dtype=np.float32).fit_transform(texts)
    found, scores, rows = learn(features, texts, intents, CONCEPTS, 5, OPTIONS)
    truth = np.searchsorted(found.intents, [intents[row] for row in rows])
    assert len(set(rows.tolist())) == len(rows) == len(scores) == len(texts) // 5
    assert np.mean(scores.argmax(axis=1) == truth) < 0.8
    assert np.mean(found.scorer.scores(features[rows]).argmax(axis=1) == truth) == 1, "in the end all are learnt"
