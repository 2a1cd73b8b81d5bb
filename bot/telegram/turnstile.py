"""The pace at which one token may send: one at a time, evenly, the important first.

An absolute schedule (GCRA with a burst of one) and no catching up after a pause: measured against token buckets and
sliding windows of 30 a second, this is what Telegram's limits never refuse.
"""

import asyncio
import heapq
from enum import IntEnum
from itertools import count

from bot.clock import Clock

PER_SECOND = 29.8


class Lane(IntEnum):
    """Who goes first."""

    REPLY = 0
    BROADCAST = 1


class Turnstile:
    """Lets callers pass in the order of their lanes, never faster than the rate, never during a halt."""

    def __init__(self, clock: Clock, per_second: float = PER_SECOND) -> None:
        self._clock = clock
        self._interval = 1 / per_second
        self._next_at = 0.0
        self._halt_until = 0.0
        self._waiting: list[tuple[Lane, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._pump: asyncio.Task[None] | None = None

    async def enter(self, lane: Lane) -> None:
        """Wait for one's turn."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._numbers), turn))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._let_pass())
        await turn

    def halt(self, seconds: float) -> None:
        """Let nobody pass for so many seconds; a longer halt is never shortened."""
        self._halt_until = max(self._halt_until, self._clock.monotonic() + seconds)

    async def _let_pass(self) -> None:
        while self._waiting:
            while (wait := max(self._next_at, self._halt_until) - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait)
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():  # a cancelled caller gives its turn away
                self._next_at = self._clock.monotonic() + self._interval
                turn.set_result(None)
                await asyncio.sleep(0)
