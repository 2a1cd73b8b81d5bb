"""What people do on their phones: write, edit, press, block; and the five who are always there."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from simulator.errors import ControlError
from simulator.files import as_content, store
from simulator.links import with_links
from simulator.messages import as_content as text_content
from simulator.messages import post
from simulator.simulation import Simulation
from simulator.text import Formatted, clean
from simulator.world import CallbackQuery, Chat, Json, Message, Person

CAST = (("Emma", "en"), ("أمينة", "ar"), ("فرید", "fa"), ("زرمینه", "ps"), ("بلال", "ur"))
FIRST_ID = 1001
MEDIA = ("photo", "document", "voice", "audio", "video", "sticker")
_STICKER = {
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "🙂",
}


def add_cast(simulation: Simulation) -> None:
    """Make the five people of the phone page."""
    for first_name, language_code in CAST:
        add_person(simulation, first_name, language_code)


def add_person(simulation: Simulation, first_name: str, language_code: str, person_id: int | None = None) -> Person:
    """Make somebody who has not yet pressed Start; a 409 when the id is taken."""
    people = simulation.world.people
    person_id = max(people, default=FIRST_ID - 1) + 1 if person_id is None else person_id
    if person_id in people or person_id <= 0:
        raise ControlError(409, f"id {person_id} is taken or not positive")
    people[person_id] = Person(person_id, first_name, language_code)
    simulation.events.tell("person", person_id, user=people[person_id].view())
    return people[person_id]


def write(simulation: Simulation, person: Person, content: Json) -> Json:
    """The person sends text, media, a location, a contact, or forwards it; the first message makes the chat."""
    _check_can_write(person)
    sent, chat = read_content(simulation, content), _chat(simulation, person)
    if "forward_origin" in content:
        sent |= {"forward_origin": content["forward_origin"]}
    if not person.started:
        person.started = True
        simulation.events.tell("person", person.id, user=person.view())
    message = post(simulation, chat, person.user(), sent)
    update_id = simulation.updates.push("message", message.payload, f"chat {chat.id}")
    return {"message_id": message.payload["message_id"], "update_id": update_id}


def edit(simulation: Simulation, person: Person, message_id: int, text: str) -> Json:
    """The person edits an own text."""
    _check_can_write(person)
    message = _message(simulation, person, message_id)
    if message.from_bot or "text" not in message.payload:
        raise ControlError(409, "only own texts can be edited")
    kept = {k: v for k, v in message.payload.items() if k != "entities"}
    message.payload = kept | _text(text) | {"edit_date": int(simulation.clock.now())}
    simulation.events.tell("edit", person.id, message=message.view())
    update_id = simulation.updates.push("edited_message", message.payload, f"chat {person.id}")
    return {"message_id": message_id, "update_id": update_id}


def press(simulation: Simulation, person: Person, message_id: int, data: str) -> Json:
    """The person presses an inline button; a 409 when the message has no such button."""
    _check_can_write(person)
    message = _message(simulation, person, message_id)
    rows = message.payload.get("reply_markup", {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == data for row in rows for button in row):
        raise ControlError(409, "the message has no such button")
    query_id = str(secrets.randbits(62))
    simulation.world.callbacks[query_id] = CallbackQuery(person.id, simulation.clock.now())
    query = {"id": query_id, "from": person.user(), "message": message.payload}
    query |= {"chat_instance": str(person.id * 7919), "data": data}
    update_id = simulation.updates.push("callback_query", query, f"person {person.id}")
    return {"callback_query_id": query_id, "update_id": update_id}


def set_blocked(simulation: Simulation, person: Person, *, blocked: bool) -> Json:
    """The person blocks or unblocks the bot; the bot learns of it when there is a change."""
    if person.blocked == blocked or not person.started:
        raise ControlError(409, "nothing would change")
    person.blocked = blocked
    simulation.events.tell("person", person.id, user=person.view())
    member: Json = {"status": "member", "user": simulation.world.bot.user()}
    kicked = member | {"status": "kicked", "until_date": 0}
    old, new = (member, kicked) if blocked else (kicked, member)
    body = {
        "chat": _chat(simulation, person).brief(),
        "from": person.user(),
        "date": int(simulation.clock.now()),
    }
    body |= {"old_chat_member": old, "new_chat_member": new}
    return {"update_id": simulation.updates.push("my_chat_member", body, f"membership {person.id}")}


def deactivate(simulation: Simulation, person: Person) -> Json:
    """The account is gone; the bot is not told."""
    person.deactivated = True
    simulation.events.tell("person", person.id, user=person.view())
    return person.view()


def _check_can_write(person: Person) -> None:
    if person.deactivated or person.blocked:
        raise ControlError(409, "the account is deactivated" if person.deactivated else "the bot is blocked")


def _chat(simulation: Simulation, person: Person) -> Chat:
    names = {"first_name": person.first_name} | ({"username": person.username} if person.username else {})
    return simulation.world.chats.setdefault(person.id, Chat(person.id, "private", names))


def _message(simulation: Simulation, person: Person, message_id: int) -> Message:
    chat = simulation.world.chats.get(person.id)
    message = chat.messages.get(message_id) if chat else None
    if message is None or message.deleted:
        raise ControlError(404, f"no message {message_id}")
    return message


def _text(text: str) -> Json:
    formatted = with_links(clean(Formatted(text)))
    if not formatted.text:
        raise ControlError(400, "the text is empty")
    return text_content(formatted, "text", "entities")


def read_content(simulation: Simulation, content: Json) -> Json:
    """What somebody sends, as it stands in a message; a 400 when it is nothing."""
    if "text" in content:
        return _text(str(content["text"]))
    for kind in ("location", "contact"):
        if kind in content:
            return {kind: content[kind]}
    for kind in MEDIA:
        if kind in content:
            caption = text_content(Formatted(content["caption"]), "caption", "") if content.get("caption") else {}
            return _media(simulation, kind, content[kind] or {}) | caption
    raise ControlError(400, f"give one of text, location, contact, {', '.join(MEDIA)}")


def _media(simulation: Simulation, kind: str, details: dict[str, Any]) -> Json:
    """Media from `{"content": base64, "name", "mime_type", ...}`; without content a few bytes stand in."""
    content = base64.b64decode(details.get("content", "")) or secrets.token_bytes(64)
    rest = {k: v for k, v in details.items() if k not in {"content", "name"}}
    extra = (_STICKER if kind == "sticker" else {}) | rest
    name, mime_type = (
        details.get("name", f"file.{kind}"),
        details.get("mime_type", "application/octet-stream"),
    )
    return as_content(store(simulation.world, kind, name, mime_type, content, extra))
