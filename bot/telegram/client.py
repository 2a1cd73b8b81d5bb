"""The client of the Bot API."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer


def make_bot(token: str, api: str) -> Bot:
    """A client for this token at this address (Telegram's own or the simulator's)."""
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api.rstrip("/"))))
