"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo, logOut, close."""

from __future__ import annotations

import re

from simulator.errors import bad_request, conflict
from simulator.methods.table import method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.webhook import Target
from simulator.world import Json

LONGEST_POLL = 50
MOST_UPDATES = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@method("getUpdates")
async def get_updates(simulation: Simulation, params: Params) -> list[Json]:
    """Wait for updates; an `offset` confirms all before it."""
    if simulation.webhook.target:
        raise conflict(WEBHOOK_ACTIVE)
    _set_allowed(simulation, params)
    limit = min(max(params.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
    timeout = min(max(params.integer("timeout"), 0), LONGEST_POLL)
    return await simulation.updates.poll(params.integer("offset"), limit, timeout)


@method("setWebhook")
async def set_webhook(simulation: Simulation, params: Params) -> bool:
    """Send updates to a URL from now on; an empty URL ends it."""
    url, secret = params.text("url"), params.text("secret_token")
    if url and not url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: invalid webhook URL specified")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _set_allowed(simulation, params)
    if params.flag("drop_pending_updates"):
        simulation.updates.clear()
    if not url:
        await simulation.webhook.close()
        return True
    simulation.updates.end_poll("terminated by setWebhook request")
    connections = min(max(params.integer("max_connections", 40), 1), 100)
    await simulation.webhook.open(Target(url, secret, connections))
    return True


@method("deleteWebhook")
async def delete_webhook(simulation: Simulation, params: Params) -> bool:
    """Stop sending updates to the URL."""
    if params.flag("drop_pending_updates"):
        simulation.updates.clear()
    await simulation.webhook.close()
    return True


@method("getWebhookInfo")
def get_webhook_info(simulation: Simulation, _params: Params) -> Json:
    """What the webhook is and how it fares."""
    target = simulation.webhook.target
    info: Json = {"url": target.url if target else "", "has_custom_certificate": False}
    info["pending_update_count"] = len(simulation.updates)
    if target:
        info |= {
            "max_connections": target.max_connections,
            "ip_address": "127.0.0.1",
        } | simulation.webhook.last_error
    if simulation.updates.allowed:
        info["allowed_updates"] = simulation.updates.allowed
    return info


@method("logOut")
@method("close")
def close(_simulation: Simulation, _params: Params) -> bool:
    """Nothing to do here: there is one server."""
    return True


def _set_allowed(simulation: Simulation, params: Params) -> None:
    """An omitted list keeps the former one; an empty one means the usual kinds."""
    allowed = params.json("allowed_updates", "allowed updates")
    if isinstance(allowed, list):
        simulation.updates.allowed = [str(kind) for kind in allowed]
