"""Server-sent events: what happens on the phones, told to the page as it happens."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from simulator.world import Json

BACKLOG = 1000


class Events:
    """Hands every event to all listeners that care for its person."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[Json | None], frozenset[int]] = {}

    def tell(self, kind: str, person_id: int | None = None, **details: object) -> None:
        """Tell the page; without `person_id` it concerns all phones."""
        for queue, people in self._listeners.items():
            if (person_id is None or not people or person_id in people) and not queue.full():
                queue.put_nowait({"kind": kind, "person": person_id} | details)

    def close(self) -> None:
        """Let all listeners go."""
        for queue in self._listeners:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    @contextmanager
    def listening(self, people: frozenset[int]) -> Iterator[asyncio.Queue[Json | None]]:
        """A queue of events about `people` (empty: everybody) while the block runs; None is the last."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue(BACKLOG)
        self._listeners[queue] = people
        try:
            yield queue
        finally:
            del self._listeners[queue]
