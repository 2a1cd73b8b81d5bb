"""The pace at which one token may send: one at a time, evenly, the important first.

An absolute schedule (GCRA): a wake-up that comes a little late does not slow the pace down, a longer pause is never
caught up. Measured against token buckets of 30 a second, this is what Telegram's limits never refuse.
"""

import asyncio
import heapq
from enum import IntEnum
from itertools import count

from bot.clock import Clock

PER_SECOND = 29.8
PER_SECOND_PAID = 995.0
LATE = 0.05  # seconds by which a turn may be late and still keep its place in the schedule


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
                now = self._clock.monotonic()
                self._next_at = (self._next_at if now - self._next_at <= LATE else now) + self._interval
                turn.set_result(None)
                await asyncio.sleep(0)
