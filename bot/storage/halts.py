"""The kill switch: one row stops all campaigns, and leaves answers to people running."""

from sqlalchemy import ColumnElement, exists, select, update

from bot.clock import Clock
from bot.storage.campaign_tables import HaltRow
from bot.storage.database import Sessions, affected


def halted() -> ColumnElement[bool]:
    """Whether somebody pulled the switch, as a condition."""
    return exists().where(HaltRow.lifted_at.is_(None))


class Halts:
    """Pulling and lifting the switch; both are kept as a record."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def current(self) -> HaltRow | None:
        """The halt in force."""
        async with self._sessions() as session:
            found: HaltRow | None = await session.scalar(select(HaltRow).where(HaltRow.lifted_at.is_(None)).limit(1))
            return found

    async def pull(self, by: str) -> None:
        """Stop all campaigns: no further message begins."""
        async with self._sessions.begin() as session:
            session.add(HaltRow(at=self._clock.now(), by=by))

    async def lift(self, by: str) -> int:
        """Let campaigns go on where they were; returns how many halts that ended."""
        lift = update(HaltRow).where(HaltRow.lifted_at.is_(None)).values(lifted_at=self._clock.now(), lifted_by=by)
        async with self._sessions.begin() as session:
            return affected(await session.execute(lift))
