"""Groups that the bot is in, forums among them: what people do there, and what becomes of the bot's place."""

from __future__ import annotations

from simulator.errors import ControlError
from simulator.messages import post
from simulator.people import read_content
from simulator.simulation import Simulation
from simulator.world import Chat, Json, Person, Topic

FIRST_ID = -1_001_000_000_001
_ABSENCE = {"kicked": "bot was kicked from the {type} chat", "left": "bot is not a member of the {type} chat"}


def add_group(simulation: Simulation, title: str, *, is_forum: bool, kind: str = "supergroup") -> Chat:
    """Make a group that the bot is a member of; ids go down from the first."""
    chats = simulation.world.chats
    chat_id = min([FIRST_ID + 1, *chats]) - 1
    names: Json = {"title": title} | ({"is_forum": True} if is_forum else {})
    chats[chat_id] = Chat(chat_id, kind, names)
    return chats[chat_id]


def write(simulation: Simulation, group: Chat, person: Person, content: Json, thread_id: int | None) -> Json:
    """A person writes into a group, or into one of its topics; the bot gets it while it is a member."""
    sent = read_content(simulation, content)
    return _post(simulation, group, person, sent, _open_topic(group, thread_id) if thread_id else None)


def edit(simulation: Simulation, group: Chat, person: Person, message_id: int, text: str) -> Json:
    """A person edits an own text in a group."""
    message = group.messages.get(message_id)
    if message is None or message.deleted or message.payload["from"]["id"] != person.id:
        raise ControlError(409, "only own texts can be edited")
    message.payload |= {"text": text, "edit_date": int(simulation.clock.now())}
    return {"message_id": message_id, "update_id": _tell(simulation, group, "edited_message", message.payload)}


def close_topic(simulation: Simulation, group: Chat, person: Person, thread_id: int) -> Json:
    """A person closes a topic by hand."""
    topic = _open_topic(group, thread_id)
    topic.closed = True
    return _post(simulation, group, person, {"forum_topic_closed": {}}, topic)


def reopen_topic(simulation: Simulation, group: Chat, person: Person, thread_id: int) -> Json:
    """A person opens a closed topic again."""
    topic = group.topics.get(thread_id)
    if topic is None or not topic.closed:
        raise ControlError(409, f"topic {thread_id} is not closed")
    topic.closed = False
    return _post(simulation, group, person, {"forum_topic_reopened": {}}, topic)


def delete_topic(group: Chat, thread_id: int) -> Json:
    """Somebody deletes a topic with all its messages; the bot is not told."""
    if group.topics.pop(thread_id, None) is None:
        raise ControlError(404, f"no topic {thread_id}")
    for message in group.messages.values():
        message.deleted |= message.payload.get("message_thread_id") == thread_id
    return {}


def add_bot(simulation: Simulation, group: Chat, person: Person) -> Json:
    """A person lets the bot in, for the first time or again."""
    group.absence = ""
    return {"update_id": _membership(simulation, group, person.user(), "left", "member")}


def remove_bot(simulation: Simulation, group: Chat, by: Json, status: str = "kicked") -> Json:
    """The bot is removed by somebody, or leaves."""
    group.absence = _ABSENCE[status].format(type=group.type)
    return {"update_id": _membership(simulation, group, by, "member", status)}


def migrate(simulation: Simulation, group: Chat, person: Person) -> Json:
    """A group becomes a forum supergroup: it gets another id, and both chats say so."""
    new = add_group(simulation, group.names["title"], is_forum=True)
    _post(simulation, group, person, {"migrate_to_chat_id": new.id})
    group.moved_to = new.id
    return _post(simulation, new, person, {"migrate_from_chat_id": group.id}) | {"id": new.id}


def _open_topic(group: Chat, thread_id: int) -> Topic:
    topic = group.topics.get(thread_id)
    if topic is None or topic.closed:
        raise ControlError(409, f"topic {thread_id} is closed" if topic else f"no topic {thread_id}")
    return topic


def _post(simulation: Simulation, group: Chat, person: Person, content: Json, topic: Topic | None = None) -> Json:
    thread: Json = {"message_thread_id": topic.id, "is_topic_message": True} if topic else {}
    payload = post(simulation, group, person.user(), content | thread).payload
    return {"message_id": payload["message_id"], "update_id": _tell(simulation, group, "message", payload)}


def _tell(simulation: Simulation, group: Chat, kind: str, body: Json) -> int | None:
    return None if group.absence else simulation.updates.push(kind, body, f"chat {group.id}")


def _membership(simulation: Simulation, group: Chat, by: Json, before: str, after: str) -> int | None:
    member: Json = {"user": simulation.world.bot.user()}
    old, new = ({"status": status} | member | _details(status) for status in (before, after))
    body: Json = {"chat": group.brief(), "from": by, "date": int(simulation.clock.now())}
    body |= {"old_chat_member": old, "new_chat_member": new}
    return simulation.updates.push("my_chat_member", body, f"membership {group.id}")


def _details(status: str) -> Json:
    return {"until_date": 0} if status == "kicked" else {}
