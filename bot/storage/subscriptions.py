"""Consent: which readers want news on which themes."""

from collections.abc import Collection

from sqlalchemy import delete, select

from bot.clock import Clock
from bot.storage.campaign_tables import SubscriptionRow
from bot.storage.database import Sessions, insert_new


class Subscriptions:
    """The table of consents. No row, no news."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def of(self, reader_key: str) -> set[str]:
        """The themes on which a reader wants news."""
        query = select(SubscriptionRow.theme).where(SubscriptionRow.reader_key == reader_key)
        async with self._sessions() as session:
            return set(await session.scalars(query))

    async def add(self, reader_key: str, themes: Collection[str]) -> None:
        """Note the consent of a stored reader; an older consent keeps its date."""
        now = self._clock.now()
        rows = [{"reader_key": reader_key, "theme": theme, "since": now} for theme in themes]
        if not rows:
            return
        async with self._sessions.begin() as session:
            await session.execute(insert_new(session, SubscriptionRow).values(rows).on_conflict_do_nothing())

    async def end(self, reader_key: str, theme: str | None = None) -> int:
        """Take back the consent to one theme, or to all; returns how many there were."""
        query = delete(SubscriptionRow).where(SubscriptionRow.reader_key == reader_key)
        if theme is not None:
            query = query.where(SubscriptionRow.theme == theme)
        async with self._sessions.begin() as session:
            return len((await session.execute(query.returning(SubscriptionRow.theme))).all())
