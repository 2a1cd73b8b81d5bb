"""`GET /__sim/events`: server-sent events for the page; `?people=1,2` narrows them."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from simulator.api import SIMULATION
from simulator.world import Json

KEEP_ALIVE = 10.0


async def stream(request: web.Request) -> web.StreamResponse:
    """Send events until the page goes away."""
    people = frozenset(int(i) for i in request.query.get("people", "").split(",") if i)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    await response.write(b"retry: 1000\n\n")
    with request.app[SIMULATION].events.listening(people) as queue, suppress(ConnectionError):
        while piece := await _next(queue):
            await response.write(piece)
    return response


async def _next(queue: asyncio.Queue[Json | None]) -> bytes:
    try:
        event = await asyncio.wait_for(queue.get(), KEEP_ALIVE)
    except TimeoutError:
        return b": alive\n\n"
    if event is None:
        return b""
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
