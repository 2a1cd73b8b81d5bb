"""Gives Rasa its domain, rules and examples from the content tree, so that a new topic needs no code.

Every topic becomes an intent, a response that holds nothing but the topic's id, and a rule that joins the two.
Two more rules serve the other decisions: ask what was meant, and say that nothing fits.
"""

from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import forms
from nlu.catalogue import OUT_OF_SCOPE, topic_of
from nlu.components.features import Example
from nlu.forms import slot_of
from nlu.inputs import read_inputs
from nlu.project import Project


class ContentImporter(TrainingDataImporter):
    """Reads the project in which the configuration lies."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: Any | None = None,
        **kwargs: Any,
    ) -> None:
        self.config_file = Path(config_file or "config.yml")
        self.inputs = read_inputs(Project(self.config_file.resolve().parent))

    def get_config(self) -> dict[str, Any]:
        """The configuration as it stands in the file, and at the end of its pipeline what understands flows."""
        config = dict(rasa.shared.utils.io.read_model_configuration(self.config_file))
        flows = self.inputs.flows
        said = {slot_of(flow.id, step): phrases for flow in flows.flows for step, phrases in flow.said.items()}
        reader = {"name": "nlu.flow_reader.FlowReader", "said": said, "stop": flows.stop}
        return {**config, "pipeline": [*config["pipeline"], reader]}

    def get_config_file_for_auto_config(self) -> str | None:
        """None: Rasa would else rewrite the file."""
        return None

    def get_domain(self) -> Domain:
        """Intents and responses, one of each per topic, and the forms of the flows."""
        intents = [*self.inputs.intents, DEFAULT_NLU_FALLBACK_INTENT_NAME]
        responses = {_response(intent): [{"custom": {"topic": _topic(intent)}}] for intent in intents}
        topics = Domain.from_dict({"intents": intents, "responses": responses})
        return topics.merge(Domain.from_dict(forms.domain(self.inputs.flows)))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """One rule per intent: it is followed by its response; and the rules of the flows."""
        topics = [
            {"rule": intent, "steps": [{"intent": intent}, {"action": _response(intent)}]}
            for intent in [*self.inputs.intents, DEFAULT_NLU_FALLBACK_INTENT_NAME]
        ]
        reader = YAMLStoryReader()
        return StoryGraph(
            reader.read_from_parsed_yaml({"version": "3.1", "rules": [*topics, *forms.rules(self.inputs.flows)]})
        )

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of all languages, each with its language and writer; the lexicon as lookup tables."""
        examples = [
            Example({TEXT: one.text, INTENT: one.intent, METADATA: {"language": one.language, "writer": one.writer}})
            for one in self.inputs.examples
        ]
        tables = [{"name": concept, "elements": words} for concept, words in self.inputs.lexicon.items()]
        return TrainingData(examples, lookup_tables=tables)


def _response(intent: str) -> str:
    return f"utter_{intent}"


def _topic(intent: str) -> str | None:
    return None if intent in (OUT_OF_SCOPE, DEFAULT_NLU_FALLBACK_INTENT_NAME) else topic_of(intent)
