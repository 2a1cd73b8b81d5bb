"""The linear model and the network together, apart from Rasa so that they can also be tried on held-out examples."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.model_selection import StratifiedKFold

from nlu.components.concepts import Concepts
from nlu.components.network import Network
from nlu.components.scorer import Floats, Scorer
from nlu.components.vocabulary import Vocabulary

Rows = npt.NDArray[np.intp]

STEEPNESS = 7.0  # makes chances of the linear scores, near what is learnt for them: so both members weigh alike
DOUBT = 1e-5  # the least chance that the network may give


@dataclass
class Committee:
    """Two members who err differently."""

    scorer: Scorer
    network: Network

    @property
    def intents(self) -> list[str]:
        """The names of the columns, in order."""
        return self.scorer.intents

    def scores(self, features: scipy.sparse.csr_matrix, texts: Sequence[str]) -> Floats:
        """One row per message, one column per intent; about -2 to 1, higher is better."""
        doubted: Floats = np.log(self.network.chances(texts) + DOUBT) / STEEPNESS
        return self.scorer.scores(features) + doubted


def learn(
    features: scipy.sparse.csr_matrix,
    texts: Sequence[str],
    intents: Sequence[str],
    concepts: Concepts,
    folds: int,
    network: dict[str, Any],
) -> tuple[Committee, Floats, Rows]:
    """The committee, and the scores of one of the folds by members who have not seen it, with its rows.

    The network never learns from this fold: it takes too long to be trained twice. The linear model does in the end.
    """
    from nlu.components.trainer import fit  # TensorFlow takes seconds, and only training needs it

    labels = np.asarray(intents)
    names, columns = np.unique(labels, return_inverse=True)
    most = int(np.bincount(columns).max())  # a small catalogue may not have so many examples of any topic
    split = StratifiedKFold(min(folds, most), shuffle=True, random_state=0).split(columns, columns)
    seen, unseen = next(split)
    known = [texts[row] for row in seen]
    # scikit-learn and TensorFlow leave Python to others while they learn. One thread: each fit needs half a gigabyte.
    with ThreadPoolExecutor(max_workers=1) as beside:
        partial = beside.submit(Scorer.fit, features[seen], labels[seen].tolist())
        whole = beside.submit(Scorer.fit, features, labels.tolist())
        vocabulary = Vocabulary.learn(known, concepts)
        trained = fit(vocabulary, known, columns[seen], len(names), **network)
        scored = Committee(_filled(partial.result(), list(names)), trained)
        held_out = scored.scores(features[unseen], [texts[row] for row in unseen])
        return Committee(whole.result(), trained), held_out, unseen


def _filled(scorer: Scorer, names: list[str]) -> Scorer:
    """A scorer of all intents, also of those whose only examples it has not seen."""
    columns = np.searchsorted(names, scorer.intents)
    weights = np.zeros((scorer.weights.shape[0], len(names)), np.float32)
    bias = np.full(len(names), -1, np.float32)
    weights[:, columns], bias[columns] = scorer.weights, scorer.bias
    return Scorer([str(name) for name in names], weights, bias)
