"""Fate and the oracle: faults, limits and time to set; counts and calls to read."""

from __future__ import annotations

from simulator import people
from simulator.control.order import Order
from simulator.errors import ControlError
from simulator.limits import PROFILES, Limiter
from simulator.world import Json


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
