"""Asking the trained assistant without a server: its own process, one answer a line."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from bot.assistant import Answer
from bot.errors import AssistantError
from bot.evaluation.exam import Question

# The assistant's environment has its own, older Python.
PYTHON = Path("nlu/.venv/bin/python")


def ask_all(questions: Sequence[Question], python: Path = PYTHON) -> list[Answer]:
    """The assistant's answers, in order. Raises AssistantError with what it said on its way out."""
    if not python.exists():
        raise AssistantError(f"The assistant's environment is missing ({python}); `make train` makes it")
    asked = "".join(json.dumps({"message": question.text, "language": question.lang}) + "\n" for question in questions)
    done = subprocess.run([python, "-m", "nlu", "ask"], input=asked, capture_output=True, text=True, check=False)  # noqa: S603
    lines = done.stdout.splitlines()
    if done.returncode or len(lines) != len(questions):
        raise AssistantError(f"The assistant answered {len(lines)} of {len(questions)} questions.\n{done.stderr}")
    try:
        return [Answer.model_validate_json(line) for line in lines]
    except ValidationError as error:
        raise AssistantError(f"The assistant's answer is not one: {error}") from error
