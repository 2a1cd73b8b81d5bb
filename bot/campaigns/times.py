"""Moments and schedules in words for staff, in the campaign's zone and in every calendar that readers use."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.campaigns.schedule import Schedule
from bot.content import dates
from bot.content.languages import Language


def moment(when: datetime | None, zone: str) -> str:
    """A moment on the wall clock of a zone, such as `2026-12-01 09:00 Europe/Sofia`."""
    return f"{when.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}" if when else ""


def days(when: datetime, zone: str, languages: Mapping[str, Language]) -> dict[str, str]:
    """The day as readers of each language write it; Dari and Pashto with the Afghan solar date."""
    day = when.astimezone(ZoneInfo(zone)).date()
    return {name: dates.shown(day, language) for name, language in languages.items()}


def rule(schedule: Schedule) -> str:
    """A schedule in words, such as `weekly on mon, thu at 09:00 Europe/Sofia until 2027-03-01`."""
    at = f"at {schedule.at:%H:%M} {schedule.zone}"
    until = f" until {schedule.until}" if schedule.until else ""
    match schedule.repeat:
        case "once":
            return f"once on {schedule.on} {at}"
        case "weekly":
            return f"weekly on {', '.join(schedule.days)} {at}{until}"
        case "monthly":
            return f"monthly on day {schedule.day} {at}{until}"
        case "yearly":
            return f"yearly on day {schedule.day} of month {schedule.month} {at}{until}"
    return f"daily {at}{until}"


def took(span: timedelta) -> str:
    """A duration such as `1:02:03`."""
    return str(timedelta(seconds=round(span.total_seconds())))
