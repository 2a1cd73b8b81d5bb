"""`/__sim/`: the control API, through which tests and the page act as people and as fate."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from simulator import people
from simulator.api import SIMULATION
from simulator.errors import ControlError
from simulator.limits import PROFILES, Limiter
from simulator.methods.profile import commands_for
from simulator.simulation import Simulation
from simulator.world import Chat, Json, Person


@dataclass(frozen=True)
class Order:
    """One call of the control API."""

    simulation: Simulation
    request: web.Request
    body: Json

    @property
    def person(self) -> Person:
        """Whom the path names; a 404 when there is nobody."""
        person = self.simulation.world.people.get(int(self.request.match_info["id"]))
        if person is None:
            raise ControlError(404, f"no person {self.request.match_info['id']}")
        return person


Handler = Callable[[Order], Any]
Wrapped = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _wrap(handler: Handler) -> Wrapped:
    """Read a JSON body, answer with JSON, turn control errors into `{"error": ...}`."""

    async def wrapped(request: web.Request) -> web.Response:
        try:
            result = handler(Order(request.app[SIMULATION], request, await _body(request)))
            return _json(await result if asyncio.iscoroutine(result) else result)
        except KeyError as error:
            return _json({"error": f"missing key {error}"}, 400)
        except ControlError as error:
            return _json({"error": str(error)}, error.status)

    return wrapped


def _json(value: object, status: int = 200) -> web.Response:
    return web.json_response(value, status=status, dumps=lambda v: json.dumps(v, ensure_ascii=False))


async def _body(request: web.Request) -> Json:
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except ValueError as error:
        raise ControlError(400, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise ControlError(400, "the body is not a JSON object")
    return body


def add_user(order: Order) -> Json:
    """Make a person."""
    return people.add_person(
        order.simulation, order.body["first_name"], order.body["language_code"], order.body.get("id")
    ).view()


def users(order: Order) -> list[Json]:
    """All people."""
    return [person.view() for person in order.simulation.world.people.values()]


def write(order: Order) -> Json:
    """Write to the bot."""
    return people.write(order.simulation, order.person, order.body)


def edit(order: Order) -> Json:
    """Edit an own message."""
    return people.edit(order.simulation, order.person, order.body["message_id"], order.body["text"])


def press(order: Order) -> Json:
    """Press an inline button."""
    return people.press(order.simulation, order.person, order.body["message_id"], order.body["data"])


def block(order: Order) -> Json:
    """Block the bot."""
    return people.set_blocked(order.simulation, order.person, blocked=True)


def unblock(order: Order) -> Json:
    """Unblock the bot."""
    return people.set_blocked(order.simulation, order.person, blocked=False)


def deactivate(order: Order) -> Json:
    """Give up the account."""
    return people.deactivate(order.simulation, order.person)


def chat(order: Order) -> list[Json]:
    """The chat as the person sees it."""
    person = order.person
    found: Chat | None = order.simulation.world.chats.get(person.id)
    return [message.view() for message in found.messages.values()] if found else []


def profile(order: Order) -> Json:
    """What the person sees of the bot: name, descriptions, commands, in the person's language."""
    person, bot = order.person, order.simulation.world.bot
    code = person.language_code[:2]
    return {
        "name": bot.names.get(code, bot.names[""]),
        "description": bot.descriptions.get(code, bot.descriptions.get("", "")),
        "commands": commands_for(order.simulation, person.id, code),
    }


def add_fault(order: Order) -> Json:
    """Add a fault rule."""
    order.simulation.faults.add(order.body)
    return {"rules": len(order.simulation.faults.rules)}


def drop_faults(order: Order) -> Json:
    """Remove all fault rules."""
    order.simulation.faults.rules.clear()
    return {"rules": 0}


def set_profile(order: Order) -> Json:
    """Choose a rate limiter, with full buckets."""
    if order.body["name"] not in PROFILES:
        raise ControlError(400, f"name must be one of {', '.join(PROFILES)}")
    order.simulation.limiter = Limiter(order.body["name"], float(order.body.get("stars", 10_000)))
    return {"name": order.body["name"]}


def advance_clock(order: Order) -> Json:
    """Move the time on by some seconds."""
    order.simulation.clock.advance(float(order.body["seconds"]))
    return {"now": order.simulation.clock.now()}


def counters(order: Order) -> Json:
    """What was counted."""
    limiter = order.simulation.limiter
    return order.simulation.journal.counters() | {
        "profile": limiter.profile,
        "stars": limiter.stars,
        "sends_in_halt": limiter.violations,
        "pending_updates": len(order.simulation.updates),
    }


def requests(order: Order) -> list[Json]:
    """The log of calls, oldest first; tokens are not in it."""
    wanted = order.request.query.get("method", "").lower()
    return [entry for entry in order.simulation.journal.entries if wanted in {"", entry["method"].lower()}]


async def reset(order: Order) -> Json:
    """Forget everything."""
    await order.simulation.reset()
    if order.simulation.cast:
        people.add_cast(order.simulation)
    order.simulation.events.tell("reset")
    return {}


def add_routes(app: web.Application) -> None:
    """Enter all calls of the control API."""
    user = "/__sim/users/{id:[0-9]+}"
    routes: list[tuple[str, str, Handler]] = [
        ("POST", "/__sim/users", add_user),
        ("GET", "/__sim/users", users),
        ("POST", f"{user}/messages", write),
        ("POST", f"{user}/edits", edit),
        ("POST", f"{user}/press", press),
        ("POST", f"{user}/block", block),
        ("POST", f"{user}/unblock", unblock),
        ("POST", f"{user}/deactivate", deactivate),
        ("GET", f"{user}/chat", chat),
        ("GET", f"{user}/profile", profile),
        ("POST", "/__sim/faults", add_fault),
        ("DELETE", "/__sim/faults", drop_faults),
        ("POST", "/__sim/profile", set_profile),
        ("POST", "/__sim/clock", advance_clock),
        ("GET", "/__sim/counters", counters),
        ("GET", "/__sim/requests", requests),
        ("POST", "/__sim/reset", reset),
    ]
    for verb, path, handler in routes:
        app.router.add_route(verb, path, _wrap(handler))
