"""`uv`, which makes the environments: the machine's own if it is recent enough, else one under `.tools/`."""

import re
import shutil
import sys
from pathlib import Path
from typing import Tuple

from launcher.errors import Problem
from launcher.processes import ask, run

PINNED = "0.13.9"
OLDEST = (0, 8)
"""The oldest that reads our lock files; tried."""


def find(root: Path) -> Path:
    """A working uv, installed first if need be; raises Problem when neither venv nor pip can install it."""
    local = root / ".tools" / "uv"
    on_path = shutil.which("uv")
    for candidate in filter(None, [on_path, str(local / "bin" / "uv")]):
        if _version(candidate) >= OLDEST:
            return Path(candidate)
    return _install(root, local)


def _version(uv: str) -> Tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", ask([uv, "--version"]) or "")[:3])


def _install(root: Path, target: Path) -> Path:
    print(f"Installing uv {PINNED} into {target.relative_to(root)}", flush=True)
    package = f"uv=={PINNED}"
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    into_venv = _try(root, target, [sys.executable, "-m", "venv", str(target)]) and (
        run([str(target / "bin" / "python"), *pip, package], root) == 0
    )
    if not into_venv and not _try(root, target, [sys.executable, *pip, "--target", str(target), package]):
        raise Problem(
            f"uv is missing and {sys.executable} could not install it (see above). Install it by hand "
            "(https://docs.astral.sh/uv/) or give Python the means: apt install python3-venv python3-pip"
        )
    return target / "bin" / "uv"


def _try(root: Path, target: Path, command: "list[str]") -> bool:
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    return run(command, root) == 0
