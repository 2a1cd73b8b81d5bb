"""The bot's commands in Telegram's own menu, per language; set only when they changed, since the calls are limited."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand

from bot.content import Catalogue
from bot.phrases import Phrasebook, Phrases

log = logging.getLogger(__name__)


def commands(phrases: Phrases) -> list[BotCommand]:
    """The commands with their descriptions in one language."""
    descriptions = {
        "menu": phrases.gettext("All topics"),
        "contacts": phrases.gettext("Phone numbers and offices"),
        "person": phrases.gettext("Talk to a person"),
        "subscribe": phrases.gettext("Choose news"),
        "stop": phrases.gettext("No news at all"),
        "language": phrases.gettext("Change the language"),
        "privacy": phrases.gettext("What is kept about you"),
        "forget": phrases.gettext("Erase what is kept about you"),
    }
    return [BotCommand(command=name, description=text) for name, text in descriptions.items()]


async def publish_profile(bot: Bot, catalogue: Catalogue, phrasebook: Phrasebook) -> None:
    """Set what changed, in each language and (in the source language) for everybody else.

    A refusal is logged and does not keep the bot from starting.
    """
    codes: dict[str | None, str] = {None: catalogue.source_language}
    codes |= {language.telegram: folder for folder, language in catalogue.languages.items()}
    for code, folder in codes.items():
        wanted = commands(phrasebook[folder])
        try:
            if await bot.get_my_commands(language_code=code) != wanted:
                await bot.set_my_commands(wanted, language_code=code)
        except TelegramAPIError as error:
            log.warning("The commands for %s could not be set: %s", code or "everybody", type(error).__name__)
