"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage(s), answerCallbackQuery."""

from __future__ import annotations

from simulator.errors import bad_request
from simulator.keyboards import read_keyboard
from simulator.messages import change, find_chat, find_message, open_chat, read_caption, read_text, remove
from simulator.methods.table import method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.world import Chat, Json, Message

DELETABLE = 48 * 3600.0
QUERY_LIFETIME = 150.0
ANSWER_LENGTH = 200
STALE_QUERY = "query is too old and response timeout expired or query ID is invalid"
_BODIES = ("text", "entities", "caption", "caption_entities")


@method("editMessageText", limited=True)
def edit_message_text(simulation: Simulation, params: Params) -> Json:
    """Replace the text; an absent keyboard is removed."""
    message = _own_message(simulation, params)
    if "text" not in message.payload:
        raise bad_request("there is no text in the message to edit")
    return change(simulation, message, read_text(params), read_keyboard(params))


@method("editMessageCaption", limited=True)
def edit_message_caption(simulation: Simulation, params: Params) -> Json:
    """Replace the caption; an absent keyboard is removed."""
    message = _own_message(simulation, params)
    if "text" in message.payload:
        raise bad_request("there is no caption in the message to edit")
    return change(simulation, message, _media(message) | read_caption(params), read_keyboard(params))


@method("editMessageReplyMarkup", limited=True)
def edit_message_reply_markup(simulation: Simulation, params: Params) -> Json:
    """Replace only the keyboard."""
    message = _own_message(simulation, params)
    bodies = {k: v for k, v in message.payload.items() if k in _BODIES}
    return change(simulation, message, _media(message) | bodies, read_keyboard(params))


@method("deleteMessage", limited=True)
def delete_message(simulation: Simulation, params: Params) -> bool:
    """Delete a message of either side, at most 48 hours old."""
    chat = find_chat(simulation, params)
    message = find_message(chat, params.integer("message_id"), "delete")
    if simulation.clock.now() - message.payload["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    remove(simulation, chat, message)
    return True


@method("deleteMessages", limited=True)
def delete_messages(simulation: Simulation, params: Params) -> bool:
    """Delete up to 100 messages; those that cannot be deleted are skipped."""
    ids = params.json("message_ids", "message identifiers") or []
    if not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified" if not ids else "too many messages to delete")
    chat = find_chat(simulation, params)
    for message in _deletable(simulation, chat, ids):
        remove(simulation, chat, message)
    return True


@method("answerCallbackQuery")
def answer_callback_query(simulation: Simulation, params: Params) -> bool:
    """End a pressed button's waiting, with a toast or an alert if there is text."""
    query = simulation.world.callbacks.get(params.text("callback_query_id"))
    if not query or query.answered or simulation.clock.now() - query.born > QUERY_LIFETIME:
        raise bad_request(STALE_QUERY)
    if len(params.text("text")) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    alert = params.flag("show_alert")
    query_id = params.text("callback_query_id")
    simulation.events.tell("answer", query.person_id, query_id=query_id, text=params.text("text"), alert=alert)
    return True


def _own_message(simulation: Simulation, params: Params) -> Message:
    message = find_message(open_chat(simulation, params), params.integer("message_id"))
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _media(message: Message) -> Json:
    kept = ("photo", "document", "voice", "audio", "video", "animation", "location", "contact")
    return {k: v for k, v in message.payload.items() if k in kept}


def _deletable(simulation: Simulation, chat: Chat, ids: list[int]) -> list[Message]:
    oldest = simulation.clock.now() - DELETABLE
    found = [chat.messages[int(i)] for i in ids if int(i) in chat.messages]
    return [m for m in found if not m.deleted and m.payload["date"] >= oldest]
