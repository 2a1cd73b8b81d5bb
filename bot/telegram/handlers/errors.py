"""The edge at which errors end: the person is told in their language, then the worker marks the update as failed."""

from aiogram import Router
from aiogram.types import ErrorEvent

from bot.storage.readers import Reader
from bot.telegram import notices
from bot.telegram.chat import Chat
from bot.telegram.screens import Screens


def router() -> Router:
    """Whatever a handler did not expect."""
    errors = Router(name="errors")
    errors.errors.register(apologise)
    return errors


async def apologise(
    event: ErrorEvent, screens: Screens, reader: Reader | None = None, chat: Chat | None = None
) -> None:
    """Tell the person; then let the error go on to the worker."""
    if chat:
        language = (reader and reader.language) or screens.catalogue.source_language
        await chat.say(screens.notice(notices.FAILURE, language))
    raise event.exception
