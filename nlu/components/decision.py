"""Decides what to do with the scores: answer, ask what was meant, or say that nothing fits."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.catalogue import OUT_OF_SCOPE
from nlu.components.features import (
    DECISION,
    LANGUAGE,
    PART_SCORES,
    SCORES,
    intents_of,
    language_hint,
    last_topic,
    lemmas,
    matrix,
)
from nlu.components.judge import Judge
from nlu.components.learning import LearningComponent
from nlu.components.scorer import Floats, held_out_scores


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Decision(LearningComponent, IntentClassifier):
    """Learns its thresholds per language from examples held out of training, by cross-validation.

    Rasa's rules see the decision as the intent: the topic when it is answered, `nlu_fallback` when the bot asks,
    `out-of-scope` when it refuses.
    """

    learnt: Judge

    @classmethod
    def required_components(cls) -> list[type]:
        """Learns from features; a classifier before it leaves its scores in the message."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Least precision of answers, largest share refused in scope, folds of the cross-validation.

        `aside`: themes, such as small talk, that make no second question. `follow_up`: the most words of a message that
        may go on from the last topic, and what that adds to the scores of the topic and of its theme.
        """
        return {
            "precision": 0.9,
            "refused": 0.03,
            "folds": 3,
            "aside": [],
            "follow_up": {"words": 4, "topic": 0.8, "theme": 0.4},
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how far the classifier can be trusted with messages that it has not seen."""
        examples = training_data.intent_examples
        truth, languages = intents_of(examples), [language_hint(example) for example in examples]
        intents, scores, rows = held_out_scores(matrix(examples), truth, self.config["folds"])
        limits = self.config["precision"], self.config["refused"]
        known = [truth[row] for row in rows], [languages[row] for row in rows]
        return self.keep(Judge.learn(intents, OUT_OF_SCOPE, scores, *known, *limits))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the decision, and let the intent say it to the rules."""
        for message in messages:
            decision = self._decide(message)
            message.set(DECISION, decision, add_to_output=True)
            intent = {"name": _intent(decision), "confidence": decision["confidence"]}
            message.set(INTENT, intent, add_to_output=True)
        return messages

    def _decide(self, message: Message) -> dict[str, Any]:
        scores = message.get(SCORES)
        if scores is None:
            return {"decision": "refuse", "confidence": 0.0, "three": []}
        language = message.get(LANGUAGE) or language_hint(message)
        sentences = message.get(PART_SCORES)
        said = [] if sentences is None else self.learnt.sure_topics(sentences, language, self.config["aside"])
        decision, confidence, three = self.learnt.verdict(scores + self._context(message), language, said)
        return {"decision": decision, "confidence": confidence, "three": three}

    def _context(self, message: Message) -> Floats | float:
        """What the last topic adds to the scores of a short message."""
        follow_up, last = self.config["follow_up"], last_topic(message)
        if (
            last is None
            or last.split(".")[0] in self.config["aside"]
            or len(lemmas(message).split()) > follow_up["words"]
        ):
            return 0.0
        return self.learnt.nearness(last, follow_up["topic"], follow_up["theme"])


def _intent(decision: dict[str, Any]) -> str:
    if decision["decision"] == "answer":
        return str(decision["three"][0][0])
    return DEFAULT_NLU_FALLBACK_INTENT_NAME if decision["decision"] == "ask" else OUT_OF_SCOPE
