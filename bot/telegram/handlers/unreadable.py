"""The catch-all: what is not text gets a reply all the same; nobody is left in silence."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram import notices
from bot.telegram.chat import Chat
from bot.telegram.screens import Screens


def router() -> Router:
    """Messages without text and buttons that nobody knows any more."""
    rest = Router(name="unreadable")
    rest.message.register(explain)
    rest.edited_message.register(explain)
    rest.callback_query.register(show_menu)
    return rest


async def explain(message: Message, language: str, chat: Chat, screens: Screens) -> None:
    """Say that only text is read."""
    await chat.say(screens.notice(notices.ONLY_TEXT, language))


async def show_menu(event: CallbackQuery, language: str, chat: Chat, screens: Screens) -> None:
    """An old button: the menu has the new ones."""
    await chat.say(screens.notice(notices.WELCOME, language))
