"""Groups that the bot is in, forums among them."""

from __future__ import annotations

from simulator.simulation import Simulation
from simulator.world import Chat, Json

FIRST_ID = -1_001_000_000_001


def add_group(simulation: Simulation, title: str, *, is_forum: bool) -> Chat:
    """Make a supergroup that the bot is a member of; ids go down from the first."""
    chats = simulation.world.chats
    chat_id = min([FIRST_ID + 1, *chats]) - 1
    names: Json = {"title": title} | ({"is_forum": True} if is_forum else {})
    chats[chat_id] = Chat(chat_id, "supergroup", names)
    return chats[chat_id]
