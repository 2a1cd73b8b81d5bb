"""Traces: the numbers of the messages in a reader's chat that a bot may still delete."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, select

from bot.clock import Clock
from bot.storage.campaign_tables import DeliveryRow
from bot.storage.database import Sessions, insert_new
from bot.storage.tables import ReaderRow
from bot.storage.trace_tables import TraceRow

DELETABLE = timedelta(hours=48)  # Telegram's own limit
KEPT = DELETABLE - timedelta(hours=1)  # the purge comes once an hour


class Traces:
    """The table of traces; of people who are not stored as readers nothing is kept here either."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def leave(self, reader_key: str, message_ids: Collection[int]) -> bool:
        """Note messages of either side; False where this is nobody whom we store."""
        now = self._clock.now()
        rows = [{"reader_key": reader_key, "message_id": id_, "left_at": now} for id_ in message_ids]
        async with self._sessions.begin() as session:
            if await session.scalar(select(ReaderRow.key).where(ReaderRow.key == reader_key)) is None:
                return False
            await session.execute(insert_new(session, TraceRow).values(rows).on_conflict_do_nothing())
        return True

    async def of(self, reader_key: str) -> list[int]:
        """The messages of a reader's chat, those of campaigns too, that can still be deleted; the newest first."""
        since = self._clock.now() - DELETABLE
        noted = select(TraceRow.message_id).where(TraceRow.reader_key == reader_key, TraceRow.left_at > since)
        sent = select(DeliveryRow.message_id).where(
            DeliveryRow.reader_key == reader_key, DeliveryRow.settled_at > since, DeliveryRow.message_id.is_not(None)
        )
        async with self._sessions() as session:
            found = {*await session.scalars(noted), *await session.scalars(sent)}
        return sorted((id_ for id_ in found if id_ is not None), reverse=True)

    async def wipe(self, reader_key: str) -> None:
        """Keep none of a reader's traces."""
        async with self._sessions.begin() as session:
            await session.execute(delete(TraceRow).where(TraceRow.reader_key == reader_key))

    async def purge(self) -> None:
        """Drop the traces of messages that soon cannot be deleted any more."""
        async with self._sessions.begin() as session:
            await session.execute(delete(TraceRow).where(TraceRow.left_at < self._clock.now() - KEPT))
