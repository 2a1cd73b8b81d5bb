"""The catch-all: what is not text gets a reply all the same; nobody is left in silence."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader
from bot.telegram import notices
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens


def router() -> Router:
    """Messages without text and buttons that nobody knows any more."""
    rest = Router(name="unreadable")
    rest.message.register(explain)
    rest.edited_message.register(explain)
    rest.callback_query.register(show_menu)
    return rest


async def explain(
    message: Message,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    answering: Answering,
    albums: Pending,
) -> None:
    """Say that only text is read, once for the pictures of an album, and answer what is written under them."""
    album = message.media_group_id
    if album is None or not albums.expects(reader.key, album):
        await chat.say(screens.notice(notices.ONLY_TEXT, language))
    if album:
        albums.keep(reader.key, album)
    if message.caption:
        await answering.answer(message.caption, reader, chat)


async def show_menu(event: CallbackQuery, language: str, chat: Chat, screens: Screens) -> None:
    """An old button: the menu has the new ones."""
    await chat.say(screens.notice(notices.WELCOME, language))
