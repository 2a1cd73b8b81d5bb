"""Deliveries: one campaign to one reader, from planning to its end.

The row's own state is the checkpoint, and counts are always taken from the rows. bot.storage.delivery_plans makes
the rows, bot.storage.leases moves them while they are sent.
"""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.storage.campaign_tables import DeliveryRow, DeliveryState, Reason
from bot.storage.database import Sessions, affected

WAITING = (DeliveryState.PENDING, DeliveryState.RETRY, DeliveryState.LEASED)
OPEN = (*WAITING, DeliveryState.CALLING)


class Deliveries:
    """The table of deliveries, campaign by campaign."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def again(self, campaign_id: int, attempts: int, due_at: datetime) -> int:
        """Try unknown ones again that were tried so many times; only for campaigns whose policy says so."""
        again = (
            update(DeliveryRow)
            .where(
                DeliveryRow.campaign_id == campaign_id,
                DeliveryRow.state == DeliveryState.UNKNOWN,
                DeliveryRow.attempts == attempts,
            )
            .values(state=DeliveryState.RETRY, due_at=due_at, owner=None, settled_at=None)
        )
        async with self._sessions.begin() as session:
            return affected(await session.execute(again))

    async def close(self, campaign_id: int, state: DeliveryState, reason: Reason, language: str | None = None) -> int:
        """End all rows that wait, of a campaign or of one of its languages; calls under way keep their result."""
        waiting = [DeliveryRow.campaign_id == campaign_id, DeliveryRow.state.in_(WAITING)]
        if language is not None:
            waiting.append(DeliveryRow.language == language)
        values = {"state": state, "reason": reason, "settled_at": self._clock.now(), "owner": None, "lease_until": None}
        async with self._sessions.begin() as session:
            return affected(await session.execute(update(DeliveryRow).where(*waiting).values(values)))

    async def open(self, campaign_id: int) -> int:
        """How many rows have not come to an end."""
        query = select(func.count()).where(DeliveryRow.campaign_id == campaign_id, DeliveryRow.state.in_(OPEN))
        async with self._sessions() as session:
            return await session.scalar(query) or 0

    async def counts(self, campaign_id: int) -> list[tuple[str, str, str | None, int]]:
        """Language, state, reason and number of rows."""
        columns = (DeliveryRow.language, DeliveryRow.state, DeliveryRow.reason)
        query = select(*columns, func.count()).where(DeliveryRow.campaign_id == campaign_id).group_by(*columns)
        async with self._sessions() as session:
            return [(row[0], row[1], row[2], row[3]) for row in await session.execute(query.order_by(*columns))]

    async def span(self, campaign_id: int) -> tuple[datetime | None, datetime | None]:
        """When the first and the last message were sent."""
        sent = (DeliveryRow.campaign_id == campaign_id, DeliveryRow.state == DeliveryState.SENT)
        query = select(func.min(DeliveryRow.settled_at), func.max(DeliveryRow.settled_at)).where(*sent)
        async with self._sessions() as session:
            first, last = (await session.execute(query)).one()
            return first, last


async def forget(session: AsyncSession, reader_key: str, now: datetime) -> None:
    """End what waits for a reader and cut every tie between them and deliveries; part of a transaction."""
    theirs = DeliveryRow.reader_key == reader_key
    await session.execute(
        update(DeliveryRow)
        .where(theirs, DeliveryRow.state.in_(WAITING))
        .values(state=DeliveryState.SKIPPED, reason=Reason.ERASED, settled_at=now, owner=None, lease_until=None)
    )
    await session.execute(update(DeliveryRow).where(theirs).values(reader_key=None, message_id=None))
