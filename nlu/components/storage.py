"""Keeps what a component has learnt in the model."""

from typing import Any

import joblib
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

FILE = "learnt.joblib"


def keep(learnt: object, storage: ModelStorage, resource: Resource) -> Resource:
    """Write what was learnt; returns the resource, as `train` must."""
    with storage.write_to(resource) as folder:
        joblib.dump(learnt, folder / FILE)
    return resource


def recall(storage: ModelStorage, resource: Resource) -> Any:
    """What was kept under the resource."""
    with storage.read_from(resource) as folder:
        return joblib.load(folder / FILE)
