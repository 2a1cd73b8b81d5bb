"""`/__sim/`: the control API, through which tests and the page act as people and as fate."""

from __future__ import annotations

from aiohttp import web

from simulator.control import actors, oracle
from simulator.control.order import Handler, answer


def add_routes(app: web.Application) -> None:
    """Enter all calls of the control API."""
    user = "/__sim/users/{id:[0-9]+}"
    routes: list[tuple[str, str, Handler]] = [
        ("POST", "/__sim/users", actors.add_user),
        ("GET", "/__sim/users", actors.users),
        ("POST", f"{user}/messages", actors.write),
        ("POST", f"{user}/edits", actors.edit),
        ("POST", f"{user}/press", actors.press),
        ("POST", f"{user}/block", actors.block),
        ("POST", f"{user}/unblock", actors.unblock),
        ("POST", f"{user}/deactivate", actors.deactivate),
        ("GET", f"{user}/chat", actors.chat),
        ("GET", f"{user}/profile", actors.profile),
        ("POST", "/__sim/groups", actors.add_group),
        ("POST", "/__sim/faults", oracle.add_fault),
        ("DELETE", "/__sim/faults", oracle.drop_faults),
        ("POST", "/__sim/profile", oracle.set_profile),
        ("POST", "/__sim/clock", oracle.advance_clock),
        ("GET", "/__sim/counters", oracle.counters),
        ("GET", "/__sim/requests", oracle.requests),
        ("POST", "/__sim/reset", oracle.reset),
    ]
    app.router.add_get("/__sim/files/{file_id}", actors.content)
    for verb, path, handler in routes:
        app.router.add_route(verb, path, answer(handler))
