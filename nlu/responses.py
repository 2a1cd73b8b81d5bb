"""Turns Rasa's responses into data for the bot."""

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from nlu.answers import FlowState, answer_of
from nlu.forms import answers


class TopicResponses(TemplatedNaturalLanguageGenerator):
    """Adds to the response of a rule what the pipeline found out about the message."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response as the answer's data; None for an action that has no response."""
        response = await super().generate(utter_action, tracker, output_channel, **kwargs)
        if response is None:
            return None
        answer = answer_of(tracker.latest_message.parse_data)
        if flow := response["custom"].get("flow"):
            answer["flow"] = FlowState(
                id=flow["id"], state=flow["state"], step=flow["step"], answers=answers(tracker, flow["id"])
            )
        return {**response, "custom": answer}
