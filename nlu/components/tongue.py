"""Tells languages apart by their words and short pieces of them, apart from Rasa.

Not by letters that one keyboard has and another has not: many write Urdu or Pashto with those of an Arabic phone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from nlu.components.judge import lowest_threshold
from nlu.components.normalise import words

PROCESSES = 2  # each needs about half a gigabyte


@dataclass
class Tongue:
    """Learnt from our own examples, so that Dari is Dari and a new language needs no code."""

    model: Pipeline
    scripts: dict[str, str]
    sure_from: dict[bool, float]

    @classmethod
    def learn(cls, texts: Sequence[str], languages: Sequence[str], precision: float, folds: int) -> Tongue:
        """Learn from examples; of the languages named for unseen ones, short or long, `precision` must be right."""
        scripts = {
            language: script_of(" ".join(text for text, own in zip(texts, languages, strict=True) if own == language))
            for language in set(languages)
        }
        names, spoken = np.unique(languages), [_spoken(text) for text in texts]
        unseen = cross_val_predict(_model(), spoken, languages, cv=folds, method="predict_proba", n_jobs=PROCESSES)
        best = names[unseen.argmax(axis=1)]
        own_script = np.array([scripts[name] == script_of(text) for name, text in zip(best, texts, strict=True)])
        right, short = best == np.asarray(languages), np.array([is_short(text) for text in texts])
        sure_from = {}
        for length in (True, False):
            counted = own_script & (short == length)
            sure_from[length] = lowest_threshold(unseen.max(axis=1)[counted], right[counted], precision)
        return cls(_model().fit(spoken, languages), scripts, sure_from)

    def of(self, text: str, expected: str | None) -> str | None:
        """The language that a text is surely written in, in its own script; the expected one needs less certainty."""
        chances = self.model.predict_proba([_spoken(text)])[0]
        best = str(self.model.classes_[chances.argmax()])
        needed = EXPECTED_FROM if best == expected else self.sure_from[is_short(text)]
        return best if chances.max() >= needed and self.scripts[best] == script_of(text) else None


EXPECTED_FROM = 0.5


def is_short(text: str) -> bool:
    """Three words or fewer: too little to be as sure of the language as with more."""
    return len(text.split()) < 4


def _spoken(text: str) -> str:
    return " ".join(words(text))


def _model() -> Pipeline:
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), sublinear_tf=True, dtype=np.float32)
    whole = TfidfVectorizer(token_pattern=r"\S+", sublinear_tf=True, dtype=np.float32)  # noqa: S106 - no password
    return make_pipeline(make_union(pieces, whole), LogisticRegression(C=20, solver="liblinear", multi_class="ovr"))


def script_of(text: str) -> str:
    """The first word of the Unicode names of most letters, such as ARABIC or LATIN; empty without letters."""
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""
