"""Training of the assistant; it skips itself while its inputs are unchanged."""

from pathlib import Path

from launcher.errors import Problem
from launcher.processes import run

NLU_PYTHON = "nlu/.venv/bin/python"


def train(root: Path) -> bool:
    """Train if the inputs changed, problems shown; whether the model is that of the present inputs."""
    return run([str(root / NLU_PYTHON), "-m", "nlu", "train"], root) == 0


def train_or_keep(root: Path) -> None:
    """Train; when that fails go on with the last good model, and say so. Raises Problem without one."""
    if train(root):
        return
    if not (root / "var" / "models" / "current.json").exists():
        raise Problem("The assistant could not be trained (see above) and there is no earlier model.")
    print("Training failed (see above): the last good model is served until this is mended.", flush=True)
