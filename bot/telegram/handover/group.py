"""The staff's forum group: a thread a case. Tells in errors of ours what became of a call."""

import logging
from typing import Any

from aiogram.methods import (
    CloseForumTopic,
    CopyMessage,
    CreateForumTopic,
    DeleteForumTopic,
    EditForumTopic,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import ForumTopic

from bot.errors import RahnumaError
from bot.outcome import Fate
from bot.telegram.outbox import Outbox

log = logging.getLogger(__name__)

PER_SECOND = 19 / 60
"""Telegram takes 20 messages a minute from a bot in one group, all threads together."""

_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_NO_RIGHTS = ("not enough rights", "have no rights", "need administrator rights", "chat_admin_required", "not a forum")


class GroupLostError(RahnumaError):
    """We are not in the group, it is no forum, or we lack a right."""


class RefusedError(RahnumaError):
    """Telegram does not take this; the message is its reason."""


class ThreadGoneError(RefusedError):
    """Somebody deleted the thread."""


class NoAnswerError(RahnumaError):
    """Telegram is out of reach; the call may or may not have been carried out."""


class StaffGroup:
    """The group, behind an outbox of its own pace. Every call may raise each of the errors above."""

    def __init__(self, outbox: Outbox, chat_id: int) -> None:
        self._outbox = outbox
        self.id = chat_id

    def move(self, chat_id: int) -> None:
        """The group became a supergroup and has another id from now on."""
        if chat_id != self.id:
            self.id = chat_id
            log.error("The staff group became a supergroup: set STAFF_CHAT to its new number")

    async def create_thread(self, name: str) -> int:
        """A new thread; where none can be made, the group is as good as lost."""
        try:
            topic = await self._do(CreateForumTopic(chat_id=self.id, name=name))
        except RefusedError as error:
            raise GroupLostError(str(error)) from error
        assert isinstance(topic, ForumTopic)
        return topic.message_thread_id

    async def rename_thread(self, thread_id: int, name: str) -> None:
        """Give a thread another name."""
        await self._do(EditForumTopic(chat_id=self.id, message_thread_id=thread_id, name=name))

    async def close_thread(self, thread_id: int) -> None:
        """Let nobody but administrators write there any more."""
        await self._do(CloseForumTopic(chat_id=self.id, message_thread_id=thread_id))

    async def delete_thread(self, thread_id: int) -> None:
        """Remove a thread with all that was written in it."""
        await self._do(DeleteForumTopic(chat_id=self.id, message_thread_id=thread_id))

    async def say(self, thread_id: int | None, html: str) -> None:
        """Write into a thread, or to all."""
        message = SendMessage(chat_id=self.id, message_thread_id=thread_id, text=html, parse_mode="HTML")
        await self._do(message)

    async def copy(self, thread_id: int, from_chat: int, message_id: int) -> None:
        """Copy a message into a thread; nobody sees whom it is from."""
        copied = CopyMessage(
            chat_id=self.id, message_thread_id=thread_id, from_chat_id=from_chat, message_id=message_id
        )
        await self._do(copied)

    async def _do(self, method: TelegramMethod[Any]) -> Any:
        outcome = await self._outbox.send(method, self.id)
        if outcome.moved_to:
            self.move(outcome.moved_to)
            outcome = await self._outbox.send(method.model_copy(update={"chat_id": self.id}), self.id)
        match outcome.fate:
            case Fate.SENT:
                return outcome.result
            case Fate.UNKNOWN | Fate.UNREACHED | Fate.LATER:
                raise NoAnswerError
            case Fate.REFUSED | Fate.STALE_FILE:
                raise _refusal(outcome.reason)
        raise GroupLostError(outcome.reason)


def _refusal(reason: str) -> GroupLostError | RefusedError:
    if any(words in reason for words in _THREAD_GONE):
        return ThreadGoneError(reason)
    if any(words in reason for words in _NO_RIGHTS):
        return GroupLostError(reason)
    return RefusedError(reason)
