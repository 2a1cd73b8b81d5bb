"""Groups: the staff's, in which every thread is a case, and all others, which the bot leaves again.

Whatever comes from a group ends here, so that no handler for readers ever sees it.
"""

import logging
from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command, Filter
from aiogram.methods import LeaveChat, SendMessage
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.storage.case_tables import PostKind
from bot.storage.cases import Case
from bot.telegram.handover import notices
from bot.telegram.handover.handover import Handover
from bot.telegram.middlewares import spoken_by
from bot.telegram.outbox import Outbox
from bot.telegram.screens import Screens

log = logging.getLogger(__name__)

_NOT_PRIVATE = F.chat.type != "private"
_ASIDE = F.text.startswith("//") | F.caption.startswith("//")  # what staff say to each other
_COMMAND = F.text.startswith("/")
_THERE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)
# What people write or send. The rest are Telegram's notes on a chat, which nobody needs a copy of.
_SAID = {"text", "photo", "voice", "video", "video_note", "audio", "document", "animation", "sticker", "location",
         "venue", "contact", "poll", "dice"}  # fmt: skip
_MOVES = F.edit_date & F.location  # a shared location, of which the phone tells again and again


class OfStaff(Filter):
    """Lets through what comes from the staff's group."""

    async def __call__(self, event: Message | ChatMemberUpdated, handover: Handover | None) -> bool:
        """Whether it is from there."""
        return handover is not None and event.chat.id == handover.group.id


class InThread(Filter):
    """Lets through messages in the thread of a case, and hands the case on."""

    async def __call__(self, event: Message, handover: Handover | None) -> bool | dict[str, Any]:
        """Whether the thread is a case's."""
        if handover is None or event.chat.id != handover.group.id or event.message_thread_id is None:
            return False
        case = await handover.cases.in_thread(event.message_thread_id)
        return {"case": case} if case else False


def router() -> Router:
    """Everything that is not from a private chat; must be asked first."""
    staff = Router(name="staff")
    staff.message.register(close, Command("close", ignore_case=True), InThread())
    staff.message.register(close, F.forum_topic_closed, InThread())
    staff.message.register(explain, _COMMAND, ~_ASIDE, InThread())
    for messages in (staff.message, staff.edited_message):
        messages.register(pass_back, F.content_type.in_(_SAID), ~_MOVES, ~_COMMAND, ~_ASIDE, InThread())
    staff.message.register(follow, F.migrate_to_chat_id | F.migrate_from_chat_id)
    staff.my_chat_member.register(notice_standing, OfStaff())
    staff.my_chat_member.register(decline, _NOT_PRIVATE, F.new_chat_member.status.in_(_THERE))
    staff.message.register(ignore, OfStaff())
    staff.message.register(decline, _NOT_PRIVATE)
    staff.edited_message.register(ignore, _NOT_PRIVATE)
    staff.my_chat_member.register(ignore, _NOT_PRIVATE)
    staff.callback_query.register(ignore, F.message.chat.type != "private")
    return staff


async def close(message: Message, case: Case, handover: Handover) -> None:
    """End the case."""
    await handover.close(case)


async def explain(message: Message, case: Case, handover: Handover) -> None:
    """Say what can be done in a thread."""
    await handover.posts.put(case.number, PostKind.HELP)


async def pass_back(message: Message, case: Case, handover: Handover) -> None:
    """Hand what staff wrote to the reader."""
    await handover.pass_back(case, message.message_id)


async def follow(message: Message, handover: Handover | None) -> None:
    """A group became a supergroup; if it is the staff's, it is found under its new number from now on."""
    if handover and message.migrate_to_chat_id and message.chat.id == handover.group.id:
        handover.group.move(message.migrate_to_chat_id)
    elif handover and message.migrate_from_chat_id == handover.group.id:
        handover.group.move(message.chat.id)


async def notice_standing(event: ChatMemberUpdated) -> None:
    """Tell the operator when the bot lost the staff's group, or came into it."""
    if event.new_chat_member.status in _THERE:
        log.info("The bot is in the staff group")
    else:
        log.error("The bot was removed from the staff group: nobody can be asked for until it is let in again")


async def decline(
    event: Message | ChatMemberUpdated, outbox: Outbox, screens: Screens, handover: Handover | None
) -> None:
    """Say in one line that groups are not for us, and leave."""
    if handover:
        await handover.look_for_group()  # it may be the staff's own, which has just got another number
        if event.chat.id == handover.group.id:
            return
    if event.chat.type != "channel":
        phrases = screens.edition(spoken_by(event.from_user, screens.catalogue)).phrases
        line = SendMessage(chat_id=event.chat.id, text=phrases.gettext(notices.DECLINED))
        await outbox.send(line, event.chat.id)
    await outbox.send(LeaveChat(chat_id=event.chat.id), event.chat.id)


async def ignore(event: Message | ChatMemberUpdated | CallbackQuery) -> None:
    """Nothing to do."""
