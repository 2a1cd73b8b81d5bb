"""What all components that learn have in common: they are made untrained, and loaded with what they have learnt."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

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
