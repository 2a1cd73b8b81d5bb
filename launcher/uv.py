"""`uv`, which makes the environments: the machine's own if it is recent enough, else one under `.tools/`."""

import os
import re
import shutil
import ssl
import sys
from pathlib import Path
from typing import Dict, Tuple

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


def surroundings() -> Dict[str, str]:
    """The environment to run uv in: the caller's, without what would lead it astray.

    A network may have an authority of its own, known to the machine but not to uv's own list; a machine
    without any list of authorities leaves uv to its own.
    """
    env = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "UV_PYTHON")}
    env["UV_PROJECT_ENVIRONMENT"] = ".venv"
    paths = ssl.get_default_verify_paths()
    if paths.cafile or (paths.capath and any(Path(paths.capath).iterdir())):
        env.setdefault("UV_SYSTEM_CERTS", "true")
        env.setdefault("UV_NATIVE_TLS", "true")  # its name in older versions
    return env


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
