"""The linear model behind the classifier, apart from Rasa so that it can also be tried on held-out examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import joblib
import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
PROCESSES = 2  # each needs about half a gigabyte


@dataclass
class Scorer:
    """One weight per feature and intent. Contiguous float32: twenty times faster than what scikit-learn keeps."""

    intents: list[str]
    weights: Floats
    bias: Floats

    def __getstate__(self) -> dict[str, Any]:
        """Half as large on disk; what is lost changes no decision."""
        return {**self.__dict__, "weights": self.weights.astype(np.float16)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, weights=state["weights"].astype(np.float32))

    @classmethod
    def fit(cls, features: scipy.sparse.csr_matrix, intents: Sequence[str]) -> Scorer:
        """Learn from examples of at least three intents."""
        machine = LinearSVC(C=0.7, random_state=0).fit(features, intents)
        return cls(
            [str(name) for name in machine.classes_],
            np.ascontiguousarray(machine.coef_.T, dtype=np.float32),
            machine.intercept_.astype(np.float32),
        )

    def scores(self, features: scipy.sparse.csr_matrix) -> Floats:
        """One row per message, one column per intent; about -1 to 1, higher is better."""
        found: Floats = features @ self.weights + self.bias
        return found


def chances(scores: Floats, steepness: float) -> Floats:
    """Scores as shares of 1 in each row."""
    steep: Floats = np.exp(steepness * (scores - scores.max(axis=1, keepdims=True)))
    return steep / steep.sum(axis=1, keepdims=True)


def held_out_scores(
    features: scipy.sparse.csr_matrix, intents: Sequence[str], folds: int
) -> tuple[list[str], Floats, Rows]:
    """The names of the columns, scores from models that have not seen the example, and the rows of these examples.

    Of the folds as many are scored as there are processes, at once: more would take as long again and tell little more.
    """
    labels = np.asarray(intents)
    names = [str(name) for name in np.unique(labels)]
    split = StratifiedKFold(folds, shuffle=True, random_state=0).split(np.zeros(len(labels)), labels)
    parts = list(split)[:PROCESSES]
    found = joblib.Parallel(n_jobs=PROCESSES, max_nbytes=None)(
        joblib.delayed(_score_part)(features[seen], labels[seen].tolist(), features[unseen]) for seen, unseen in parts
    )
    scores = [np.full((len(unseen), len(names)), -1, dtype=np.float32) for _, unseen in parts]
    for part, (known, scored) in zip(scores, found, strict=True):
        part[:, np.searchsorted(names, known)] = scored
    return names, np.vstack(scores), np.concatenate([unseen for _, unseen in parts])


def _score_part(
    seen: scipy.sparse.csr_matrix, labels: list[str], unseen: scipy.sparse.csr_matrix
) -> tuple[list[str], Floats]:
    scorer = Scorer.fit(seen, labels)
    return scorer.intents, scorer.scores(unseen)
