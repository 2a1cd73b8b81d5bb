"""The processes of a running service: started one after the other, watched together, ended together."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Callable, List, Optional, Tuple, Type

from launcher import processes
from launcher.errors import Problem
from launcher.stopping import pause

LAST_LINES = 15
"""How much of a dead child's log is shown."""


@dataclass(frozen=True)
class Child:
    """A process to start. `ready` is asked again and again, with the child's log, until it says yes."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    ready: Callable[[Path], bool]


class Children:
    """Children of one launcher; leaving the `with` block ends them all, the youngest first."""

    def __init__(self, cwd: Path, logs: Path, patience: float = 180) -> None:
        """`patience`: seconds that a child may take to become ready."""
        self._cwd = cwd
        self._logs = logs
        self._patience = patience
        self._running: List[Tuple[Child, "subprocess.Popen[bytes]"]] = []

    def start(self, child: Child) -> float:
        """Start a child and give the seconds until it was ready.

        Raises Problem when this or an older child dies meanwhile, or when it takes longer than our patience.
        """
        begun = time.monotonic()
        with self._fresh_log(child).open("wb") as log:
            self._running.append((child, processes.start(child.command, self._cwd, child.env, log)))
        while not child.ready(self._log(child)):
            self._check()
            if time.monotonic() - begun > self._patience:
                late = f"{child.name} is not ready after {self._patience:.0f} s"
                raise Problem(late + self._end_of_log(child))
            pause(0.1)
        return time.monotonic() - begun

    def watch(self) -> None:
        """Wait for ever; raises Problem when a child dies, Stopped on Ctrl-C."""
        while True:
            self._check()
            pause(0.1)

    def _check(self) -> None:
        for child, process in self._running:
            code = process.poll()
            if code is not None:
                how = f"stopped with exit code {code}" if code >= 0 else f"was killed by signal {-code}"
                raise Problem(f"{child.name} {how}{self._end_of_log(child)}")

    def _log(self, child: Child) -> Path:
        return self._logs / f"{child.name}.log"

    def _fresh_log(self, child: Child) -> Path:
        log = self._log(child)
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        return log

    def _end_of_log(self, child: Child) -> str:
        lines = self._log(child).read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
        shown = self._log(child).relative_to(self._cwd)
        return "\n  ".join([f"; the end of {shown}:", *lines]) if lines else f"; {shown} is empty"

    def __enter__(self) -> "Children":
        return self

    def __exit__(
        self,
        _kind: Optional[Type[BaseException]],
        _error: Optional[BaseException],
        _trace: Optional[TracebackType],
    ) -> None:
        while self._running:
            processes.end(self._running.pop()[1])
