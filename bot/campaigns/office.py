"""The office: settings, database and content opened for one command at the terminal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache

from bot.campaigns.desk import Desk
from bot.campaigns.house import House
from bot.campaigns.texts import Texts
from bot.clock import SystemClock
from bot.content import Catalogue, Library
from bot.phrases import Phrasebook
from bot.settings import Settings, read_settings
from bot.storage.database import migrate, open_database, sessions
from bot.storage.keyring import Keyring


@dataclass(frozen=True)
class Office:
    """What commands work with."""

    settings: Settings
    house: House
    desk: Desk

    @property
    def catalogue(self) -> Catalogue:
        """The content."""
        return self.house.texts.catalogue

    @property
    def testers(self) -> list[int]:
        """The Telegram ids of staff who get test sends."""
        return [int(id_) for id_ in self.settings.campaign_testers.split(",") if id_.strip()]


@asynccontextmanager
async def open_office() -> AsyncIterator[Office]:
    """Open with the settings of this process; raises SettingsError, ContentError."""
    settings, clock = read_settings(), SystemClock()

    @cache
    def catalogue() -> Catalogue:  # read only when needed: the kill switch must not wait for it
        return Library(settings.content).catalogue

    @cache
    def phrasebook() -> Phrasebook:
        return Phrasebook({name: row.locale for name, row in catalogue().languages.items()})

    engine = open_database(settings.database_url)
    try:
        await migrate(engine)
        keyring = Keyring(settings.reader_key.get_secret_value())
        house = House(sessions(engine), keyring, Texts(catalogue, phrasebook, clock, keyring.code), clock)
        yield Office(settings, house, house.desk())
    finally:
        await engine.dispose()
