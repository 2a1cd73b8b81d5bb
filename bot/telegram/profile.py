"""What Telegram itself shows of the bot, per language: commands, name, descriptions.

Others may see it on a person's phone, so it tells nothing of danger or trafficking. The calls are limited: only what
changed is set, and a refusal is logged and keeps the bot from nothing.
"""

import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand

from bot.content import Catalogue
from bot.phrases import Phrasebook, Phrases
from bot.telegram.notices import N_

log = logging.getLogger(__name__)

NAME = N_("Rahnuma")
SHORT_DESCRIPTION = N_("Free information for people who are new in Bulgaria.")
DESCRIPTION = N_(
    "I answer questions about life, papers and help in Bulgaria, in your language, free of charge. "
    "I do not ask for your name. Press Start."
)


def commands(phrases: Phrases) -> list[BotCommand]:
    """The commands with their descriptions in one language."""
    descriptions = {
        "menu": phrases.gettext("All topics"),
        "contacts": phrases.gettext("Phone numbers and offices"),
        "person": phrases.gettext("Talk to a person"),
        "place": phrases.gettext("Where you are"),
        "subscribe": phrases.gettext("Choose news"),
        "stop": phrases.gettext("No news at all"),
        "language": phrases.gettext("Change the language"),
        "hide": phrases.gettext("Hide this chat"),
        "word": phrases.gettext("Choose a word"),
        "verify": phrases.gettext("Is a message really from this bot?"),
        "mydata": phrases.gettext("What is kept about you"),
        "privacy": phrases.gettext("How your data are protected"),
        "forget": phrases.gettext("Erase what is kept about you"),
        "help": phrases.gettext("Help and settings"),
    }
    return [BotCommand(command=name, description=text) for name, text in descriptions.items()]


async def publish_profile(bot: Bot, catalogue: Catalogue, phrasebook: Phrasebook) -> None:
    """Set what changed, in each language and (in the source language) for everybody else."""
    codes: dict[str | None, str] = {None: catalogue.source_language}
    codes |= {language.telegram: folder for folder, language in catalogue.languages.items()}
    for code, folder in codes.items():
        for publish in (_publish_commands, _publish_name, _publish_description, _publish_short_description):
            await _try(publish, bot, code, phrasebook[folder])


Publish = Callable[[Bot, str | None, Phrases], Awaitable[None]]


async def _try(publish: Publish, bot: Bot, code: str | None, phrases: Phrases) -> None:
    try:
        await publish(bot, code, phrases)
    except TelegramAPIError as error:
        what = publish.__name__.removeprefix("_publish_")
        log.warning("The %s for %s could not be set: %s", what, code or "everybody", type(error).__name__)


async def _publish_commands(bot: Bot, code: str | None, phrases: Phrases) -> None:
    wanted, shown = commands(phrases), await bot.get_my_commands(language_code=code)
    # Compared by what is in them: an object that came from Telegram never equals one of ours.
    if [each.model_dump() for each in shown] != [each.model_dump() for each in wanted]:
        await bot.set_my_commands(wanted, language_code=code)


async def _publish_name(bot: Bot, code: str | None, phrases: Phrases) -> None:
    wanted = phrases.gettext(NAME)
    if (await bot.get_my_name(language_code=code)).name != wanted:
        await bot.set_my_name(name=wanted, language_code=code)


async def _publish_description(bot: Bot, code: str | None, phrases: Phrases) -> None:
    wanted = phrases.gettext(DESCRIPTION)
    if (await bot.get_my_description(language_code=code)).description != wanted:
        await bot.set_my_description(description=wanted, language_code=code)


async def _publish_short_description(bot: Bot, code: str | None, phrases: Phrases) -> None:
    wanted = phrases.gettext(SHORT_DESCRIPTION)
    if (await bot.get_my_short_description(language_code=code)).short_description != wanted:
        await bot.set_my_short_description(short_description=wanted, language_code=code)
