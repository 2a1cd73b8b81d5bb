"""Forum topics of a group: create, edit, close, reopen, delete."""

from __future__ import annotations

from simulator.errors import bad_request
from simulator.messages import find_chat, post
from simulator.methods.table import method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.world import Chat, Json, Topic

NAME_LENGTH = 128
COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


@method("createForumTopic", limited=True)
def create_forum_topic(simulation: Simulation, params: Params) -> Json:
    """Open a thread; its id is that of the message that announces it."""
    chat, name = _forum(simulation, params), _name(params)
    color = params.integer("icon_color", COLOURS[0])
    if color not in COLOURS:
        raise bad_request("invalid forum topic icon color specified")
    announcement = {"forum_topic_created": {"name": name, "icon_color": color}}
    message = post(simulation, chat, simulation.world.bot.user(), announcement)
    topic = Topic(message.payload["message_id"], name, color)
    message.payload |= {"message_thread_id": topic.id, "is_topic_message": True}
    chat.topics[topic.id] = topic
    return {"message_thread_id": topic.id, "name": name, "icon_color": color}


@method("editForumTopic", limited=True)
def edit_forum_topic(simulation: Simulation, params: Params) -> bool:
    """Rename a thread."""
    topic = _topic(simulation, params)
    if params.has("name"):
        topic.name = _name(params)
    return True


@method("closeForumTopic", limited=True)
def close_forum_topic(simulation: Simulation, params: Params) -> bool:
    """Nobody writes into the thread any more."""
    return _set_closed(_topic(simulation, params), closed=True)


@method("reopenForumTopic", limited=True)
def reopen_forum_topic(simulation: Simulation, params: Params) -> bool:
    """Open a closed thread again."""
    return _set_closed(_topic(simulation, params), closed=False)


@method("deleteForumTopic", limited=True)
def delete_forum_topic(simulation: Simulation, params: Params) -> bool:
    """Remove a thread with all its messages."""
    chat, topic = _forum(simulation, params), _topic(simulation, params)
    del chat.topics[topic.id]
    for message in chat.messages.values():
        if message.payload.get("message_thread_id") == topic.id:
            message.deleted = True
    return True


def _forum(simulation: Simulation, params: Params) -> Chat:
    chat = find_chat(simulation, params)
    if not chat.names.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def _topic(simulation: Simulation, params: Params) -> Topic:
    topic = _forum(simulation, params).topics.get(params.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def _name(params: Params) -> str:
    name = params.text("name").strip()
    if not 1 <= len(name) <= NAME_LENGTH:
        raise bad_request("TOPIC_NAME_INVALID" if name else "topic name must be non-empty")
    return name


def _set_closed(topic: Topic, *, closed: bool) -> bool:
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return True
