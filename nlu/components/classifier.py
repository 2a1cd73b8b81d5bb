"""Ranks the topics by how well a message fits them, and decides: answer, ask back, or say that nothing fits."""

from dataclasses import dataclass
from typing import Any

import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.catalogue import OUT_OF_SCOPE
from nlu.components.committee import Committee, learn
from nlu.components.concepts import Concepts
from nlu.components.features import (
    DECISION,
    LANGUAGE,
    PARTS,
    intents_of,
    language_hint,
    last_topic,
    lemmas,
    matrix,
    parts,
)
from nlu.components.judge import Judge
from nlu.components.learning import LearningComponent
from nlu.components.scorer import Floats, chances

NOTHING = {"decision": "refuse", "confidence": 0.0, "three": [], "strange": True}


@dataclass
class Learnt:
    """Who scores, and who decides by the scores."""

    committee: Committee
    judge: Judge


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(LearningComponent, IntentClassifier):
    """One model for all languages; out of scope is a class of its own.

    It learns its thresholds per language from examples held out of training. Rasa's rules see the decision as the
    intent: the topic when it is answered, `nlu_fallback` when the bot asks, `out-of-scope` when it refuses.
    """

    learnt: Learnt

    @classmethod
    def required_components(cls) -> list[type]:
        """The linear model's features come from featurizers."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Least precision of answers, largest share refused in scope; one in so many `folds` is held out of training.

        `aside`: themes, such as small talk, that make no second question. `follow_up`: the most words of a message that
        may go on from the last topic, and what that adds to the scores of the topic and of its theme. `network`: see
        `trainer.fit`. `ranking`: how many intents Rasa is told.
        """
        return {
            "precision": 0.92,
            "refused": 0.03,
            "folds": 10,
            "aside": [],
            "follow_up": {"words": 4, "topic": 0.8, "theme": 0.4},
            "network": {"size": 64, "epochs": 6, "batch": 512, "rate": 0.01},
            "ranking": 10,
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, and how far this can be trusted with messages that were not learnt."""
        examples = training_data.intent_examples
        truth, spoken = intents_of(examples), [language_hint(example) for example in examples]
        concepts = Concepts({table["name"]: table["elements"] for table in training_data.lookup_tables})
        texts, folds, network = [lemmas(example) for example in examples], self.config["folds"], self.config["network"]
        features = matrix(examples)
        for example in examples:  # no later step reads these, and they fill a third of a gigabyte
            example.features.clear()
        committee, scores, rows = learn(features, texts, truth, concepts, folds, network)
        known = [truth[row] for row in rows], [spoken[row] for row in rows]
        limits = self.config["precision"], self.config["refused"]
        return self.keep(Learnt(committee, Judge.learn(committee.intents, OUT_OF_SCOPE, scores, *known, *limits)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the ranking and the decision, and let the intent say it to the rules."""
        for message in messages:
            features = matrix([message])
            scores = self.learnt.committee.scores(features, [lemmas(message)])[0] if features.nnz else None
            decision = NOTHING if scores is None else self._decide(message, scores, features.shape[1])
            message.set(INTENT_RANKING_KEY, [] if scores is None else self._rank(scores), add_to_output=True)
            message.set(DECISION, decision, add_to_output=True)
            intent = {"name": _intent(decision), "confidence": decision["confidence"]}
            message.set(INTENT, intent, add_to_output=True)
        return messages

    def _rank(self, scores: Floats) -> list[dict[str, Any]]:
        likely = chances(scores[None, :], self.learnt.judge.steepness)[0].tolist()
        ranked = zip(self.learnt.committee.intents, likely, strict=True)
        best = sorted(ranked, key=lambda one: -one[1])[: self.config["ranking"]]
        return [{"name": name, "confidence": chance} for name, chance in best]

    def _decide(self, message: Message, scores: Floats, width: int) -> dict[str, Any]:
        language = message.get(LANGUAGE) or language_hint(message)
        said = self._said(message, language, width)
        alone, _, _ = self.learnt.judge.verdict(scores, language)
        decision, confidence, three = self.learnt.judge.verdict(scores + self._context(message), language, said)
        return {"decision": decision, "confidence": confidence, "three": three, "strange": alone == "refuse"}

    def _said(self, message: Message, language: str | None, width: int) -> list[str]:
        """The topics that its sentences are surely about, if it has several."""
        sentences: scipy.sparse.csr_matrix | None = message.get(PARTS)
        if sentences is None or sentences.shape[1] != width:  # Rasa's own featurizers know no sentences
            return []
        scores = self.learnt.committee.scores(sentences, parts(message))
        return self.learnt.judge.sure_topics(scores, language, self.config["aside"])

    def _context(self, message: Message) -> Floats | float:
        """What the last topic adds to the scores of a short message."""
        follow_up, last = self.config["follow_up"], last_topic(message)
        if (
            last is None
            or last.split(".")[0] in self.config["aside"]
            or len(lemmas(message).split()) > follow_up["words"]
        ):
            return 0.0
        return self.learnt.judge.nearness(last, follow_up["topic"], follow_up["theme"])


def _intent(decision: dict[str, Any]) -> str:
    if decision["decision"] == "answer":
        return str(decision["three"][0][0])
    return DEFAULT_NLU_FALLBACK_INTENT_NAME if decision["decision"] == "ask" else OUT_OF_SCOPE
