"""Turns a message into weighted pieces of it: of words (2 to 5 letters) and of the sentence (1 and 2 words)."""

from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from nlu.components.features import lemmas
from nlu.components.learning import LearningComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(LearningComponent, SparseFeaturizer):
    """TF-IDF over the n-grams of all languages together: they share script, loan words and names."""

    learnt: FeatureUnion

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, learnt: Any = None
    ) -> None:
        LearningComponent.__init__(self, config, model_storage, resource, learnt)
        SparseFeaturizer.__init__(self, resource.name, config)

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Shortest and longest n-gram, in letters and in words; what words weigh beside letters."""
        return {**SparseFeaturizer.get_default_config(), "letters": [2, 5], "words": [1, 2], "word_weight": 0.5}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing beyond what scikit-learn checks itself."""

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which pieces there are and how rare each is."""
        shared = {"sublinear_tf": True, "lowercase": False, "dtype": np.float32}
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(self.config["letters"]), **shared)
        words = TfidfVectorizer(token_pattern=r"\S+", ngram_range=tuple(self.config["words"]), **shared)  # noqa: S106
        vectorizers = FeatureUnion(
            [("letters", letters), ("words", words)], transformer_weights={"words": self.config["word_weight"]}
        )
        vectorizers.fit([lemmas(message) for message in training_data.intent_examples])
        return self.keep(vectorizers)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to the examples."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to messages."""
        rows = scipy.sparse.csr_matrix(self.learnt.transform([lemmas(message) for message in messages]))
        for message, row in zip(messages, rows, strict=True):
            self.add_features_to_message(None, row, TEXT, message)
        return messages
