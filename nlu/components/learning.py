"""What all components that learn have in common: they are made untrained, and loaded with what they have learnt."""

from __future__ import annotations

from typing import Any

import joblib
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from typing_extensions import Self

from nlu.components.features import PARTS, lemmas, parts

FILE = "learnt.joblib"


class LearningComponent(GraphComponent):
    """`train` ends with `return self.keep(...)`; afterwards `self.learnt` holds that in a loaded component."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, learnt: Any = None
    ) -> None:
        self.config, self._storage, self._resource, self.learnt = config, model_storage, resource, learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
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
    ) -> Self:
        """A trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def keep(self, learnt: object) -> Resource:
        """Write what was learnt into the model."""
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(learnt, folder / FILE)
        return self._resource


class LearningFeaturizer(LearningComponent, SparseFeaturizer):
    """What our featurizers have in common: they say which `features` normalised texts have."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, learnt: Any = None
    ) -> None:
        LearningComponent.__init__(self, config, model_storage, resource, learnt)
        SparseFeaturizer.__init__(self, resource.name, config)

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer."""
        return [Tokenizer]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing beyond what scikit-learn checks itself."""

    def features(self, texts: list[str]) -> scipy.sparse.csr_matrix:
        """One row per normalised text."""
        raise NotImplementedError

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to the examples."""
        examples = training_data.intent_examples
        for message, row in zip(examples, self._rows([lemmas(message) for message in examples]), strict=True):
            self.add_features_to_message(None, row, TEXT, message)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to messages, and beside them those of their sentences."""
        for message in messages:
            whole, *sentences = self._rows([lemmas(message), *parts(message)])
            self.add_features_to_message(None, whole, TEXT, message)
            if sentences:
                before = [message.get(PARTS)] if message.get(PARTS) is not None else []
                message.set(PARTS, scipy.sparse.hstack([*before, scipy.sparse.vstack(sentences)], format="csr"))
        return messages

    def _rows(self, texts: list[str]) -> list[scipy.sparse.csr_matrix]:
        return list(scipy.sparse.csr_matrix(self.features(texts)))
