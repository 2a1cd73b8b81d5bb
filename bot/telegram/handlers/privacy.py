"""What we keep, all that is held about a reader, and forgetting it."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.storage.database import Sessions
from bot.storage.held import held
from bot.storage.readers import Reader, Readers
from bot.telegram import notices
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat
from bot.telegram.handover.handover import Handover
from bot.telegram.safety import holdings
from bot.telegram.safety.callbacks import ErasureAgreed, ErasureAsked, HeldAsked
from bot.telegram.screens import Screens
from bot.telegram.written import Written


def router() -> Router:
    """The privacy commands and their buttons."""
    private = Router(name="privacy")
    private.message.register(explain, Command("privacy", ignore_case=True))
    private.message.register(show, Command("mydata", ignore_case=True))
    private.callback_query.register(show, HeldAsked.filter())
    private.callback_query.register(ask_again, ErasureAsked.filter())
    private.message.register(forget, Command("forget", ignore_case=True))
    private.callback_query.register(forget, ErasureAgreed.filter())
    return private


async def explain(message: Message, language: str, chat: Chat, screens: Screens) -> None:
    """Say what is kept and why; to a newcomer in the source language."""
    topics = screens.edition(language).with_action("privacy")
    await chat.say(screens.topic(topics[0], language) if topics else screens.notice(notices.WELCOME, language))


async def show(
    event: Message | CallbackQuery, reader: Reader, language: str, chat: Chat, screens: Screens, stored: Sessions
) -> None:
    """Show everything that is held about this reader."""
    await chat.say(holdings.shown(screens.edition(language), await held(stored, reader.key)))


async def ask_again(event: CallbackQuery, language: str, chat: Chat, screens: Screens) -> None:
    """Ask whether it shall really be erased."""
    await chat.say(holdings.question(screens.edition(language)))


async def forget(
    event: Message | CallbackQuery,
    reader: Reader,
    language: str,
    readers: Readers,
    chat: Chat,
    screens: Screens,
    handover: Handover | None,
    answering: Answering,
    written: Written,
) -> None:
    """Erase all that is stored of this reader or kept in mind, and what staff have of them in their group."""
    if handover:
        await handover.forget(reader.key)
    await readers.forget(reader.key)
    await answering.drop(reader, language)
    await chat.say(screens.forgotten(language))
    written.drop(reader.key)
