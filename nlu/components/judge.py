"""What the decision learns from scores of examples that the model had not seen, apart from Rasa."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from nlu.components.scorer import Floats, chances

SURE_OF_PART = 0.9  # a sentence of a story may be about something else than the story: docs/decisions/0009

Verdict = tuple[str, float, list[tuple[str, float]]]


@dataclass
class Judge:
    """Turns scores into chances, and knows from which chance on to answer or to refuse."""

    intents: list[str]
    none: int
    steepness: float
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
        """Learn from held-out scores; `none` is the intent of questions that no topic answers.

        `precision` is the least share of direct answers that must be right, in each language and overall;
        `refused` the largest share of questions in scope that may be refused.
        """
        column, columns = intents.index(none), np.searchsorted(intents, truth)
        steepness = _steepness(scores, columns)
        likely = chances(scores, steepness)
        strange = likely[:, column].copy()
        likely[:, column] = 0
        sure, right, spoken = likely.max(axis=1), likely.argmax(axis=1) == columns, np.asarray(languages, dtype=object)
        answer_from: dict[str | None, float] = {
            language: lowest_threshold(sure[spoken == language], right[spoken == language], precision)
            for language in set(languages)
        }
        answer_from[None] = lowest_threshold(sure, right, precision)
        refuse_from = float(np.quantile(strange[columns != column], 1 - refused))
        return cls(intents, column, steepness, answer_from, refuse_from)

    def nearness(self, last: str, topic: float, theme: float) -> Floats:
        """What each intent gains when the last one was `last`: as the same topic, or as one of the same theme."""
        near = [theme * (intent.split(".")[0] == last.split(".")[0]) for intent in self.intents]
        return np.array(
            [topic if intent == last else gain for intent, gain in zip(self.intents, near, strict=True)], np.float32
        )

    def verdict(self, scores: Floats, language: str | None, said: Sequence[str] = ()) -> Verdict:
        """The decision (answer, ask, refuse), the chance of the best topic, and the best three with theirs.

        `said` are the topics that the sentences of the message are surely about: it asks which one if they are several.
        """
        likely = chances(scores[None, :], self.steepness)[0]
        best = [int(i) for i in np.argsort(-likely)[:4] if i != self.none]
        sure = float(likely[best[0]])
        if len(said) > 1:
            decision, best = "ask", list(dict.fromkeys([best[0], *map(self.intents.index, said), *best]))
        elif sure >= self.answer_from.get(language, self.answer_from[None]):
            decision = "answer"
        else:  # a topic that is likelier than none may be worth a question
            decision = "refuse" if likely[self.none] > max(self.refuse_from, sure) else "ask"
        return decision, sure, [(self.intents[i], float(likely[i])) for i in best[:3]]

    def sure_topics(self, sentences: Floats, language: str | None, aside: Collection[str]) -> list[str]:
        """The topics that would surely be answered if each sentence came alone; the themes `aside` do not count."""
        verdicts = [self.verdict(row, language) for row in sentences]
        known = [three for decision, sure, three in verdicts if decision == "answer" and sure >= SURE_OF_PART]
        sure = dict.fromkeys(three[0][0] for three in known)
        return [topic for topic in sure if topic.split(".")[0] not in aside]


def _steepness(scores: Floats, columns: npt.NDArray[np.intp]) -> float:
    """The one factor that makes chances of scores neither too bold nor too shy."""
    rows = np.arange(len(columns))

    def surprise(steepness: float) -> float:
        return -float(np.log(chances(scores, steepness)[rows, columns] + 1e-12).mean())

    return float(minimize_scalar(surprise, bounds=(0.5, 50), method="bounded").x)


def lowest_threshold(sure: Floats, right: npt.NDArray[np.bool_], precision: float) -> float:
    """The lowest chance from which on at least this share is right; above 1 if there is none."""
    order = np.argsort(-sure)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= precision)
    return float(sure[order][enough[-1]]) if len(enough) else 2.0
