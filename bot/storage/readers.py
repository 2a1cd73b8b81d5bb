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
    place: str | None = None
    hide_word: str | None = None


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
        if row is None:
            return Reader(key, None)
        return Reader(key, row.language, ReaderState(row.state), row.active_on, row.place, row.hide_word)

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

    async def choose_place(self, key: str, place: str | None) -> None:
        """Store the place that a reader agreed to give, or drop it."""
        await self._change(key, place=place)

    async def choose_hide_word(self, key: str, word: str | None) -> None:
        """Store the folded word that hides a reader's chat, as a hash alone, or drop it."""
        await self._change(key, hide_word=self._keyring.hide_word(key, word) if word else None)

    def is_hide_word(self, reader: Reader, word: str) -> bool:
        """Whether a folded text is the reader's word."""
        return reader.hide_word is not None and reader.hide_word == self._keyring.hide_word(reader.key, word)

    async def set_state(self, key: str, state: ReaderState) -> None:
        """Remember that a reader blocked us, is gone, or is back; nothing happens to one we do not know."""
        await self._change(key, state=state)

    async def seen(self, reader: Reader) -> None:
        """Remember the day on which a stored reader wrote; whoever writes can be written to again."""
        today = self._clock.now().date()
        if reader.language is None or (reader.active_on == today and reader.state is ReaderState.ACTIVE):
            return
        await self._change(reader.key, active_on=today, state=ReaderState.ACTIVE)

    async def forget(self, key: str) -> None:
        """Erase all that is stored of a reader, and what was to be sent to them."""
        async with self._sessions.begin() as session:
            await deliveries.forget(session, key, self._clock.now())
            await session.execute(delete(ReaderRow).where(ReaderRow.key == key))

    async def _change(self, key: str, **values: object) -> None:
        async with self._sessions.begin() as session:
            await session.execute(update(ReaderRow).where(ReaderRow.key == key).values(values))
