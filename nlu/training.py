"""Trains the assistant when something that it is made of has changed."""

import io
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from nlu.inputs import Inputs, read_inputs
from nlu.models import Current, fingerprint, make_current, read_current
from nlu.project import Project


class TrainingError(Exception):
    """Rasa made no model, or one that does not know the topics."""


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def train(project: Project, say: Callable[[str], None] = say) -> Current:
    """Make the current model from the current inputs; does nothing when they have not changed.

    Raises BadInputs when the files hold problems. Until the end the last good model stays the current one.
    """
    made = make_model(project, say)
    if made != read_current(project):
        make_current(project, made)
    return made


def make_model(project: Project, say: Callable[[str], None] = say) -> Current:
    """A model of the current inputs, which does not answer yet; the current one if they have not changed."""
    made_of = fingerprint(project)
    current = read_current(project)
    if current is not None and current.fingerprint == made_of:
        say(f"The assistant is up to date ({current.model}).")
        return current
    inputs = read_inputs(project)
    say(f"Training the assistant: {len(inputs.topics)} topics, {len(inputs.examples)} examples.")
    started = time.monotonic()
    name = f"{made_of}.tar.gz"
    _run_rasa(project, name)
    _check(project.models / name, inputs)
    say(f"The assistant is trained in {time.monotonic() - started:.0f} seconds ({name}).")
    return Current(made_of, name)


def _run_rasa(project: Project, name: str) -> None:
    from nlu.quiet import hush

    hush()
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    project.models.mkdir(parents=True, exist_ok=True)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # progress bars
            result = rasa_train(
                domain="",
                config=str(project.config),
                training_files=None,
                output=str(project.models),
                fixed_model_name=name,
                force_training=True,
            )
    except (RasaException, ImportError) as error:
        raise TrainingError(f"{project.shown(project.config)}: {error}") from error
    if result.code or not result.model:
        raise TrainingError("Rasa made no model")


def _check(model: Path, inputs: Inputs) -> None:
    """A mistyped importer is only a warning to Rasa: see that the model knows all topics and no others."""
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.shared.core.constants import DEFAULT_INTENTS

    from nlu.forms import intents

    known = set(LocalModelStorage.metadata_from_archive(model).domain.intents) - set(DEFAULT_INTENTS)
    if wrong := known ^ {*inputs.intents, *intents(inputs.flows)}:
        model.unlink()
        raise TrainingError(f"the model and the topics differ in {', '.join(sorted(wrong))}")
