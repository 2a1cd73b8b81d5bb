"""Time: the wall clock for dates, the monotonic one for limits, both movable for tests."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress


class Clock:
    """The system's time plus whatever was added by `advance`."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._waiting: set[asyncio.Event] = set()

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time() + self._offset

    def monotonic(self) -> float:
        """Seconds that never run backwards; only differences mean something."""
        return time.monotonic() + self._offset

    def advance(self, seconds: float) -> None:
        """Move on by `seconds`; whoever waits wakes up and looks at the time again."""
        self._offset += seconds
        for event in self._waiting:
            event.set()

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Wait for `event` at most `seconds`; may return early when the clock was moved."""
        self._waiting.add(event)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, seconds)):
                    await event.wait()
        finally:
            self._waiting.discard(event)

    async def sleep(self, seconds: float) -> None:
        """Sleep until `seconds` have passed on this clock."""
        deadline = self.monotonic() + seconds
        event = asyncio.Event()
        while (left := deadline - self.monotonic()) > 0:
            event.clear()
            await self.wait(event, left)
