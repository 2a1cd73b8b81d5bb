"""The two environments, made from their lock files and left alone while nothing changed."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from launcher import interpreters, uv
from launcher.errors import Problem
from launcher.interpreters import Wanted
from launcher.processes import run


@dataclass(frozen=True)
class Environment:
    """A project folder with pyproject.toml and uv.lock; its `.venv` is the environment."""

    purpose: str
    folder: str
    wanted: Wanted


BOT = Environment("the bot", ".", Wanted(12))
ASSISTANT = Environment("the assistant", "nlu", Wanted(10, 10))


def make_all(root: Path) -> None:
    """Make what is missing or out of date; raises Problem naming what the machine lacks."""
    stale = [each for each in (BOT, ASSISTANT) if not _current(root, each)]
    if not stale:
        return
    tool = uv.find(root)
    pythons = {each: _python(root, each, tool) for each in stale}
    missing = [each for each, python in pythons.items() if python is None]
    if missing:
        raise Problem("\n".join(_how_to_get(each, tool) for each in missing))
    for environment, python in pythons.items():
        _make(root, environment, str(python), tool)


def _how_to_get(environment: Environment, tool: Path) -> str:
    version = f"3.{environment.wanted.lowest}"
    ways = (f"{tool} python install {version}", f"pyenv install {version}", f"apt install python{version}")
    missing = f"{environment.wanted} is missing; {environment.purpose} needs it. Any of these brings it:"
    return "\n  ".join([missing, *ways])


def _current(root: Path, environment: Environment) -> bool:
    folder = root / environment.folder
    stamp = _stamp(folder)
    made = stamp.read_text("ascii") if stamp.exists() else ""
    return made == _locked(folder) and _own_python(folder, environment.wanted) is not None


def _python(root: Path, environment: Environment, tool: Path) -> Optional[Path]:
    own = _own_python(root / environment.folder, environment.wanted)
    return own or interpreters.find(environment.wanted, tool)


def _own_python(folder: Path, wanted: Wanted) -> Optional[Path]:
    return interpreters.accepted(folder / ".venv" / "bin" / "python", wanted)


def _make(root: Path, environment: Environment, python: str, tool: Path) -> None:
    print(f"Making the environment of {environment.purpose} with {python}", flush=True)
    folder = root / environment.folder
    _stamp(folder).unlink(missing_ok=True)  # a broken-off attempt must not pass for a whole one
    command = [str(tool), "sync", "--frozen", "--no-python-downloads", "--python", python]
    if run(command, folder, uv.surroundings()) != 0:
        raise Problem(f"The environment of {environment.purpose} could not be made; uv says why above.")
    _stamp(folder).write_text(_locked(folder), "ascii")


def _stamp(folder: Path) -> Path:
    return folder / ".venv" / "made-from"


def _locked(folder: Path) -> str:
    parts = [(folder / name).read_bytes() for name in ("pyproject.toml", "uv.lock")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
