"""Whom a campaign is for: conditions on readers, as a query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, exists, func, or_, select

from bot.storage.campaign_tables import CampaignRow, DeliveryRow, DeliveryState, SubscriptionRow
from bot.storage.database import Sessions
from bot.storage.tables import ReaderRow


@dataclass(frozen=True)
class Criteria:
    """All of them must hold. Readers must want news on one of `themes`; an empty tuple or None asks for nothing.

    `received`, `not_received` and `failed` are ids of campaigns; a repeating campaign counts with all its firings.
    """

    themes: tuple[str, ...]
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    registered_since: datetime | None = None
    active_since: date | None = None
    received: int | None = None
    not_received: int | None = None
    failed: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The conditions on ReaderRow."""
        found = [consents(self.themes)]
        if self.languages:
            found.append(ReaderRow.language.in_(self.languages))
        if self.places:
            found.append(ReaderRow.place.in_(self.places))
        if self.registered_since:
            found.append(ReaderRow.created_at >= self.registered_since)
        if self.active_since:
            found.append(ReaderRow.active_on >= self.active_since)
        if self.received is not None:
            found.append(_delivered(self.received, DeliveryState.SENT))
        if self.not_received is not None:
            # Who may have got it is not written to again either.
            found.append(~_delivered(self.not_received, DeliveryState.SENT, DeliveryState.UNKNOWN))
        if self.failed is not None:
            found.append(_delivered(self.failed, DeliveryState.FAILED))
        return found


def consents(themes: Sequence[str] | BindParameter[Any]) -> ColumnElement[bool]:
    """Whether the reader of the row agreed to news on one of the themes."""
    wanted = (SubscriptionRow.reader_key == ReaderRow.key, SubscriptionRow.theme.in_(themes))
    return exists().where(*wanted).correlate(ReaderRow)


def _delivered(campaign: int, *states: DeliveryState) -> ColumnElement[bool]:
    firings = select(CampaignRow.id).where(or_(CampaignRow.id == campaign, CampaignRow.parent_id == campaign))
    return (
        exists()
        .where(
            DeliveryRow.reader_key == ReaderRow.key,
            DeliveryRow.campaign_id.in_(firings),
            DeliveryRow.state.in_(states),
        )
        .correlate(ReaderRow)
    )


class Audiences:
    """Counts readers."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def count(self, criteria: Criteria) -> dict[tuple[str, str], int]:
        """How many readers the criteria choose, by language and reader's state."""
        query = select(ReaderRow.language, ReaderRow.state, func.count()).where(*criteria.conditions())
        async with self._sessions() as session:
            rows = await session.execute(query.group_by(ReaderRow.language, ReaderRow.state))
            return {(language, state): count for language, state, count in rows}
