"""Adds to a message which concepts of the lexicon it holds, and which two of them together."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfTransformer

from nlu.components.concepts import Concepts
from nlu.components.features import lemmas
from nlu.components.learning import LearningFeaturizer


@dataclass
class ConceptWeights:
    """The concepts, and how rare each and each two of them are."""

    concepts: Concepts
    rarity: TfidfTransformer

    @classmethod
    def learn(cls, concepts: Concepts, texts: list[str]) -> "ConceptWeights":
        """Learn from normalised examples."""
        return cls(concepts, TfidfTransformer().fit(counts(concepts, texts)))

    def transform(self, texts: list[str]) -> scipy.sparse.csr_matrix:
        """One row per text, of length one, or zero where no concept is met."""
        return self.rarity.transform(counts(self.concepts, texts))


def counts(concepts: Concepts, texts: list[str]) -> scipy.sparse.csr_matrix:
    """A column for each concept and for each two concepts; 1 where they stand."""
    many = len(concepts.names)
    columns, ends = [], [0]
    for text in texts:
        found = concepts.find(text)
        columns += found + [many + one * many + other for one, other in combinations(found, 2)]
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return scipy.sparse.csr_matrix((ones, columns, ends), shape=(len(texts), max(1, many + many * many)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LexiconFeaturizer(LearningFeaturizer):
    """The importer hands the lexicon over as Rasa's lookup tables, one per concept."""

    learnt: ConceptWeights

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What concepts weigh beside letters."""
        return {**SparseFeaturizer.get_default_config(), "weight": 0.35}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how rare each concept is."""
        concepts = Concepts({table["name"]: table["elements"] for table in training_data.lookup_tables})
        return self.keep(ConceptWeights.learn(concepts, [lemmas(e) for e in training_data.intent_examples]))

    def features(self, texts: list[str]) -> scipy.sparse.csr_matrix:
        """The weighted concepts of normalised texts."""
        return self.learnt.transform(texts) * self.config["weight"]
