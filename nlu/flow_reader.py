"""Understands answers to the questions of guided conversations."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.features import DECISION
from nlu.flows import phrase
from nlu.forms import ANSWER, STOP

OF_A_FLOW = {"decision": "flow", "confidence": 1.0, "three": [], "strange": False}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FlowReader(GraphComponent):
    """Takes a message for an answer when it says, word for word, what a button says or what people say instead.

    The message's metadata tells which question is asked; outside of conversations nothing is an answer. More words than
    that are a question of their own: "no, he took them" must not become a no.
    """

    def __init__(self, said: dict[str, dict[str, str]], stop: list[str]) -> None:
        self._said, self._stop = said, frozenset(stop)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`said`: for each question the words and the option that they stand for; `stop`: words that end it all."""
        return {"said": {}, "stop": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FlowReader":
        """Rasa's way to make a component."""
        return cls(config["said"], config["stop"])

    def process_training_data(self, training_data: Any) -> Any:
        """There is nothing to add."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent, entity and decision of answers."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        asked = (message.get(METADATA) or {}).get("asked")
        text = phrase(message.get(TEXT)) if asked else ""
        if text in self._stop:
            self._set(message, STOP, [])
        elif option := self._said.get(asked or "", {}).get(text):
            whole = {"start": 0, "end": len(message.get(TEXT)), "extractor": type(self).__name__}
            self._set(message, ANSWER, [{"entity": asked, "value": option, "confidence_entity": 1.0, **whole}])

    def _set(self, message: Message, intent: str, entities: list[dict[str, Any]]) -> None:
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
        message.set(ENTITIES, entities, add_to_output=True)
        message.set(DECISION, OF_A_FLOW, add_to_output=True)
