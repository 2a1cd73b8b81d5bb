"""Moments that staff type at the terminal, as schedules."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from bot.campaigns.schedule import Schedule
from bot.errors import CampaignError


def chosen(at: str | None, zone: str, moment: datetime, *, now: bool) -> Schedule | None:
    """What `--at` or `--now` stand for at a moment; None for the campaign's own schedule. Raises CampaignError."""
    if at is not None and now:
        raise CampaignError("Both --at and --now are given; give one of them")
    if now:
        return this_minute(moment, zone)
    return once(at, zone) if at is not None else None


def once(text: str, zone: str) -> Schedule:
    """A single firing at `YYYY-MM-DD HH:MM` in a zone; raises CampaignError."""
    day, _, hour = text.strip().replace("T", " ").partition(" ")
    return _schedule({"repeat": "once", "on": day, "at": hour, "zone": zone})


def this_minute(now: datetime, zone: str) -> Schedule:
    """A single firing in the minute that has begun; raises CampaignError."""
    checked = _schedule({"repeat": "daily", "at": "00:00", "zone": zone}).zone
    return once(f"{now.astimezone(ZoneInfo(checked)):%Y-%m-%d %H:%M}", zone)


def _schedule(data: dict[str, str]) -> Schedule:
    try:
        return Schedule.model_validate(data)
    except ValidationError as error:
        found = [f"{problem['msg']}; {problem.get('ctx', {}).get('mend', '')}" for problem in error.errors()]
        raise CampaignError("\n".join(found)) from None
