"""What every handler is given: who writes, in which language, and the chat to answer in."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update, User
from aiogram.types import Chat as TelegramChat

from bot.content import Catalogue
from bot.storage.database import UNAVAILABLE
from bot.storage.readers import Reader, Readers
from bot.telegram.callbacks import CaseEnded
from bot.telegram.chat import Chat
from bot.telegram.handover.handover import Handover
from bot.telegram.outbox import Outbox
from bot.telegram.pending import Pending
from bot.telegram.safety.hiding import Hiding
from bot.telegram.trail import Trail
from bot.telegram.written import WRITTEN, Written

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class ReaderMiddleware(BaseMiddleware):
    """Adds `reader`, `language` and `chat` in private chats; the rest is for the staff router alone."""

    def __init__(self, readers: Readers, trail: Trail, outbox: Outbox, catalogue: Callable[[], Catalogue]) -> None:
        self._readers = readers
        self._trail = trail
        self._outbox = outbox
        self._catalogue = catalogue

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Load the reader; runs after aiogram found out user and chat."""
        user: User | None = data.get("event_from_user")
        chat: TelegramChat | None = data.get("event_chat")
        if chat and chat.type != "private":
            return await handler(event, data)
        if user is None or user.is_bot:
            return None
        data["chat"] = Chat(self._outbox, user.id)
        data["reader"] = reader = await self._readers.get(user.id)
        data["chat"] = Chat(self._outbox, user.id, partial(data["written"].show, reader.key))
        if isinstance(event, Update) and event.my_chat_member is None:
            with suppress(*UNAVAILABLE):  # an answer matters more than these two
                await self._readers.seen(reader)
                if event.message:
                    await self._trail.leave(user.id, event.message.message_id)
        data["language"] = reader.language or spoken_by(user, self._catalogue())
        return await handler(event, data)


def spoken_by(user: User | None, catalogue: Catalogue) -> str:
    """The language of somebody's app, if it is one of ours; not more than a guess, and never stored."""
    spoken = (user and user.language_code) or ""
    ours = {language.telegram: language.id for language in catalogue.languages.values()}
    return ours.get(spoken[:2], catalogue.source_language)


class WrittenMiddleware(BaseMiddleware):
    """Makes a press of a message that says what stands on a button, unless it is for staff, or about a word to hide."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Runs after the reader is known."""
        if isinstance(event, Update) and "reader" in data:
            event = await self._read(event, **data)
        return await handler(event, data)

    async def _read(
        self,
        update: Update,
        reader: Reader,
        written: Written,
        hiding: Hiding,
        handover: Handover | None,
        **rest: Any,
    ) -> Update:
        message = update.message
        if message is None or message.from_user is None or message.forward_origin:
            return update
        query = written.press(message.text or "", reader, message.from_user)
        if query is None or hiding.means_word(reader, message.text or ""):
            return update
        ends = (query.data or "").startswith(CaseEnded.__prefix__)
        if handover and not ends and await handover.cases.open_of(reader.key):
            return update
        return Update(update_id=update.update_id, callback_query=query)


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
            if isinstance(event, CallbackQuery) and event.id != WRITTEN:
                with suppress(AiogramError):
                    await event.answer()
