"""Whom a campaign is for, as a manager writes it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field

from bot.content.documents import Day, Row
from bot.storage.audiences import Criteria


class Audience(Row):
    """All conditions must hold. `received`, `not_received`, `failed`: numbers of campaigns."""

    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    registered_since: Day | None = None
    active_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    received: int | None = None
    not_received: int | None = None
    failed: int | None = None

    def criteria(self, about: str, now: datetime) -> Criteria:
        """The conditions as they stand at a moment; without themes, those of what the campaign is about."""
        return Criteria(
            themes=self.themes or (about.split("/", maxsplit=1)[0],),
            languages=self.languages,
            places=self.places,
            registered_since=_midnight(self.registered_since),
            active_since=now.date() - timedelta(days=self.active_days) if self.active_days else None,
            received=self.received,
            not_received=self.not_received,
            failed=self.failed,
        )


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
