"""The heartbeat: APScheduler asks every few seconds what is due. All times and all truth are in the rows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.storage.database import UNAVAILABLE

log = logging.getLogger(__name__)
logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it would tell of every beat

EVERY = 2  # seconds; a firing begins at most so much after its moment
GRACE = 3600  # seconds by which a beat may be late and still be made: what is due is looked up, not remembered


class Heartbeat:
    """Beats until cancelled: one beat at a time, missed ones as one."""

    def __init__(self, beat: Callable[[], Awaitable[None]]) -> None:
        self._beat = beat

    async def run(self) -> None:
        """Beat until cancelled."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        rules = {"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE}
        scheduler.add_job(self._safely, "interval", seconds=EVERY, **rules)
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def _safely(self) -> None:
        try:
            await self._beat()
        except UNAVAILABLE as error:
            log.error("Campaigns wait for the database: %s", type(error).__name__)
