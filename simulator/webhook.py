"""Delivery of updates to the bot's own address, in order within each lane, until they are taken."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import deque
from dataclasses import dataclass

import aiohttp

from simulator.clock import Clock
from simulator.updates import Update, UpdateQueue
from simulator.world import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
TIMEOUT = 60.0
LONGEST_RETRY_AFTER = 3600.0


@dataclass(frozen=True)
class Target:
    """Where updates go; `secret` is sent along when not empty."""

    url: str
    secret: str = ""
    max_connections: int = 40


class Webhook:
    """Sends pending updates to the target; a refused one holds back its own lane only."""

    def __init__(self, clock: Clock, updates: UpdateQueue) -> None:
        self._clock = clock
        self._updates = updates
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        self.target: Target | None = None
        self.last_error: Json = {}

    async def open(self, target: Target) -> None:
        """Send to `target` from now on, beginning with what waits."""
        await self.close()
        self.target, self.last_error = target, {}
        self._slots = asyncio.Semaphore(target.max_connections)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT))
        self._updates.on_push = self._queue
        for update in list(self._updates.waiting()):
            self._queue(update)

    async def close(self) -> None:
        """Stop sending; undelivered updates stay pending."""
        self.target, self._updates.on_push = None, None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._lanes.clear()
        if self._session:
            await self._session.close()
            self._session = None

    def _queue(self, update: Update) -> None:
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.create_task(self._drain(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: str) -> None:
        queue = self._lanes[lane]
        while queue:
            await self._deliver(queue[0])
            self._updates.confirm_one(queue.popleft())
        del self._lanes[lane]

    async def _deliver(self, update: Update) -> None:
        failures = 0
        while update.expires > self._clock.now():
            async with self._slots:
                wait = await self._post(update)
            if wait is None:
                return
            failures += 1
            await self._clock.sleep(wait or _backoff(failures))

    async def _post(self, update: Update) -> float | None:
        """None when taken; otherwise the seconds to wait that the bot asked for, 0 when it did not."""
        if self._session is None or self.target is None:
            return 0.0
        headers = {SECRET_HEADER: self.target.secret} if self.target.secret else {}
        try:
            async with self._session.post(
                self.target.url, json=update.json(), headers=headers, allow_redirects=False
            ) as reply:
                if reply.ok and reply.status < 300:
                    return None
                self._failed(f"Wrong response from the webhook: {reply.status} {reply.reason}")
                with contextlib.suppress(ValueError):
                    return min(float(reply.headers.get("Retry-After", 0)), LONGEST_RETRY_AFTER)
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._failed("Connection refused")
        except aiohttp.ClientError:
            self._failed("Connection reset by peer")
        return 0.0

    def _failed(self, message: str) -> None:
        self.last_error = {"last_error_date": int(self._clock.now()), "last_error_message": message}


def _backoff(failures: int) -> float:
    """Seconds before the next try: at once, then 2, 4, 8 up to a minute or two."""
    if failures == 1:
        return 0.0
    return float(min(2 ** (failures - 1), random.uniform(60, 120)))  # noqa: S311
