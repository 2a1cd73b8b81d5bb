"""`opening.yml`: when staff are there for people who ask for a person, and how long those wait."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, InstanceOf, TypeAdapter

from bot.content.documents import Day, read, validate, wrong
from bot.phrases import has_catalogue

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Weekday, ...] = get_args(Weekday)
_MIDNIGHT = 24 * 60
_FORM = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
_LOOK_AHEAD = 60  # days in which the next opening is looked for


@dataclass(frozen=True)
class Period:
    """A part of a day on the clock on the wall, in minutes after midnight; the end is not in it."""

    start: int
    end: int


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(f"{value!r} is not a time zone", "write one such as Europe/Sofia") from None


def _period(value: object) -> Period:
    found = _FORM.fullmatch(str(value))
    if found is None:
        raise wrong(f"{value!r} is not a period", 'write it such as "09:00-17:30"')
    start = int(found[1]) * 60 + int(found[2])
    end = int(found[3]) * 60 + int(found[4]) if found[3] else _MIDNIGHT
    if start >= end:
        raise wrong(f"{value!r} ends before it begins", "write a night as two periods: until 24:00, from 00:00")
    return Period(start, end)


def _in_order(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    if any(after.start < before.end for before, after in pairwise(periods)):
        raise wrong("the periods overlap or are not in order", "write the earlier one first")
    return periods


def _minutes(value: object) -> timedelta:
    if re.fullmatch(r"[1-9]\d{0,2}", str(value)):
        return timedelta(minutes=int(str(value)))
    raise wrong(f"{value!r} is not a number of minutes", "write 1 to 999")


def _staff_language(value: str) -> str:
    if not has_catalogue(value):
        raise wrong(f"there are no phrases in {value!r}", "write a folder of bot/locales, such as en")
    return value


Periods = Annotated[tuple[Annotated[InstanceOf[Period], BeforeValidator(_period)], ...], AfterValidator(_in_order)]


class Opening(BaseModel):
    """When staff are there. A day that is not among the hours, or is a holiday, is closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: Annotated[InstanceOf[ZoneInfo], BeforeValidator(_zone)]
    hours: Mapping[Weekday, Periods]
    holidays: frozenset[Day] = frozenset()
    patience: Annotated[InstanceOf[timedelta], BeforeValidator(_minutes)] = timedelta(minutes=15)
    staff_language: Annotated[str, AfterValidator(_staff_language)] | None = None

    def is_open(self, moment: datetime) -> bool:
        """Whether staff are there at an aware moment."""
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return any(period.start <= minute < period.end for period in self._periods(local))

    def next_opening(self, moment: datetime) -> datetime | None:
        """When staff come next after an aware moment, in their zone; None if not within two months."""
        moment = moment.astimezone(UTC)  # two times of one zone would be compared by the wall clock
        return next((start for start in self._starts(moment.astimezone(self.zone)) if start > moment), None)

    def _starts(self, local: datetime) -> Iterator[datetime]:
        for ahead in range(_LOOK_AHEAD):
            day = datetime.combine(local.date() + timedelta(days=ahead), time(), self.zone)
            for period in self._periods(day):
                yield day.replace(hour=period.start // 60, minute=period.start % 60)

    def _periods(self, day: datetime) -> tuple[Period, ...]:
        return () if day.date() in self.holidays else self.hours.get(DAYS[day.weekday()], ())


ALWAYS = Opening.model_validate({"zone": "UTC", "hours": {day: ["00:00-24:00"] for day in DAYS}})
"""What holds while there is no `opening.yml`."""


def parse(file: str, text: str) -> Opening:
    """Read `opening.yml`; raises BrokenFileError."""
    return validate(read(file, text), TypeAdapter(Opening))
