"""Choosing and changing the language."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader, Readers
from bot.telegram.answering import Answering
from bot.telegram.callbacks import LanguageAsked, LanguageChosen
from bot.telegram.chat import Chat
from bot.telegram.screens import Screens


def router() -> Router:
    """The language command and buttons."""
    languages = Router(name="language")
    languages.message.register(ask_language, Command("language", ignore_case=True))
    languages.callback_query.register(ask_language, LanguageAsked.filter())
    languages.callback_query.register(choose_language, LanguageChosen.filter())
    return languages


async def ask_language(event: Message | CallbackQuery, chat: Chat, screens: Screens) -> None:
    """Show the languages under their own names."""
    await chat.say(screens.choose_language())


async def choose_language(
    event: CallbackQuery,
    callback_data: LanguageChosen,
    reader: Reader,
    chat: Chat,
    readers: Readers,
    screens: Screens,
    answering: Answering,
) -> None:
    """Remember the language, then answer the question that the person came with, or show the menu."""
    if callback_data.language not in screens.catalogue.languages:
        await chat.say(screens.choose_language())
        return
    newcomer = reader.language is None
    known = await readers.choose_language(event.from_user.id, callback_data.language)
    await answering.welcome(known, chat, newcomer=newcomer)
