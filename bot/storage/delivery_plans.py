"""Planning: who is to get a campaign, one row each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Case, case, exists, func, literal, null, select

from bot.clock import Clock
from bot.storage.audiences import Criteria
from bot.storage.campaign_tables import DeliveryRow, DeliveryState, Reason
from bot.storage.database import Sessions, affected, insert_new
from bot.storage.tables import ReaderRow, ReaderState

WEEK = timedelta(days=7)


class DeliveryPlans:
    """Makes the rows of a campaign."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def plan(
        self, campaign_id: int, criteria: Criteria, versions: Mapping[str, str], per_week: int, chunk: int = 1000
    ) -> int:
        """Insert the next chunk of rows that are still missing; returns how many there were, 0 at the end.

        versions: reader's language to the hash of the message for it; readers of other languages are skipped.
        """
        now = self._clock.now()
        planned = exists().where(DeliveryRow.campaign_id == campaign_id, DeliveryRow.reader_key == ReaderRow.key)
        reason = _known_obstacle(versions, now, per_week)
        version: Any = case(versions, value=ReaderRow.language) if versions else null()
        columns = {
            "campaign_id": literal(campaign_id),
            "reader_key": ReaderRow.key,
            "language": ReaderRow.language,
            "version": version,
            "state": case((reason.is_(None), DeliveryState.PENDING), else_=DeliveryState.SKIPPED),
            "reason": reason,
            "attempts": literal(0),
            "due_at": literal(now, DeliveryRow.due_at.type),
            "settled_at": case((reason.is_(None), None), else_=literal(now, DeliveryRow.settled_at.type)),
        }
        missing = select(*columns.values()).where(*criteria.conditions(), ~planned).order_by(ReaderRow.key).limit(chunk)
        async with self._sessions.begin() as session:
            insert = insert_new(session, DeliveryRow).from_select(list(columns), missing)
            return affected(await session.execute(insert.on_conflict_do_nothing()))


def _known_obstacle(versions: Mapping[str, str], now: datetime, per_week: int) -> Case[Any]:
    """Why a reader of the audience is not written to at all, as far as we know beforehand."""
    lately = (
        select(func.count())
        .where(
            DeliveryRow.reader_key == ReaderRow.key,
            DeliveryRow.state == DeliveryState.SENT,
            DeliveryRow.settled_at > now - WEEK,
        )
        .correlate(ReaderRow)
        .scalar_subquery()
    )
    return case(
        (ReaderRow.state == ReaderState.BLOCKED, Reason.BLOCKED),
        (ReaderRow.state == ReaderState.GONE, Reason.DEACTIVATED),
        (ReaderRow.language.not_in(list(versions)), Reason.NO_TRANSLATION),
        (lately >= per_week, Reason.LOOP_GUARD),
        else_=null(),
    )
