"""Readers: who they are to us, and no more."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, update

from bot.clock import Clock
from bot.storage import deliveries
from bot.storage.database import Sessions, insert_new
from bot.storage.keyring import Keyring
from bot.storage.tables import ReaderRow, ReaderState


@dataclass(frozen=True)
class Reader:
    """A person as the handlers see them; `language` is None until they chose one (and nothing is stored)."""

    key: str
    language: str | None
    state: ReaderState = ReaderState.ACTIVE
    active_on: date | None = None


class Readers:
    """The table of readers."""

    def __init__(self, sessions: Sessions, keyring: Keyring, clock: Clock) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._clock = clock

    async def get(self, telegram_id: int) -> Reader:
        """The reader of this Telegram account, stored or not."""
        key = self._keyring.pseudonym(telegram_id)
        async with self._sessions() as session:
            row = await session.get(ReaderRow, key)
        return Reader(key, row.language, ReaderState(row.state), row.active_on) if row else Reader(key, None)

    async def choose_language(self, telegram_id: int, language: str) -> Reader:
        """Store the reader with this language, or change it; makes them active."""
        key = self._keyring.pseudonym(telegram_id)
        values = {
            "key": key,
            "telegram_id": self._keyring.encrypt(str(telegram_id).encode()),
            "language": language,
            "state": ReaderState.ACTIVE,
            "created_at": self._clock.now(),
        }
        async with self._sessions.begin() as session:
            await session.execute(
                insert_new(session, ReaderRow)
                .values(values)
                .on_conflict_do_update(index_elements=["key"], set_={"language": language, "state": ReaderState.ACTIVE})
            )
        return Reader(key, language)

    async def set_state(self, key: str, state: ReaderState) -> None:
        """Remember that a reader blocked us, is gone, or is back; nothing happens to one we do not know."""
        async with self._sessions.begin() as session:
            await session.execute(update(ReaderRow).where(ReaderRow.key == key).values(state=state))

    async def seen(self, reader: Reader) -> None:
        """Remember the day on which a stored reader wrote; whoever writes can be written to again."""
        today = self._clock.now().date()
        if reader.language is None or (reader.active_on == today and reader.state is ReaderState.ACTIVE):
            return
        async with self._sessions.begin() as session:
            values = {"active_on": today, "state": ReaderState.ACTIVE}
            await session.execute(update(ReaderRow).where(ReaderRow.key == reader.key).values(values))

    async def forget(self, key: str) -> None:
        """Erase all that is stored of a reader, and what was to be sent to them."""
        async with self._sessions.begin() as session:
            await deliveries.forget(session, key, self._clock.now())
            await session.execute(delete(ReaderRow).where(ReaderRow.key == key))
