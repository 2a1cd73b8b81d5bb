"""Finds out which language a message is written in, whatever language its reader has chosen."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.catalogue import OUT_OF_SCOPE
from nlu.components.features import LANGUAGE, language_hint
from nlu.components.learning import LearningComponent
from nlu.components.tongue import Tongue


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(LearningComponent, IntentClassifier):
    """Adds `language` to a message: a folder of the content, or None when it is not sure."""

    learnt: Tongue

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The least share of named languages that must be right, and the folds of the cross-validation.

        It learns from one in `every` examples: a language takes fewer than a topic. It learns nothing from those
        that no topic answers: names, codes and letters by chance are of no language.
        """
        return {"precision": 0.99, "folds": 2, "every": 2}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, each of which knows its language."""
        said = [example for example in training_data.intent_examples if example.get(INTENT) != OUT_OF_SCOPE]
        examples = said[:: self.config["every"]]
        known = [(text_of(example), hint) for example in examples if (hint := language_hint(example))]
        texts, languages = [text for text, _ in known], [language for _, language in known]
        return self.keep(Tongue.learn(texts, languages, self.config["precision"], self.config["folds"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the language to messages."""
        for message in messages:
            message.set(LANGUAGE, self.learnt.of(text_of(message), language_hint(message)), add_to_output=True)
        return messages


def text_of(message: Message) -> str:
    """The text as it was written."""
    return str(message.get(TEXT) or "")
