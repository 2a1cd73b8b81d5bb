"""Python interpreters of this machine: on the path, in pyenv, managed by uv.

`uv` alone is not enough: it sees pyenv's interpreters only when their `bin` is on the path, and a shim of a
version that is not selected fails. So every candidate is run, and the real binary behind it is what counts.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from launcher.processes import ask

_NEWEST_MINOR = 20
_ASK = "import sys; v = sys.version_info; print(v.major, v.minor, v.releaselevel, sys._base_executable)"


@dataclass(frozen=True)
class Wanted:
    """Versions of Python 3 that will do, by their second number."""

    lowest: int
    highest: int = _NEWEST_MINOR

    def __str__(self) -> str:
        return f"Python 3.{self.lowest}" + (" or newer" if self.highest > self.lowest else "")

    def fits(self, major: int, minor: int) -> bool:
        """Whether a version is among them."""
        return major == 3 and self.lowest <= minor <= self.highest

    def names(self) -> List[str]:
        """File names to look for; the lowest first, which has been tested longest."""
        return [f"python3.{minor}" for minor in range(self.lowest, self.highest + 1)] + ["python3", "python"]


def find(wanted: Wanted, uv: Path) -> Optional[Path]:
    """The first released interpreter that fits; None when the machine has none."""
    folders = list(dict.fromkeys([*_on_path(), *_of_pyenv(), *_of_uv(uv)]))
    candidates = (folder / name for name in wanted.names() for folder in folders)
    return next((real for real in (accepted(each, wanted) for each in candidates) if real), None)


def accepted(candidate: Path, wanted: Wanted) -> Optional[Path]:
    """The real binary behind a candidate, or None when it does not run or does not fit."""
    answer = ask([str(candidate), "-I", "-c", _ASK]) if os.access(candidate, os.X_OK) else None
    match = re.fullmatch(r"(\d+) (\d+) final (.+)\n", answer or "")
    if match and wanted.fits(int(match[1]), int(match[2])):
        return Path(match[3])
    return None


def _on_path() -> Iterator[Path]:
    for entry in filter(None, os.environ.get("PATH", "").split(os.pathsep)):
        yield Path(entry)
        if Path(entry).name == "shims":
            yield from _newest_first(Path(entry).parent.glob("versions/*/bin"))


def _of_pyenv() -> Iterator[Path]:
    for root in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv"):
        if root:
            yield from _newest_first(Path(root).glob("versions/*/bin"))


def _of_uv(uv: Path) -> Iterator[Path]:
    folder = ask([str(uv), "python", "dir"])
    if folder:
        yield from _newest_first(Path(folder.strip()).glob("*/bin"))


def _newest_first(folders: Iterable[Path]) -> List[Path]:
    def version(folder: Path) -> List[int]:
        return [int(number) for number in re.findall(r"\d+", folder.parent.name)]

    return sorted(folders, key=version, reverse=True)
