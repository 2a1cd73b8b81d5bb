"""`/__sim/`: the control API, through which tests and the page act as people and as fate."""

from __future__ import annotations

from aiohttp import web

from simulator.control import actors, groups, oracle
from simulator.control.order import Handler, answer


def add_routes(app: web.Application) -> None:
    """Enter all calls of the control API."""
    user, group = "/__sim/users/{id:[0-9]+}", "/__sim/groups/{id:-[0-9]+}"
    routes: list[tuple[str, str, Handler]] = [
        ("POST", "/__sim/users", actors.add_user),
        ("GET", "/__sim/users", actors.users),
        ("POST", "/__sim/population", actors.add_population),
        ("POST", f"{user}/messages", actors.write),
        ("POST", f"{user}/edits", actors.edit),
        ("POST", f"{user}/press", actors.press),
        ("POST", f"{user}/block", actors.block),
        ("POST", f"{user}/unblock", actors.unblock),
        ("POST", f"{user}/deactivate", actors.deactivate),
        ("GET", f"{user}/chat", actors.chat),
        ("GET", f"{user}/profile", actors.profile),
        ("POST", "/__sim/groups", groups.add_group),
        ("GET", f"{group}/chat", groups.chat),
        ("GET", f"{group}/topics", groups.topics),
        ("POST", f"{group}/messages", groups.write),
        ("POST", f"{group}/edits", groups.edit),
        ("POST", f"{group}/close-topic", groups.close_topic),
        ("POST", f"{group}/reopen-topic", groups.reopen_topic),
        ("POST", f"{group}/delete-topic", groups.delete_topic),
        ("POST", f"{group}/add-bot", groups.add_bot),
        ("POST", f"{group}/kick-bot", groups.kick_bot),
        ("POST", f"{group}/migrate", groups.migrate),
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
