"""The worker: handles what is in the inbox, each reader's updates in order, many readers at once.

A handler that fails or hangs ends its own update only: the row is marked as failed, the reader's next update follows,
and nobody else notices.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot.storage.database import UNAVAILABLE
from bot.storage.inbox import Inbox, Update

log = logging.getLogger(__name__)

Handle = Callable[[Mapping[str, Any]], Awaitable[Any]]

READERS_AT_ONCE = 32
PATIENCE = 120.0  # seconds for one update; above the outbox's patience


class Worker:
    """Serves the inbox until cancelled; `bell` tells that something new came in."""

    def __init__(self, inbox: Inbox, handle: Handle, bell: asyncio.Event) -> None:
        self._inbox = inbox
        self._handle = handle
        self._bell = bell
        self._serving: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Handle updates for ever, those first that a crash left behind."""
        if given_up := await self._inbox.recover():
            log.error("%d updates are given up: each of them ended the service several times", given_up)
        try:
            while True:
                self._bell.clear()
                await self._start_serving()
                await self._bell.wait()
        finally:
            await self._stop()

    async def _start_serving(self) -> None:
        free = READERS_AT_ONCE - len(self._serving)
        if free <= 0:
            return
        try:
            waiting = await self._inbox.waiting_readers(self._serving.keys(), free)
        except Exception as error:
            self._try_later(error)
            return
        for reader in waiting:
            task = asyncio.create_task(self._serve(reader))
            self._serving[reader] = task
            task.add_done_callback(partial(self._served, reader))

    def _served(self, reader: str, task: asyncio.Task[None]) -> None:
        del self._serving[reader]
        if task.cancelled():
            return
        if error := task.exception():
            self._try_later(error)
        else:
            self._bell.set()  # something may have come in for this reader meanwhile, or another waits for the place

    def _try_later(self, error: BaseException) -> None:
        log.error("The inbox is out of reach: %s", type(error).__name__)
        asyncio.get_running_loop().call_later(1, self._bell.set)

    async def _serve(self, reader: str) -> None:
        while update := await self._inbox.claim_next(reader):
            await self._handle_one(update)

    async def _handle_one(self, update: Update) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._handle(update.payload)
        except Exception as error:
            # Not the error's text: it may quote what a person wrote.
            log.error("Update failed: %s at %s", type(error).__name__, _place(error))
            await self._finish(update, error)
        else:
            await self._finish(update)

    async def _finish(self, update: Update, error: Exception | None = None) -> None:
        """Close an update, however long the database is away: one left open would be answered again after a restart."""
        while True:
            try:
                return await self._inbox.finish(update.update_id, error)
            except UNAVAILABLE as away:
                log.error("An update waits to be closed: %s", type(away).__name__)
                await asyncio.sleep(1)

    async def _stop(self) -> None:
        """Let those who are being served finish, for a while."""
        if self._serving:
            await asyncio.wait(self._serving.values(), timeout=10)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
