"""How to tell that a child is ready, and that its port is free before it starts."""

import errno
import os
import socket
import urllib.error
import urllib.request
from pathlib import Path
from typing import Callable

from launcher.errors import Problem

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str) -> Callable[[Path], bool]:
    """Ready when `url` on this machine answers 200; proxies are passed by."""

    def ready(_log: Path) -> bool:
        try:
            with _direct.open(url, timeout=2) as response:
                return bool(response.status == 200)
        except OSError:  # refused, timed out, or any other HTTP status
            return False

    return ready


def says(line: str) -> Callable[[Path], bool]:
    """Ready when `line` stands in the log."""

    def ready(log: Path) -> bool:
        return line in log.read_text("utf-8", "replace").splitlines()

    return ready


def free_port(variable: str, default: int) -> int:
    """The port that the environment names, or the default; raises Problem when it is wrong or busy."""
    given = os.environ.get(variable) or str(default)
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 65536:
        raise Problem(f"{variable}={given} is not a port; expected a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free
        try:
            probe.bind(("127.0.0.1", int(given)))
        except OSError as error:
            why = "busy" if error.errno == errno.EADDRINUSE else f"not to be had ({error.strerror})"
            raise Problem(f"Port {given} is {why}; choose another with {variable}=<port>.") from None
    return int(given)
