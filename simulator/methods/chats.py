"""getChat, getChatMember, leaveChat, getFile."""

from __future__ import annotations

from simulator import groups
from simulator.errors import bad_request
from simulator.messages import find_chat
from simulator.methods.table import method
from simulator.params import Params
from simulator.simulation import Simulation
from simulator.world import Json

DOWNLOADABLE = 20 * 2**20
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


@method("getChat")
def get_chat(simulation: Simulation, params: Params) -> Json:
    """All about a chat."""
    chat = find_chat(simulation, params)
    return chat.brief() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


@method("getChatMember")
def get_chat_member(simulation: Simulation, params: Params) -> Json:
    """Whether somebody is in a chat."""
    chat, user_id = find_chat(simulation, params), params.integer("user_id")
    bot = simulation.world.bot
    if user_id == bot.id:
        return {"status": "member", "user": bot.user()}
    person = simulation.world.people.get(user_id)
    if person is None or (chat.private and chat.id != user_id):
        raise bad_request("user not found")
    return {"status": "member", "user": person.user()}


@method("leaveChat")
def leave_chat(simulation: Simulation, params: Params) -> bool:
    """Leave a group."""
    chat = find_chat(simulation, params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    groups.remove_bot(simulation, chat, simulation.world.bot.user(), "left")
    return True


@method("getFile")
def get_file(simulation: Simulation, params: Params) -> Json:
    """Where to download a file from."""
    stored = simulation.world.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id" if params.has("file_id") else "file_id not specified")
    if len(stored.content) > DOWNLOADABLE:
        raise bad_request("file is too big")
    ids = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    return ids | {"file_size": len(stored.content), "file_path": stored.path}
