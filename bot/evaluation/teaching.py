"""How staff's choice becomes an example of the assistant, in the assistant's own environment."""

import re
import subprocess
from pathlib import Path

from bot.errors import AssistantError, QuestionError
from bot.evaluation.assistant import PYTHON

MASKS = re.compile(r"#+|\*\*\*")  # what stands for digits, names and addresses in a question that was kept


def unmasked(text: str) -> str:
    """A kept question without its masks: nobody writes them."""
    return " ".join(MASKS.sub(" ", text).split())


def teach(language: str, topic: str, text: str, python: Path = PYTHON) -> str:
    """Add an example to `nlu/data`; returns what was done. Raises QuestionError saying what does not fit."""
    command = [str(_present(python)), "-m", "nlu", "teach", language, topic]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise QuestionError(f"Nothing was changed.\n{done.stderr.strip()}")
    return done.stdout.strip()


def train(python: Path = PYTHON) -> bool:
    """Train, measure, and go live if no language falls (minutes); shows its words as they come."""
    return subprocess.run([_present(python), "-m", "nlu", "promote"], check=False).returncode == 0  # noqa: S603


def _present(python: Path) -> Path:
    if not python.exists():
        raise AssistantError(f"The assistant's environment is missing ({python}); `make train` makes it")
    return python
