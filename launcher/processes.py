"""Single processes: each in its own group, so that it can be ended with all that it started."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Optional

from launcher.errors import Problem
from launcher.stopping import pause

GRACE = 10.0
"""Seconds between asking a process to end and killing it."""

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def start(
    command: Sequence[str],
    cwd: Path,
    env: Optional[Mapping[str, str]] = None,
    log: Optional[IO[bytes]] = None,
) -> "subprocess.Popen[bytes]":
    """Start a process that dies with the launcher; its output goes to `log`, without one to the terminal."""
    try:
        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT if log else None,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
    except OSError as error:
        raise Problem(f"{command[0]} cannot be started: {error.strerror}") from None


def run(command: Sequence[str], cwd: Path, env: Optional[Mapping[str, str]] = None) -> int:
    """Run a command to its end, its output shown; give its exit code. Ctrl-C ends it: Stopped is raised."""
    process = start(command, cwd, env)
    try:
        while process.poll() is None:
            pause(0.03)
    finally:
        end(process)
    return process.returncode


def ask(command: Sequence[str]) -> Optional[str]:
    """What a short command prints, or None when it fails."""
    try:
        return subprocess.run(
            command, capture_output=True, text=True, timeout=20, check=True, start_new_session=True
        ).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, kill it after GRACE seconds, and sweep up what is left of its group."""
    if process.poll() is None:
        _signal_group(process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
    _signal_group(process, signal.SIGKILL)
    process.wait()


def _signal_group(process: "subprocess.Popen[bytes]", number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS refuses a group that holds only zombies
        os.killpg(process.pid, number)


def _die_with_parent() -> None:
    if _libc:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
