"""What every handler is given: who writes, in which language, and the chat to answer in."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User
from aiogram.types import Chat as TelegramChat

from bot.storage.database import UNAVAILABLE
from bot.storage.readers import Readers
from bot.telegram.chat import Chat
from bot.telegram.outbox import Outbox
from bot.telegram.pending import Pending
from bot.telegram.trail import Trail

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class ReaderMiddleware(BaseMiddleware):
    """Adds `reader`, `language` and `chat` in private chats; the rest is for the staff router alone."""

    def __init__(self, readers: Readers, trail: Trail, outbox: Outbox, source_language: Callable[[], str]) -> None:
        self._readers = readers
        self._trail = trail
        self._outbox = outbox
        self._source_language = source_language

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Load the reader; runs after aiogram found out user and chat."""
        user: User | None = data.get("event_from_user")
        chat: TelegramChat | None = data.get("event_chat")
        if chat and chat.type != "private":
            return await handler(event, data)
        if user is None or user.is_bot:
            return None
        data["chat"] = Chat(self._outbox, user.id)
        data["reader"] = await self._readers.get(user.id)
        if isinstance(event, Update) and event.my_chat_member is None:
            with suppress(*UNAVAILABLE):  # an answer matters more than these two
                await self._readers.seen(data["reader"])
                if event.message:
                    await self._trail.leave(user.id, event.message.message_id)
        data["language"] = data["reader"].language or self._source_language()
        return await handler(event, data)


class AwaitedMiddleware(BaseMiddleware):
    """Whoever presses a button or writes a command does something else than what they were asked for."""

    def __init__(self, awaited: Pending) -> None:
        self._awaited = awaited

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Await nothing any more; the handler may await something new."""
        command = isinstance(event, Message) and (event.text or "").startswith("/")
        if "reader" in data and (command or isinstance(event, CallbackQuery)):
            self._awaited.take(data["reader"].key)
        return await handler(event, data)


class CallbackAnswerMiddleware(BaseMiddleware):
    """Stops the waiting sign on a pressed button, whatever became of it; one that is too old does not matter."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Answer after handling."""
        try:
            return await handler(event, data)
        finally:
            if isinstance(event, CallbackQuery):
                with suppress(TelegramAPIError):
                    await event.answer()
