"""Messages in chats: finding the chat, posting, editing, deleting, and telling the phones."""

from __future__ import annotations

import json
from typing import Any

from simulator.errors import bad_request, forbidden, migrated
from simulator.keyboards import is_inline, read_keyboard
from simulator.links import with_links
from simulator.markup import parse_html
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.text import Formatted, clean, spans_from_entities
from simulator.world import Chat, Json, Message, Person

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024


def read_formatted(params: Params, name: str, entities: str) -> Formatted:
    """A text with markup from the call, cleaned and with Telegram's own links."""
    raw, mode = params.text(name), params.text("parse_mode").lower()
    if mode == "html":
        formatted = parse_html(raw)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        formatted = Formatted(raw, spans_from_entities(raw, params.json(entities) or []))
    return with_links(clean(formatted))


def read_text(params: Params) -> Json:
    """The `text` of a call with its entities; a 400 when empty or too long."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    formatted = read_formatted(params, "text", "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    return as_content(formatted, "text", "entities")


def read_caption(params: Params) -> Json:
    """The caption of a call, empty when there is none."""
    formatted = read_formatted(params, "caption", "caption_entities")
    if len(formatted.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return as_content(formatted, "caption", "caption_entities") if formatted.text else {}


def as_content(formatted: Formatted, name: str, entities: str) -> Json:
    """Text and entities under their names in a message; no entities, no key."""
    found = formatted.entities()
    return {name: formatted.text} | ({entities: found} if found else {})


def find_chat(simulation: Simulation, params: Params, name: str = "chat_id") -> Chat:
    """The chat that the call names; a 400 when there is none, a 403 when the bot is not in it."""
    if not params.has(name):
        raise bad_request(f"{name} is empty")
    chat = simulation.world.chats.get(params.integer(name))
    if chat is None:
        raise bad_request("chat not found")
    if chat.moved_to:
        raise migrated(chat.moved_to)
    if chat.absence:
        raise forbidden(chat.absence)
    return chat


def open_chat(simulation: Simulation, params: Params) -> Chat:
    """The chat that the bot may write to; a 403 when the person has closed it."""
    person = simulation.world.people.get(params.integer("chat_id"))
    if person:
        _check_reachable(person)
    return find_chat(simulation, params)


def _check_reachable(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def post(simulation: Simulation, chat: Chat, sender: Json, content: Json, keyboard: Json | None = None) -> Message:
    """Add a message to the chat and show it on the phone."""
    message_id = chat.next_message_id()
    payload = {"message_id": message_id, "from": sender, "chat": chat.brief()}
    payload |= {"date": int(simulation.clock.now())} | content
    if is_inline(keyboard):
        payload["reply_markup"], keyboard = keyboard, None
    message = Message(payload, bool(sender["is_bot"]), keyboard)
    chat.messages[message_id] = message
    simulation.events.tell("message", chat.id, message=message.view())
    return message


def post_from_bot(simulation: Simulation, params: Params, content: Json) -> Json:
    """Carry out a sending method: check the chat, the topic, the reply, the keyboard; post."""
    chat = open_chat(simulation, params)
    extra = _thread(chat, params) | _reply(chat, params)
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    if preview := params.json("link_preview_options"):
        extra["link_preview_options"] = preview
    bot = simulation.world.bot.user()
    return post(simulation, chat, bot, extra | content, read_keyboard(params)).payload


def _thread(chat: Chat, params: Params) -> Json:
    if not params.has("message_thread_id"):
        return {}
    topic = chat.topics.get(params.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": topic.id, "is_topic_message": True}


def _reply(chat: Chat, params: Params) -> Json:
    asked: Any = params.json("reply_parameters") or {}
    message_id = asked.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    replied = chat.messages.get(int(message_id))
    if replied and not replied.deleted:
        return {"reply_to_message": {k: v for k, v in replied.payload.items() if k != "reply_to_message"}}
    if asked.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def find_message(chat: Chat, message_id: int, to: str = "edit") -> Message:
    """A message that still exists; a 400 that says what it was wanted for."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request(f"message to {to} not found")
    return message


def change(simulation: Simulation, message: Message, content: Json, keyboard: Json | None) -> Json:
    """Replace content and inline keyboard of the bot's message; a 400 when nothing would change."""
    kept = ("message_id", "from", "chat", "date", "reply_to_message", "message_thread_id", "is_topic_message",
            "has_protected_content")  # fmt: skip
    payload = {k: v for k, v in message.payload.items() if k in kept} | content
    if keyboard and not is_inline(keyboard):
        raise bad_request("inline keyboard expected")
    if keyboard:
        payload["reply_markup"] = keyboard
    before = {k: v for k, v in message.payload.items() if k not in {"edit_date", "link_preview_options"}}
    if json.dumps(before, sort_keys=True) == json.dumps(payload, sort_keys=True):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    message.payload = payload | {"edit_date": int(simulation.clock.now())}
    simulation.events.tell("edit", payload["chat"]["id"], message=message.view())
    return message.payload


def remove(simulation: Simulation, chat: Chat, message: Message) -> None:
    """Delete a message for everybody."""
    message.deleted = True
    simulation.events.tell("delete", chat.id, message_id=message.payload["message_id"])
