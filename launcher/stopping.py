"""Ctrl-C and its relatives: noted when they come, acted upon only where the launcher waits.

So no process can slip away between being started and being remembered.
"""

import os
import signal
import time
from types import FrameType
from typing import Optional

from launcher.errors import Stopped

_PARENT = os.getppid()
_asked = False


def listen() -> None:
    """Note SIGINT, SIGTERM and SIGHUP from now on; `nohup` keeps its meaning."""
    signal.signal(signal.SIGINT, _note)
    signal.signal(signal.SIGTERM, _note)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _note)


def pause(seconds: float) -> None:
    """Wait, at most a fraction of a second; raise Stopped when we were asked to end or our parent is gone."""
    time.sleep(seconds)
    if _asked or os.getppid() != _PARENT:
        raise Stopped


def _note(_signal: int, _frame: Optional[FrameType]) -> None:
    global _asked
    _asked = True
