"""Ranks the topics by how well a message fits them."""

from __future__ import annotations

from typing import Any

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
from nlu.components.scorer import Scorer, chances
from nlu.components.storage import keep, recall

NOTHING = {"name": None, "confidence": 0.0}
STEEPNESS = 7.0  # near what the decision learns


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(GraphComponent, IntentClassifier):
    """A linear model of the features of all languages together; out of scope is a class of its own."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The features come from featurizers."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How many intents to rank."""
        return {"ranking": 10}

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
        scorer = Scorer.fit(matrix(examples), intents_of(examples))
        return keep(scorer, self._storage, self._resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the best intent, the ranking, and the scores of all intents in the order of their names."""
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0] if ranking else NOTHING, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        """Empty when nothing in the message is known."""
        assert self._scorer is not None, "load() comes before process()"
        features = matrix([message])
        if not features.nnz:
            return []
        scores = self._scorer.scores(features)
        message.set(SCORES, scores[0])
        ranked = zip(self._scorer.intents, chances(scores, STEEPNESS)[0].tolist(), strict=True)
        best = sorted(ranked, key=lambda one: -one[1])[: self._config["ranking"]]
        return [{"name": name, "confidence": chance} for name, chance in best]
