"""When a campaign is sent: a rule on the wall clock of an IANA zone, and its next firing as a pure function.

An hour that the spring night skips fires as much later as the clock jumps (03:30 becomes 04:30); an hour that the
autumn night has twice fires the first time. Day 31 is the last day of shorter months, 29 February the 28th.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator

from bot.content.documents import Day, Row, wrong

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):
        raise wrong(f"{value!r} is not a time zone", "write one such as Europe/Sofia") from None
    return value


def hour(value: object) -> object:
    """A time of day from `HH:MM`; what is already one stays."""
    if isinstance(value, str):
        try:
            return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            raise wrong(f"{value!r} is not a time of day", "write it such as 09:30") from None
    return value


Hour = Annotated[time, BeforeValidator(hour), PlainSerializer(lambda value: value.strftime("%H:%M"))]
_NEEDED = {"once": ("on",), "daily": (), "weekly": ("days",), "monthly": ("day",), "yearly": ("month", "day")}


class Schedule(Row):
    """A rule. `on` is the day of a single firing; `until` the last day of a repeating one, both in the zone."""

    repeat: Literal["once", "daily", "weekly", "monthly", "yearly"]
    at: Hour
    zone: Annotated[str, AfterValidator(_zone)]
    on: Day | None = None
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        needed = _NEEDED[self.repeat]
        if missing := [key for key in needed if not getattr(self, key)]:
            raise wrong(f"repeat: {self.repeat} lacks {', '.join(missing)}", "add it")
        given = [key for key in ("on", "days", "day", "month") if getattr(self, key)]
        if surplus := [key for key in given if key not in needed]:
            raise wrong(f"repeat: {self.repeat} has no use for {', '.join(surplus)}", "remove it")
        return self


def next_firing(schedule: Schedule, after: datetime) -> datetime | None:
    """The first firing later than `after` (aware), in UTC; None when there is none any more."""
    zone = ZoneInfo(schedule.zone)
    start = after.astimezone(zone).date() - timedelta(days=1)  # a jump of the clock may reach over midnight
    for day in _days(schedule, start):
        if schedule.until is not None and day > schedule.until:
            return None
        firing = datetime.combine(day, schedule.at, zone).astimezone(UTC)  # fold 0: before the jump
        if firing > after:
            return firing
    return None


def _days(schedule: Schedule, start: date) -> Iterator[date]:
    """The days on which the rule fires, from `start` on."""
    match schedule.repeat:
        case "once":
            assert schedule.on
            yield schedule.on
        case "daily":
            yield from _each_day(start)
        case "weekly":
            wanted = {DAYS.index(day) for day in schedule.days}
            yield from (day for day in _each_day(start) if day.weekday() in wanted)
        case "monthly" | "yearly":
            assert schedule.day
            for year, month in _months(start):
                if schedule.month in (None, month):
                    yield date(year, month, min(schedule.day, monthrange(year, month)[1]))


def _each_day(start: date) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range((date.max - start).days))


def _months(start: date) -> Iterator[tuple[int, int]]:
    for n in range(start.year * 12 + start.month - 1, date.max.year * 12):
        yield n // 12, n % 12 + 1
