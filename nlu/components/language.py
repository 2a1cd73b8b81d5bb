"""Finds out which language a message is written in, whatever language its reader has chosen."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.features import LANGUAGE, language_hint
from nlu.components.storage import keep, recall
from nlu.components.tongue import Tongue


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(GraphComponent, IntentClassifier):
    """Adds `language` to a message: a folder of the content, or None when it is not sure."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The least share of named languages that must be right, and the folds of the cross-validation."""
        return {"precision": 0.995, "folds": 5}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        tongue: Tongue | None = None,
    ) -> None:
        self._config, self._storage, self._resource, self._tongue = config, model_storage, resource, tongue

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        """A trained component."""
        return cls(config, model_storage, resource, recall(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, each of which knows its language."""
        known = [(text_of(e), hint) for e in training_data.intent_examples if (hint := language_hint(e))]
        texts, languages = [text for text, _ in known], [language for _, language in known]
        tongue = Tongue.learn(texts, languages, self._config["precision"], self._config["folds"])
        return keep(tongue, self._storage, self._resource)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the language to messages."""
        assert self._tongue is not None, "load() comes before process()"
        for message in messages:
            message.set(LANGUAGE, self._tongue.of(text_of(message)), add_to_output=True)
        return messages


def text_of(message: Message) -> str:
    """The text in lower case, not normalised: its letters tell the language."""
    return str(message.get(TEXT) or "").lower()
