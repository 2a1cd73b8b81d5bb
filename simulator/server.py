"""The HTTP server: the Bot API, the control API and the phone page on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from simulator import control
from simulator.api import SIMULATION, BotApi, download, not_found
from simulator.people import add_cast
from simulator.saving import kept, read, restore
from simulator.simulation import Simulation
from simulator.stream import stream

PAGE = Path(__file__).parent / "page"
LARGEST_REQUEST = 60 * 2**20
LAST_WORDS = 1.0  # seconds that running calls get at the end


@dataclass(frozen=True)
class Address:
    """Where a running simulator listens; `simulation` is its inside."""

    host: str
    port: int
    simulation: Simulation

    @property
    def url(self) -> str:
        """The base address, without a slash at the end."""
        return f"http://{self.host}:{self.port}"


def application(simulation: Simulation) -> web.Application:
    """All routes."""
    app = web.Application(client_max_size=LARGEST_REQUEST)
    app[SIMULATION] = simulation
    api = BotApi(simulation)
    app.router.add_route("*", "/bot{token:[^/]*}/{method}", api.call)
    app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", download)
    control.add_routes(app)
    app.router.add_get("/__sim/events", stream)
    app.router.add_get("/", page)
    app.router.add_static("/page/", PAGE)
    app.router.add_route("*", "/{rest:.*}", not_found)
    return app


async def page(_request: web.Request) -> web.FileResponse:
    """The phone page."""
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


@asynccontextmanager
async def running(
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    token: str | None = None,
    cast: bool = False,
    state: Path | None = None,
) -> AsyncIterator[Address]:
    """A simulator that listens while the block runs; port 0 takes any free one, `state` is a file to go on from."""
    simulation = Simulation(token, cast=cast)
    runner = web.AppRunner(application(simulation), access_log=None, shutdown_timeout=LAST_WORDS)
    await runner.setup()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        stack.push_async_callback(simulation.close)
        site = web.TCPSite(runner, host, port)
        await site.start()
        if before := read(state) if state else None:
            await restore(simulation, before)
        elif cast:
            add_cast(simulation)
        if state:
            await stack.enter_async_context(kept(simulation, state))
        yield Address(host, runner.addresses[0][1], simulation)
