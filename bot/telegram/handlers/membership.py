"""People who block and unblock the bot."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from bot.storage.readers import Reader, Readers
from bot.storage.tables import ReaderState


def router() -> Router:
    """Changes of the bot's own standing in a private chat."""
    membership = Router(name="membership")
    membership.my_chat_member.register(remember_state, F.chat.type == "private")
    return membership


async def remember_state(event: ChatMemberUpdated, reader: Reader, readers: Readers) -> None:
    """Remember whether we may write to this reader."""
    blocked = event.new_chat_member.status == ChatMemberStatus.KICKED
    await readers.set_state(reader.key, ReaderState.BLOCKED if blocked else ReaderState.ACTIVE)
