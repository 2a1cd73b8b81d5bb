"""Telling whether a message is ours."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from bot.storage.broadcasts import Broadcasts
from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat
from bot.telegram.pending import Pending
from bot.telegram.safety import notices, verification
from bot.telegram.safety.callbacks import VerifyAsked
from bot.telegram.safety.verification import DOUBT, code_in, is_from_another
from bot.telegram.screens import Screens


class SaysCode(Filter):
    """Lets through a code, by itself or where one is awaited, and hands it on."""

    async def __call__(self, message: Message, reader: Reader, awaited: Pending) -> bool | dict[str, Any]:
        """Whether there is one."""
        code = code_in(message.text or "", alone=not awaited.expects(reader.key, DOUBT))
        return {"code": code} if code else False


def router() -> Router:
    """The command, the button, codes and forwarded messages."""
    doubts = Router(name="verification")
    doubts.message.register(ask, Command("verify", ignore_case=True))
    doubts.callback_query.register(ask, VerifyAsked.filter())
    doubts.message.register(judge_forwarded, F.forward_origin, is_from_another)
    doubts.message.register(judge_code, SaysCode())
    return doubts


async def ask(
    event: Message | CallbackQuery,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    broadcasts: Broadcasts,
    awaited: Pending,
    command: CommandObject | None = None,
) -> None:
    """Say what to send; judge a code behind the command at once."""
    if command and command.args:
        code = code_in(command.args, alone=False) or command.args
        await _judge(code, language, chat, screens, broadcasts)
    else:
        awaited.keep(reader.key, DOUBT)
        await chat.say(verification.asked(screens.edition(language)))


async def judge_code(
    message: Message, code: str, language: str, chat: Chat, screens: Screens, broadcasts: Broadcasts
) -> None:
    """Tell whether a broadcast has this code, and what it says."""
    await _judge(code, language, chat, screens, broadcasts)


async def judge_forwarded(
    message: Message, reader: Reader, language: str, chat: Chat, bot: Bot, screens: Screens, answering: Answering
) -> None:
    """Tell whether it was written by this bot; what tells of danger in it is answered first."""
    if verification.is_from(message, bot.id):
        await chat.say(verification.ours(screens.edition(language)))
        return
    if text := message.text or message.caption:
        await answering.warn(text, reader, chat)
    await chat.say(verification.not_ours(screens.edition(language)))


async def _judge(code: str, language: str, chat: Chat, screens: Screens, broadcasts: Broadcasts) -> None:
    edition = screens.edition(language)
    if found := await broadcasts.with_code(code):
        for screen in verification.ours_by_code(edition, found):
            await chat.say(screen)
    else:
        await chat.say(verification.not_ours(edition, notices.UNKNOWN_CODE))
