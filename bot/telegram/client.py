"""The client of the Bot API."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response, TelegramMethod


def make_bot(token: str, api: str, *, paid: bool = False) -> Bot:
    """A client for this token at this address (Telegram's own or the simulator's).

    paid: campaigns use up what is free, so replies must be allowed to cost something too.
    """
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api.rstrip("/"))))
    if paid:
        bot.session.middleware(_PaidMiddleware())
    return bot


class _PaidMiddleware(BaseRequestMiddleware):
    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        if "allow_paid_broadcast" in type(method).model_fields:
            method = method.model_copy(update={"allow_paid_broadcast": True})
        return await make_request(bot, method)
