"""The Bot API's methods, one module per area; importing them fills the table."""

from simulator.methods import chats, editing, media, profile, sending, topics, updates
from simulator.methods.table import METHODS

__all__ = ["METHODS", "chats", "editing", "media", "profile", "sending", "topics", "updates"]
