"""Turns a message into weighted pieces of it: of words (some letters) and of the sentence (some words)."""

from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from nlu.components.features import lemmas
from nlu.components.learning import LearningFeaturizer
from nlu.components.sound import sounds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(LearningFeaturizer):
    """TF-IDF over the n-grams of all languages together: they share script, loan words and names.

    It may stand twice in the pipeline: once for how words are spelt, once for how they sound.
    """

    learnt: FeatureUnion

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Whether to hear words; shortest and longest n-gram, in letters and in words; what both weigh.

        `fewest`: the examples in which an n-gram must stand.
        """
        return {
            **SparseFeaturizer.get_default_config(),
            "sound": False,
            "letters": [2, 5],
            "letter_weight": 1.0,
            "words": [1, 2],
            "word_weight": 0.5,
            "fewest": 1,
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which pieces there are and how rare each is."""
        shared = {
            "sublinear_tf": True,
            "lowercase": False,
            "dtype": np.float32,
            "min_df": self.config["fewest"],
        }
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(self.config["letters"]), **shared)
        words = TfidfVectorizer(token_pattern=r"\S+", ngram_range=tuple(self.config["words"]), **shared)  # noqa: S106
        weights = {"letters": self.config["letter_weight"], "words": self.config["word_weight"]}
        vectorizers = FeatureUnion([("letters", letters), ("words", words)], transformer_weights=weights)
        vectorizers.fit(self._heard([lemmas(message) for message in training_data.intent_examples]))
        return self.keep(vectorizers)

    def features(self, texts: list[str]) -> scipy.sparse.csr_matrix:
        """The weighted n-grams of normalised texts."""
        return self.learnt.transform(self._heard(texts))

    def _heard(self, texts: list[str]) -> list[str]:
        return [sounds(text) for text in texts] if self.config["sound"] else texts
