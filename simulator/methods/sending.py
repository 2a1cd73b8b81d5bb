"""sendMessage, sendLocation, sendContact, copyMessage, forwardMessage, sendChatAction."""

from __future__ import annotations

from simulator.errors import bad_request
from simulator.messages import find_chat, find_message, open_chat, post_from_bot, read_caption, read_text
from simulator.methods.table import method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.world import Json

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_OWN = frozenset(
    [
        "message_id",
        "from",
        "chat",
        "date",
        "edit_date",
        "reply_markup",
        "reply_to_message",
        "message_thread_id",
        "is_topic_message",
        "has_protected_content",
        "forward_origin",
    ]
)


@method("sendMessage", sends=True)
def send_message(simulation: Simulation, params: Params) -> Json:
    """Send a text."""
    return post_from_bot(simulation, params, read_text(params))


@method("sendLocation", sends=True)
def send_location(simulation: Simulation, params: Params) -> Json:
    """Send a point on the map."""
    try:
        location = {name: float(params.values[name]) for name in ("latitude", "longitude")}
    except (KeyError, ValueError) as error:
        raise bad_request("wrong latitude/longitude specified") from error
    return post_from_bot(simulation, params, {"location": location})


@method("sendContact", sends=True)
def send_contact(simulation: Simulation, params: Params) -> Json:
    """Send a telephone number with a name."""
    contact = {name: params.text(name) for name in ("phone_number", "first_name")}
    if not all(contact.values()):
        raise bad_request("phone number and first name must be non-empty")
    return post_from_bot(simulation, params, {"contact": contact})


@method("copyMessage", sends=True)
def copy_message(simulation: Simulation, params: Params) -> Json:
    """Send the content of another message, without saying where it is from."""
    content = _content(simulation, params, "copy")
    if params.has("caption"):
        content |= read_caption(params)
    return {"message_id": post_from_bot(simulation, params, content)["message_id"]}


@method("copyMessages", sends=True)
def copy_messages(simulation: Simulation, params: Params) -> list[Json]:
    """Copy up to 100 messages."""
    sent = []
    for message_id in params.json("message_ids") or []:
        one = Params(params.values | {"message_id": message_id})
        sent.append(post_from_bot(simulation, one, _content(simulation, one, "copy")))
    return [{"message_id": message["message_id"]} for message in sent]


@method("forwardMessage", sends=True)
def forward_message(simulation: Simulation, params: Params) -> Json:
    """Send a message on, saying whom it is from."""
    content = _content(simulation, params, "forward")
    source = find_chat(simulation, params, "from_chat_id")
    original = source.messages[params.integer("message_id")].payload
    origin = {"type": "user", "sender_user": original["from"], "date": original["date"]}
    return post_from_bot(simulation, params, content | {"forward_origin": origin})


@method("sendChatAction", limited=True)
def send_chat_action(simulation: Simulation, params: Params) -> bool:
    """Show that the bot is busy."""
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = open_chat(simulation, params)
    simulation.events.tell("action", chat.id, action=params.text("action"))
    return True


def _content(simulation: Simulation, params: Params, purpose: str) -> Json:
    source = find_chat(simulation, params, "from_chat_id")
    payload = find_message(source, params.integer("message_id"), purpose).payload
    if payload.get("has_protected_content"):
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return {k: v for k, v in payload.items() if k not in _OWN}
