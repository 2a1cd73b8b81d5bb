"""`/bot<token>/<method>`: from an HTTP request to a method's result, with limits and faults on the way."""

from __future__ import annotations

import inspect
import json

from aiohttp import web

from simulator.errors import ApiError, too_many_requests
from simulator.faults import Fault
from simulator.methods import METHODS
from simulator.methods.table import Method
from simulator.params import Params, read_params
from simulator.simulation import Simulation
from simulator.world import Json

NO_REPLY = 0  # the status in the log when the connection was cut
BUSY = 1000  # calls at a time that the server bears
HANG = 3600.0
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


class _Cut(Exception):
    """The connection is to be cut; `head` is what still goes out."""

    def __init__(self, head: bytes = b"") -> None:
        super().__init__()
        self.head = head


class BotApi:
    """The Bot API of one simulation."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call and write it down."""
        journal, clock = self.simulation.journal, self.simulation.clock
        arrival = clock.monotonic()
        entry: Json = {"time": clock.now(), "method": request.match_info["method"], "status": NO_REPLY}
        entry["accepted"] = False
        journal.arrived()
        try:
            response = await self._respond(request, arrival, entry)
            entry["status"] = response.status
        except _Cut as cut:
            return _cut(request, cut.head)
        finally:
            journal.left(entry, at=arrival)
        return response

    async def _respond(self, request: web.Request, arrival: float, entry: Json) -> web.Response:
        try:
            method = self._find(request)
            entry |= {"method": method.name, "sends": method.sends}
            params = await read_params(request)
            entry |= {"chat_id": params.integer("chat_id"), "params": params.logged()}
            charged = await self._limit(method, params, arrival)
            fault = self.simulation.faults.take(method.name, params.integer("chat_id"))
            if fault and (spoilt := await self._before(fault)):
                return spoilt
            result = method.function(self.simulation, params)
            body: Json = {"ok": True, "result": await result if inspect.isawaitable(result) else result}
        except ApiError as error:
            return _refusal(error)
        entry["accepted"] = True
        if charged:
            self.simulation.limiter.charge()
        response = _json(body, 200)
        return _after(fault, response) if fault else response

    def _find(self, request: web.Request) -> Method:
        self.simulation.admit(request.match_info["token"])
        method = METHODS.get(request.match_info["method"].lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        return method

    async def _limit(self, method: Method, params: Params, arrival: float) -> bool:
        limiter = self.simulation.limiter
        if limiter.profile != "off" and self.simulation.journal.in_flight > BUSY:
            await self.simulation.clock.sleep(3)
            raise too_many_requests(60)
        if not method.limited:
            return False
        paid = params.flag("allow_paid_broadcast")
        return limiter.check(arrival, params.integer("chat_id"), sends=method.sends, paid=paid)

    async def _before(self, fault: Fault) -> web.Response | None:
        """Trouble before the call is carried out; None when it goes on."""
        if error := fault.error():
            raise error
        if fault.kind in {"latency", "hang"}:
            delay = fault.seconds + self.simulation.faults.dice.uniform(0, fault.jitter)
            await self.simulation.clock.sleep(HANG if fault.kind == "hang" else delay)
        if fault.kind in {"hang", "reset-before"}:
            raise _Cut
        if fault.kind == "html":
            return web.Response(text=BAD_GATEWAY, status=fault.code or 502, content_type="text/html")
        return None


def _after(fault: Fault, response: web.Response) -> web.Response:
    """Trouble on the way back, when the call has been carried out."""
    if fault.kind == "reset-after":
        raise _Cut
    if fault.kind == "truncated":
        body = response.body if isinstance(response.body, bytes) else b""
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        raise _Cut(head.encode() + body[: len(body) // 2])
    return response


def _cut(request: web.Request, head: bytes) -> web.Response:
    if request.transport:
        request.transport.write(head) if head else request.transport.abort()
        request.transport.close()
    return web.Response()


def _refusal(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    response = _json(body | ({"parameters": error.parameters} if error.parameters else {}), error.code)
    if retry_after := error.parameters.get("retry_after"):
        response.headers["Retry-After"] = str(retry_after)
    return response


def _json(body: Json, status: int) -> web.Response:
    return web.json_response(body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False))


async def not_found(_request: web.Request) -> web.Response:
    """What Telegram says to any other address."""
    return _refusal(ApiError(404, "Not Found"))


async def download(request: web.Request) -> web.Response:
    """`/file/bot<token>/<path>`: the bytes of a stored file."""
    simulation = request.app[SIMULATION]
    try:
        simulation.admit(request.match_info["token"])
    except ApiError as error:
        return _refusal(error)
    path = request.match_info["path"]
    stored = next((f for f in simulation.world.files.values() if f.path == path), None)
    return web.Response(body=stored.content) if stored else _refusal(ApiError(404, "Not Found"))


SIMULATION = web.AppKey("simulation", Simulation)
