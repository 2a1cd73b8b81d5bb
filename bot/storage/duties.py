"""Duties that only one process may have at a time, such as sending broadcasts for one token."""

from datetime import timedelta

from sqlalchemy import or_

from bot.clock import Clock
from bot.storage.campaign_tables import DutyRow
from bot.storage.database import Sessions, affected, insert_new


class Duties:
    """The table of duties."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def hold(self, name: str, holder: str, seconds: float) -> bool:
        """Take or keep a duty for so many seconds; False while another process has it."""
        now = self._clock.now()
        values = {"name": name, "holder": holder, "until": now + timedelta(seconds=seconds)}
        async with self._sessions.begin() as session:
            take = insert_new(session, DutyRow).values(values)
            mine_or_free = or_(DutyRow.holder == holder, DutyRow.until < now)
            take = take.on_conflict_do_update(index_elements=["name"], set_=values, where=mine_or_free)
            return affected(await session.execute(take)) == 1

    async def leave(self, name: str, holder: str) -> None:
        """Give a duty up, so that another process need not wait."""
        await self.hold(name, holder, -1)
