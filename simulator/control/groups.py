"""What tests let people do in groups, and what is seen there."""

from __future__ import annotations

from simulator import groups
from simulator.control.order import Order
from simulator.errors import ControlError
from simulator.world import Chat, Json, Person


def add_group(order: Order) -> Json:
    """Make a group with the bot in it."""
    forum, kind = bool(order.body.get("is_forum")), order.body.get("type", "supergroup")
    return groups.add_group(order.simulation, order.body["title"], is_forum=forum, kind=kind).brief()


def chat(order: Order) -> list[Json]:
    """All messages of the group."""
    return [message.view() for message in _group(order).messages.values()]


def topics(order: Order) -> list[Json]:
    """The topics of a forum, the oldest first."""
    return [vars(topic) for topic in _group(order).topics.values()]


def write(order: Order) -> Json:
    """A person writes, into a topic if one is named."""
    return groups.write(order.simulation, _group(order), _by(order), order.body, order.body.get("thread_id"))


def edit(order: Order) -> Json:
    """A person edits an own text."""
    body = order.body
    return groups.edit(order.simulation, _group(order), _by(order), body["message_id"], body["text"])


def close_topic(order: Order) -> Json:
    """A person closes a topic."""
    return groups.close_topic(order.simulation, _group(order), _by(order), order.body["thread_id"])


def reopen_topic(order: Order) -> Json:
    """A person opens a closed topic again."""
    return groups.reopen_topic(order.simulation, _group(order), _by(order), order.body["thread_id"])


def delete_topic(order: Order) -> Json:
    """Somebody deletes a topic."""
    return groups.delete_topic(_group(order), order.body["thread_id"])


def add_bot(order: Order) -> Json:
    """A person lets the bot in."""
    return groups.add_bot(order.simulation, _group(order), _by(order))


def kick_bot(order: Order) -> Json:
    """A person removes the bot."""
    return groups.remove_bot(order.simulation, _group(order), _by(order).user())


def migrate(order: Order) -> Json:
    """A person turns the group into a forum supergroup."""
    return groups.migrate(order.simulation, _group(order), _by(order))


def _group(order: Order) -> Chat:
    found = order.simulation.world.chats.get(int(order.request.match_info["id"]))
    if found is None or found.private:
        raise ControlError(404, f"no group {order.request.match_info['id']}")
    return found


def _by(order: Order) -> Person:
    person = order.simulation.world.people.get(order.body["by"])
    if person is None:
        raise ControlError(404, f"no person {order.body['by']}")
    return person
