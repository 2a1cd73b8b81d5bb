"""What we keep, and forgetting it."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.storage.readers import Reader, Readers
from bot.telegram import notices
from bot.telegram.chat import Chat
from bot.telegram.handover.handover import Handover
from bot.telegram.screens import Screens


def router() -> Router:
    """The privacy commands."""
    private = Router(name="privacy")
    private.message.register(explain, Command("privacy"))
    private.message.register(forget, Command("forget"))
    return private


async def explain(message: Message, reader: Reader, chat: Chat, screens: Screens) -> None:
    """Say what is kept and why; to a newcomer in the source language."""
    language = reader.language or screens.catalogue.source_language
    topics = screens.edition(language).with_action("privacy")
    await chat.say(screens.topic(topics[0], language) if topics else screens.notice(notices.WELCOME, language))


async def forget(
    message: Message, reader: Reader, readers: Readers, chat: Chat, screens: Screens, handover: Handover | None
) -> None:
    """Erase all that is stored of this reader, and what staff have of them in their group."""
    if handover:
        await handover.forget(reader.key)
    await readers.forget(reader.key)
    await chat.say(screens.forgotten(reader.language or screens.catalogue.source_language))
