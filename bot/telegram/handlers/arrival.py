"""Arriving, finding out what there is, and saying where one is."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader, Readers
from bot.telegram import notices, places
from bot.telegram.arrivals import Arrivals
from bot.telegram.callbacks import HelpOpened, PlaceAsked, PlaceKept
from bot.telegram.chat import Chat
from bot.telegram.help import help_and_settings
from bot.telegram.screens import Screens


def router() -> Router:
    """Links, help, the place."""
    arrival = Router(name="arrival")
    arrival.message.register(arrive, CommandStart(deep_link=True, ignore_case=True))
    arrival.message.register(show_help, Command("help", "settings", ignore_case=True))
    arrival.callback_query.register(show_help, HelpOpened.filter())
    arrival.message.register(ask_place, Command("place", ignore_case=True))
    arrival.callback_query.register(ask_place, PlaceAsked.filter())
    arrival.callback_query.register(keep_place, PlaceKept.filter())
    return arrival


async def arrive(
    message: Message, command: CommandObject, language: str, chat: Chat, screens: Screens, arrivals: Arrivals
) -> None:
    """Show what the link is about; one that names nothing leads to the menu."""
    screen = await arrivals.screen(command.args or "", language)
    await chat.say(screen or screens.notice(notices.WELCOME, language))


async def show_help(event: Message | CallbackQuery, language: str, chat: Chat, screens: Screens) -> None:
    """Show help and settings."""
    await chat.say(help_and_settings(screens.edition(language)))


async def ask_place(
    event: Message | CallbackQuery, reader: Reader, language: str, chat: Chat, screens: Screens
) -> None:
    """Ask where the reader is."""
    await chat.say(places.where(screens.edition(language), reader.place))


async def keep_place(
    event: CallbackQuery,
    callback_data: PlaceKept,
    reader: Reader,
    language: str,
    chat: Chat,
    readers: Readers,
    screens: Screens,
) -> None:
    """Keep the place, or drop it; a place that is gone meanwhile is asked for again."""
    edition, place = screens.edition(language), callback_data.place or None
    if place is not None and place not in screens.catalogue.known_places:
        await chat.say(places.where(edition, reader.place))
        return
    await readers.choose_place(reader.key, place)
    message = event.message.message_id if event.message else None
    await chat.replace(message, places.settled(edition, place))
