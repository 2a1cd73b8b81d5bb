"""One call of the control API: JSON in, JSON out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from simulator.api import SIMULATION
from simulator.errors import ControlError
from simulator.simulation import Simulation
from simulator.world import Person


class Body(dict[str, Any]):
    """The JSON object of a call; asking for a key that is not there is the caller's error."""

    def __missing__(self, key: str) -> None:
        raise ControlError(400, f"missing key {key!r}")


@dataclass(frozen=True)
class Order:
    """One call of the control API."""

    simulation: Simulation
    request: web.Request
    body: Body

    @property
    def person(self) -> Person:
        """Whom the path names; a 404 when there is nobody."""
        person = self.simulation.world.people.get(int(self.request.match_info["id"]))
        if person is None:
            raise ControlError(404, f"no person {self.request.match_info['id']}")
        return person


Handler = Callable[[Order], Any]
Wrapped = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(handler: Handler) -> Wrapped:
    """Read a JSON body, answer with JSON, turn control errors into `{"error": ...}`."""

    async def wrapped(request: web.Request) -> web.Response:
        try:
            result = handler(Order(request.app[SIMULATION], request, await _body(request)))
            return reply(await result if asyncio.iscoroutine(result) else result)
        except ControlError as error:
            return reply({"error": str(error)}, error.status)

    return wrapped


def reply(value: object, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.json_response(value, status=status, dumps=lambda v: json.dumps(v, ensure_ascii=False))


async def _body(request: web.Request) -> Body:
    if not request.can_read_body:
        return Body()
    try:
        body = await request.json()
    except ValueError as error:
        raise ControlError(400, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise ControlError(400, "the body is not a JSON object")
    return Body(body)
