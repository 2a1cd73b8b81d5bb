"""People of the simulator become readers who want news, straight in the database."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from sqlalchemy import insert

from bot.content import Catalogue
from bot.storage.campaign_tables import SubscriptionRow
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.tables import ReaderRow, ReaderState

CHUNK = 1000


def folders(catalogue: Catalogue) -> dict[str, str]:
    """Telegram's language codes to our folders."""
    return {language.telegram: folder for folder, language in catalogue.languages.items()}


async def enrol(
    sessions: Sessions, keyring: Keyring, people: Iterable[Mapping[str, Any]], languages: Mapping[str, str], theme: str
) -> int:
    """Store these people (as the simulator shows them) as readers who want news on a theme; returns how many."""
    now, stored = datetime.now(UTC), 0
    for chunk in batched(people, CHUNK):
        readers = [_reader(person, keyring, languages, now) for person in chunk]
        consents = [{"reader_key": reader["key"], "theme": theme, "since": now} for reader in readers]
        async with sessions.begin() as session:
            await session.execute(insert(ReaderRow), readers)
            await session.execute(insert(SubscriptionRow), consents)
        stored += len(readers)
    return stored


def _reader(person: Mapping[str, Any], keyring: Keyring, languages: Mapping[str, str], now: datetime) -> dict[str, Any]:
    return {
        "key": keyring.pseudonym(person["id"]),
        "telegram_id": keyring.encrypt(str(person["id"]).encode()),
        "language": languages[person["language_code"]],
        "state": ReaderState.ACTIVE,
        "created_at": now,
        "active_on": now.date(),
    }
