"""Reminders: waiting -> sending -> erased. `/forget` erases them with the reader.

A crash leaves `sending`; recover() makes it waiting again: the same neutral line twice hurts less than a missed day.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.reminder_tables import ReminderRow, ReminderState
from bot.storage.tables import ReaderRow

MOST = 10  # a reader


@dataclass(frozen=True)
class Reminder:
    """One reminder; `reader_id` is the Telegram id, for calls to Telegram only."""

    id: int
    reader_id: int
    language: str
    flow: str
    at: datetime


class Reminders:
    """The table of reminders."""

    def __init__(self, sessions: Sessions, keyring: Keyring) -> None:
        self._sessions = sessions
        self._keyring = keyring

    async def add(self, reader_key: str, at: datetime, flow: str) -> int | None:
        """Keep a reminder of a stored reader; None when there are too many. The same one twice is kept once."""
        mine = ReminderRow.reader_key == reader_key
        async with self._sessions.begin() as session:
            same = select(ReminderRow.id).where(mine, ReminderRow.at == at, ReminderRow.flow == flow)
            if known := await session.scalar(same):
                return known
            if len((await session.scalars(select(ReminderRow.id).where(mine))).all()) >= MOST:
                return None
            values = {"reader_key": reader_key, "at": at, "flow": flow, "state": ReminderState.WAITING}
            return await session.scalar(insert(ReminderRow).values(values).returning(ReminderRow.id))

    async def of(self, reader_key: str) -> list[Reminder]:
        """All reminders of a reader, the next first."""
        return await self._find(ReminderRow.reader_key == reader_key)

    async def drop(self, id_: int, reader_key: str) -> None:
        """Erase a reminder of this reader."""
        await self._erase((ReminderRow.id == id_) & (ReminderRow.reader_key == reader_key))

    async def due(self, now: datetime) -> list[Reminder]:
        """What waits and is due, the oldest first."""
        return await self._find((ReminderRow.state == ReminderState.WAITING) & (ReminderRow.at <= now))

    async def take(self, id_: int) -> bool:
        """Say that it goes out now; False if it is gone or another takes it."""
        mine = (ReminderRow.id == id_) & (ReminderRow.state == ReminderState.WAITING)
        return await self._move(mine, ReminderState.SENDING)

    async def put_back(self, id_: int) -> None:
        """It could not be sent: try again later."""
        await self._move(ReminderRow.id == id_, ReminderState.WAITING)

    async def settle(self, id_: int) -> None:
        """It was sent, or never can be: keep nothing of it."""
        await self._erase(ReminderRow.id == id_)

    async def recover(self) -> None:
        """After a crash: what was going out waits again."""
        await self._move(ReminderRow.state == ReminderState.SENDING, ReminderState.WAITING)

    async def _move(self, which: ColumnElement[bool], state: ReminderState) -> bool:
        async with self._sessions.begin() as session:
            moved = update(ReminderRow).where(which).values(state=state).returning(ReminderRow.id)
            return (await session.execute(moved)).first() is not None

    async def _erase(self, which: ColumnElement[bool]) -> None:
        async with self._sessions.begin() as session:
            await session.execute(delete(ReminderRow).where(which))

    async def _find(self, which: ColumnElement[bool]) -> list[Reminder]:
        query = select(ReminderRow, ReaderRow.telegram_id, ReaderRow.language).join(ReaderRow).where(which)
        async with self._sessions() as session:
            found = await session.execute(query.order_by(ReminderRow.at, ReminderRow.id))
            return [
                Reminder(row.id, int(self._keyring.decrypt(sealed)), language, row.flow, row.at)
                for row, sealed, language in found
            ]
