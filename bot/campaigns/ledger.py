"""The ledger: results of calls on their way into the database, written in batches.

Its room bounds how many deliveries are between `calling` and a stored result, and so how many a crash can leave
unknown. While the database is away nothing is lost: results wait here, and with no room left no new call begins.
"""

import asyncio
import logging
from contextlib import suppress

from bot.clock import Clock
from bot.storage.leases import Leases, Settled

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between writes
PATIENCE = 2.0  # seconds before another try to write
BATCH = 64  # results that are written at once: more would hold up the calls that want to begin


class Ledger:
    """Writes down for one sender; `room` is how many deliveries may be under way."""

    def __init__(self, leases: Leases, owner: str, clock: Clock, room: int) -> None:
        self._leases = leases
        self._owner = owner
        self._clock = clock
        self._room = asyncio.Semaphore(room)
        self._full = max(1, min(room // 2, BATCH))
        self._results: list[Settled] = []
        self._writing = asyncio.Lock()
        self._begun = asyncio.Event()
        self._filled = asyncio.Event()

    async def enter(self, count: int) -> None:
        """Wait for room for so many deliveries."""
        for _ in range(count):
            await self._room.acquire()

    def leave(self, count: int) -> None:
        """Give room back that was not needed."""
        for _ in range(count):
            self._room.release()

    def note(self, result: Settled) -> None:
        """Take a result; its room is free when it is written."""
        self._results.append(result)
        self._begun.set()
        if len(self._results) >= self._full:
            self._filled.set()

    async def run(self) -> None:
        """Write for ever."""
        while True:
            await self._begun.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._filled.wait(), EVERY)
            while not await self.write():
                await self._clock.sleep(PATIENCE)

    async def write(self) -> bool:
        """Write what there is; False where the database does not take it now, for whatever reason."""
        async with self._writing:
            results, self._results = self._results, []
            self._begun.clear()
            self._filled.clear()
            try:
                await self._leases.settle(results, self._owner)
            except BaseException as error:  # also when cancelled: a lost result would be sent again
                self._results = [*results, *self._results]
                self._begun.set()
                if not isinstance(error, Exception):
                    raise
                log.error("Results of deliveries wait for the database: %s", type(error).__name__)
                return False
            self.leave(len(results))
            return True

    @property
    def empty(self) -> bool:
        """Whether every result is written."""
        return not self._results
