"""All that is held of one reader, so that they can be shown it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from bot.storage.campaign_tables import DeliveryRow, SubscriptionRow
from bot.storage.case_tables import CaseRow
from bot.storage.database import Sessions
from bot.storage.reminder_tables import ReminderRow
from bot.storage.tables import InboxRow, ReaderRow
from bot.storage.trace_tables import TraceRow


@dataclass(frozen=True)
class Held:
    """What every table with a reader's key holds; `cases` are their numbers, the last four are counts of rows."""

    language: str
    since: datetime
    place: str | None
    active_on: date | None
    hide_word: bool
    themes: Sequence[str]
    reminders: Sequence[datetime]
    cases: Sequence[int]
    news: int
    traces: int
    updates: int


async def held(sessions: Sessions, reader_key: str) -> Held | None:
    """What is held now; None of somebody who is not stored."""
    async with sessions() as session:
        row = await session.get(ReaderRow, reader_key)
        if row is None:
            return None

        async def count(table: type[DeliveryRow | TraceRow | InboxRow]) -> int:
            return await session.scalar(select(func.count()).where(table.reader_key == reader_key)) or 0

        themes = select(SubscriptionRow.theme).where(SubscriptionRow.reader_key == reader_key)
        reminders = select(ReminderRow.at).where(ReminderRow.reader_key == reader_key)
        cases = select(CaseRow.number).where(CaseRow.reader_key == reader_key)
        return Held(
            language=row.language,
            since=row.created_at,
            place=row.place,
            active_on=row.active_on,
            hide_word=row.hide_word is not None,
            themes=(await session.scalars(themes.order_by(SubscriptionRow.theme))).all(),
            reminders=(await session.scalars(reminders.order_by(ReminderRow.at))).all(),
            cases=(await session.scalars(cases.order_by(CaseRow.number))).all(),
            news=await count(DeliveryRow),
            traces=await count(TraceRow),
            updates=await count(InboxRow),
        )
