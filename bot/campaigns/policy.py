"""How a campaign behaves: quiet hours, lateness, fallback, what to do with what is unknown."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from bot.campaigns.schedule import hour
from bot.content.documents import Day, Row, wrong

_SEARCHED = 366  # days of holidays in a row after which nobody waits any more


def _window(value: str) -> str:
    match = re.fullmatch(r"(\d\d:\d\d)-(\d\d:\d\d)", value)
    if not match or hour(match[1]) == hour(match[2]):
        raise wrong(f"{value!r} is not a span of hours", "write it such as 21:00-08:00")
    return value


class Policy(Row):
    """Hours and days count in the zone of the schedule. `quiet`: nothing is sent in these hours, rows wait."""

    quiet: tuple[Annotated[str, AfterValidator(_window)], ...] = ("21:00-08:00",)
    holidays: tuple[Day, ...] = ()
    lateness_hours: Annotated[float, Field(ge=0, le=24 * 31)] = 6
    expires_hours: Annotated[float, Field(gt=0, le=24 * 31)] = 48
    fallback: bool = False
    unknown: Literal["leave", "resend"] = "leave"
    per_week: Annotated[int, Field(ge=1, le=100)] = 7
    urgent: bool = False

    @property
    def lateness(self) -> timedelta:
        """How much later than planned a firing may still begin."""
        return timedelta(hours=self.lateness_hours)

    @property
    def lifetime(self) -> timedelta:
        """How long after the planned moment messages are still sent."""
        return timedelta(hours=self.expires_hours)


def quiet_until(policy: Policy, zone: str, now: datetime) -> datetime | None:
    """When the quiet hours end that hold now, in UTC; None where messages may be sent. Urgent ones always may."""
    if policy.urgent:
        return None
    end = now
    while (later := _end_of_quiet(policy, ZoneInfo(zone), end)) is not None and later - now < timedelta(_SEARCHED):
        end = later
    return end if end > now else None


def _end_of_quiet(policy: Policy, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The end of one span in which `now` lies; another may begin right there."""
    local = now.astimezone(zone)
    if local.date() in policy.holidays:
        return datetime.combine(local.date() + timedelta(days=1), time(), zone).astimezone(UTC)
    for begin, end in (_hours(window) for window in policy.quiet):
        over_midnight = end <= begin
        inside = local.time() >= begin or local.time() < end if over_midnight else begin <= local.time() < end
        if inside:
            tomorrow = over_midnight and local.time() >= begin
            found = datetime.combine(local.date() + timedelta(days=tomorrow), end, zone).astimezone(UTC)
            if found > now:  # not in the hour that the autumn night has twice
                return found
    return None


def _hours(window: str) -> tuple[time, time]:
    begin, end = (datetime.strptime(part, "%H:%M").time() for part in window.split("-"))  # noqa: DTZ007
    return begin, end
