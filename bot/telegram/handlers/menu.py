"""Finding one's way by buttons and commands."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader
from bot.telegram import notices
from bot.telegram.callbacks import (
    ChildVersionOpened,
    MenuOpened,
    NothingFits,
    PlaceOpened,
    ThemeOpened,
    TopicOpened,
)
from bot.telegram.chat import Chat, Screen
from bot.telegram.screens import Screens

# Commands that open the topics with an action of the same name, as topics.yml has them.
ACTION_COMMANDS = ("contacts", "person")


def router() -> Router:
    """Menu, themes, topics."""
    menus = Router(name="menu")
    menus.message.register(show_menu, CommandStart(ignore_case=True))
    menus.message.register(show_menu, Command("menu", ignore_case=True))
    menus.message.register(show_action, Command(*ACTION_COMMANDS, ignore_case=True))
    menus.callback_query.register(return_to_menu, MenuOpened.filter())
    menus.callback_query.register(open_theme, ThemeOpened.filter())
    menus.callback_query.register(open_topic, TopicOpened.filter())
    menus.callback_query.register(open_child_version, ChildVersionOpened.filter())
    menus.callback_query.register(open_place, PlaceOpened.filter())
    menus.callback_query.register(admit, NothingFits.filter())
    return menus


async def show_menu(message: Message, language: str, chat: Chat, screens: Screens) -> None:
    """Show the menu as a new message."""
    await chat.say(screens.notice(notices.WELCOME, language))


async def return_to_menu(event: CallbackQuery, language: str, chat: Chat, screens: Screens) -> None:
    """Show the menu below an answer, which stays; a theme's list becomes the menu again."""
    await chat.say(screens.notice(notices.WELCOME, language))


async def open_theme(
    event: CallbackQuery, callback_data: ThemeOpened, language: str, chat: Chat, screens: Screens
) -> None:
    """Turn the menu into the list of a theme's topics."""
    if callback_data.theme not in screens.edition(language).themes():
        await chat.say(screens.notice(notices.WELCOME, language))  # an old button: the theme is gone
        return
    await chat.replace(
        event.message.message_id if event.message else None, screens.theme(callback_data.theme, language)
    )


async def open_topic(
    event: CallbackQuery, callback_data: TopicOpened, reader: Reader, language: str, chat: Chat, screens: Screens
) -> None:
    """Answer a topic in the language of the button."""
    shown = callback_data.language if callback_data.language in screens.catalogue.languages else language
    if not screens.edition(shown).has(callback_data.topic):
        await chat.say(screens.notice(notices.WELCOME, language))  # an old button: the topic is gone
        return
    at_home = _contacts_at_home(callback_data.topic, reader, shown, screens)
    await chat.say(at_home or screens.topic(callback_data.topic, shown, reader_language=language))


async def open_child_version(
    event: CallbackQuery, callback_data: ChildVersionOpened, language: str, chat: Chat, screens: Screens
) -> None:
    """Answer a topic in words for children."""
    shown = callback_data.language if callback_data.language in screens.catalogue.languages else language
    if not screens.edition(shown).has(callback_data.topic):
        await chat.say(screens.notice(notices.WELCOME, language))
        return
    await chat.say(screens.child_version(callback_data.topic, shown))


async def open_place(
    event: CallbackQuery, callback_data: PlaceOpened, language: str, chat: Chat, screens: Screens
) -> None:
    """List who helps in a place."""
    shown = callback_data.language if callback_data.language in screens.catalogue.languages else language
    if callback_data.place not in screens.catalogue.places():
        await chat.say(screens.notice(notices.WELCOME, language))
        return
    await chat.say(screens.place(callback_data.place, shown))


async def show_action(
    message: Message, command: CommandObject, reader: Reader, language: str, chat: Chat, screens: Screens
) -> None:
    """Answer the topic that this command stands for."""
    for topic in screens.edition(language).with_action(command.command)[:1]:
        at_home = _contacts_at_home(topic, reader, language, screens)
        await chat.say(at_home or screens.topic(topic, language))
        return
    await chat.say(screens.notice(notices.WELCOME, language))


def _contacts_at_home(topic: str, reader: Reader, language: str, screens: Screens) -> Screen | None:
    """For a reader who agreed that their place is kept: who helps there, in place of the list for the country."""
    wanted = screens.catalogue.topics[topic].action == "contacts"
    return screens.place(reader.place, language) if wanted and reader.place in screens.catalogue.places() else None


async def admit(event: CallbackQuery, language: str, chat: Chat, screens: Screens) -> None:
    """None of the proposed topics was meant: say that we do not know."""
    await chat.say(screens.notice(notices.NO_ANSWER, language))
