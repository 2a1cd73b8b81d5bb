"""Ranks the topics by how well a message fits them."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.features import SCORES, intents_of, matrix
from nlu.components.scorer import Scorer
from nlu.components.storage import keep, recall

NOTHING = {"name": None, "confidence": 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(GraphComponent, IntentClassifier):
    """Ridge regression on the features of all languages together; questions out of scope are a class of their own."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The features come from featurizers."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The strength of the ridge penalty, how many intents to rank, and how steep confidences are."""
        return {"alpha": 1.0, "ranking": 10, "steepness": 9.0}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        scorer: Scorer | None = None,
    ) -> None:
        self._config, self._storage, self._resource, self._scorer = config, model_storage, resource, scorer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearClassifier:
        """A trained classifier."""
        return cls(config, model_storage, resource, recall(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples."""
        examples = training_data.intent_examples
        scorer = Scorer.fit(matrix(examples), intents_of(examples), self._config["alpha"])
        return keep(scorer, self._storage, self._resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the best intent, the ranking, and the scores of all intents in the order of their names."""
        assert self._scorer is not None, "load() comes before process()"
        for message in messages:
            features = matrix([message])
            ranking = self._rank(self._scorer.scores(features)[0], message) if features.nnz else []
            message.set(INTENT, ranking[0] if ranking else NOTHING, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, scores: Any, message: Message) -> list[dict[str, Any]]:
        assert self._scorer is not None
        message.set(SCORES, scores)
        steep = np.exp(self._config["steepness"] * (scores - scores.max()))
        best = np.argsort(-scores)[: self._config["ranking"]]
        return [{"name": self._scorer.intents[i], "confidence": float(steep[i] / steep.sum())} for i in best]
