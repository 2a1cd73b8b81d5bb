"""What the decision learns from scores of examples that the model had not seen, apart from Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from nlu.components.scorer import Floats

Booleans = npt.NDArray[np.bool_]


@dataclass
class Judge:
    """Says how likely the best topic is right and how likely no topic fits, and from where on to act on it."""

    intents: list[str]
    none: int
    right: Pipeline
    strange: Pipeline
    answer_from: dict[str | None, float]
    refuse_from: float

    @classmethod
    def learn(
        cls,
        intents: list[str],
        none: str,
        scores: Floats,
        truth: Sequence[str],
        languages: Sequence[str | None],
        precision: float,
        refused: float,
    ) -> Judge:
        """Learn from held-out scores.

        `precision` is the least share of direct answers that must be right, in each language and overall;
        `refused` the largest share of questions in scope that may be refused.
        """
        column = intents.index(none)
        signs = _signs(scores, column)
        names = np.asarray(intents)
        truths = np.asarray(truth)
        is_right = names[_without(scores, column).argmax(axis=1)] == truths
        is_strange = truths == none
        right, strange = _model().fit(signs, is_right), _model(class_weight="balanced").fit(signs, is_strange)
        sure = right.predict_proba(signs)[:, 1]
        spoken = np.asarray(languages, dtype=object)
        answer_from = {
            language: lowest_threshold(sure[spoken == language], is_right[spoken == language], precision)
            for language in set(languages)
        }
        answer_from[None] = lowest_threshold(sure, is_right, precision)
        odd = strange.predict_proba(signs[~is_strange])[:, 1]
        return cls(intents, column, right, strange, answer_from, float(np.quantile(odd, 1 - refused)))

    def verdict(self, scores: Floats, language: str | None) -> tuple[str, float, list[tuple[str, float]]]:
        """The decision (answer, ask, refuse), the confidence, and the best topics with theirs."""
        signs = _signs(scores[None, :], self.none)
        sure = float(self.right.predict_proba(signs)[0, 1])
        if sure >= self.answer_from.get(language, self.answer_from[None]):
            decision = "answer"
        else:
            decision = "refuse" if self.strange.predict_proba(signs)[0, 1] > self.refuse_from else "ask"
        return decision, sure, self._best(scores, sure)

    def _best(self, scores: Floats, sure: float) -> list[tuple[str, float]]:
        """Up to three topics; what the first leaves of certainty is shared by the others as their scores tell."""
        topics = _without(scores[None, :], self.none)[0]
        order = [int(i) for i in np.argsort(-topics)[:3] if i != self.none]
        share = np.exp(STEEPNESS * (topics - topics[order[0]]))
        share[self.none], share[order[0]] = 0, 0
        rest = (1 - sure) / max(float(share.sum()), 1.0)
        return [(self.intents[i], sure if i == order[0] else rest * float(share[i])) for i in order]


STEEPNESS = 9.0


def _model(**options: str) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(**options))


def _without(scores: Floats, column: int) -> Floats:
    masked = scores.copy()
    masked[:, column] = -np.inf
    return masked


def _signs(scores: Floats, none: int) -> Floats:
    """What tells a sure case from a doubtful one: the best three topics, the score of none of them, the spread."""
    best = -np.sort(-_without(scores, none), axis=1)[:, :3]
    best = np.where(np.isfinite(best), best, -1)
    return np.column_stack([best, scores[:, none], scores.std(axis=1)])


def lowest_threshold(sure: Floats, right: Booleans, precision: float) -> float:
    """The lowest confidence from which on at least this share is right; 1 if there is none."""
    order = np.argsort(-sure)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= precision)
    return float(sure[order][enough[-1]]) if len(enough) else 1.0
