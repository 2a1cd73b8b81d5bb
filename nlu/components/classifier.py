"""Ranks the topics by how well a message fits them."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.features import PART_SCORES, PARTS, SCORES, intents_of, matrix
from nlu.components.learning import LearningComponent
from nlu.components.scorer import Scorer, chances

NOTHING = {"name": None, "confidence": 0.0}
STEEPNESS = 7.0  # near what the decision learns


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(LearningComponent, IntentClassifier):
    """A linear model of the features of all languages together; out of scope is a class of its own."""

    learnt: Scorer

    @classmethod
    def required_components(cls) -> list[type]:
        """The features come from featurizers."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How many intents to rank."""
        return {"ranking": 10}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples."""
        examples = training_data.intent_examples
        return self.keep(Scorer.fit(matrix(examples), intents_of(examples)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the best intent, the ranking, and the scores of all intents in the order of their names."""
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0] if ranking else NOTHING, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        """Empty when nothing in the message is known."""
        features = matrix([message])
        if not features.nnz:
            return []
        scores = self.learnt.scores(features)
        message.set(SCORES, scores[0])
        sentences = message.get(PARTS)
        if (
            sentences is not None and sentences.shape[1] == features.shape[1]
        ):  # Rasa's own featurizers know no sentences
            message.set(PART_SCORES, self.learnt.scores(sentences))
        ranked = zip(self.learnt.intents, chances(scores, STEEPNESS)[0].tolist(), strict=True)
        best = sorted(ranked, key=lambda one: -one[1])[: self.config["ranking"]]
        return [{"name": name, "confidence": chance} for name, chance in best]
