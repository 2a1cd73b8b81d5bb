"""What tests and the page let people do, and what people see."""

from __future__ import annotations

from mimetypes import guess_type

from aiohttp import web

from simulator import people, population
from simulator.api import SIMULATION
from simulator.control.order import Order, reply
from simulator.methods.profile import commands_for
from simulator.world import Chat, Json


def add_user(order: Order) -> Json:
    """Make a person."""
    return people.add_person(
        order.simulation, order.body["first_name"], order.body["language_code"], order.body.get("id")
    ).view()


def add_population(order: Order) -> Json:
    """Make a whole population that has started the bot."""
    return population.settle(order.simulation, order.body)


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


async def content(request: web.Request) -> web.Response:
    """The bytes of a file, for the page."""
    stored = request.app[SIMULATION].world.files.get(request.match_info["file_id"])
    if stored is None:
        return reply({"error": "no such file"}, 404)
    kind = stored.description.get("mime_type") or guess_type(stored.path)[0] or "application/octet-stream"
    headers = {"Content-Type": kind, "Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=stored.content, headers=headers)
