"""Whoever writes faster than anybody can read is told so, once; what is urgent comes through all the same."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader
from bot.telegram import notices
from bot.telegram.chat import Chat
from bot.telegram.pace import Pace, Pass
from bot.telegram.screens import Screens


class TooFast(Filter):
    """Lets through what is too much, and hands on what to do with it."""

    async def __call__(
        self, event: Message | CallbackQuery, reader: Reader, language: str, pace: Pace, screens: Screens
    ) -> bool | dict[str, Any]:
        """Whether it is too much."""
        verdict = pace.enter(reader.key)
        text = (event.text or event.caption or "") if isinstance(event, Message) else ""
        if verdict is Pass.IN or screens.catalogue.urgent.find(text, language):
            return False
        return {"verdict": verdict}


def router() -> Router:
    """Everything that readers do, after hiding, which no haste may hinder."""
    flood = Router(name="flood")
    flood.message.register(slow_down, TooFast())
    flood.edited_message.register(slow_down, TooFast())
    flood.callback_query.register(slow_down, TooFast())
    return flood


async def slow_down(event: Message | CallbackQuery, verdict: Pass, language: str, chat: Chat, screens: Screens) -> None:
    """Say once that it is too fast."""
    if verdict is Pass.TELL:
        await chat.say(screens.notice(notices.TOO_FAST, language))
