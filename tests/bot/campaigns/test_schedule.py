"""The next firing: a table over both DST nights, month ends and leap days, and what holds for every rule."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.campaigns.schedule import DAYS, Schedule, next_firing

SOFIA = "Europe/Sofia"


def _schedule(repeat: str, at: str, zone: str = SOFIA, **more: object) -> Schedule:
    return Schedule.model_validate({"repeat": repeat, "at": at, "zone": zone, **more})


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


TABLE = [
    # schedule, after, next firing
    (_schedule("once", "09:00", on="2026-12-01"), "2026-11-22 12:00", "2026-12-01 07:00"),
    (_schedule("once", "09:00", on="2026-12-01"), "2026-12-01 07:00", None),
    (_schedule("once", "09:00", on="2026-07-01"), "2026-06-01 00:00", "2026-07-01 06:00"),
    (_schedule("daily", "09:00"), "2026-11-22 06:59", "2026-11-22 07:00"),
    (_schedule("daily", "09:00"), "2026-11-22 07:00", "2026-11-23 07:00"),
    (_schedule("daily", "00:30"), "2026-11-22 21:00", "2026-11-22 22:30"),
    # the spring night of Sofia: 03:00 becomes 04:00 on 28 March 2027
    (_schedule("daily", "02:59"), "2027-03-27 12:00", "2027-03-28 00:59"),
    (_schedule("daily", "03:30"), "2027-03-27 12:00", "2027-03-28 01:30"),
    (_schedule("daily", "03:30"), "2027-03-28 01:30", "2027-03-29 00:30"),
    (_schedule("daily", "04:00"), "2027-03-27 12:00", "2027-03-28 01:00"),
    (_schedule("daily", "09:00"), "2027-03-27 12:00", "2027-03-28 06:00"),
    # the autumn night: 04:00 becomes 03:00 on 31 October 2027
    (_schedule("daily", "03:30"), "2027-10-30 12:00", "2027-10-31 00:30"),
    (_schedule("daily", "03:30"), "2027-10-31 00:30", "2027-11-01 01:30"),
    (_schedule("daily", "03:30"), "2027-10-31 00:45", "2027-11-01 01:30"),
    (_schedule("daily", "09:00"), "2027-10-30 12:00", "2027-10-31 07:00"),
    # a zone without summer time, and one of half an hour
    (_schedule("daily", "09:00", "Asia/Kabul"), "2026-11-22 04:00", "2026-11-22 04:30"),
    # by days of the week
    (_schedule("weekly", "09:00", days=["mon", "thu"]), "2026-11-22 12:00", "2026-11-23 07:00"),
    (_schedule("weekly", "09:00", days=["mon", "thu"]), "2026-11-23 07:00", "2026-11-26 07:00"),
    (_schedule("weekly", "09:00", days=["sun"]), "2026-11-22 12:00", "2026-11-29 07:00"),
    # clamped to the month's end
    (_schedule("monthly", "09:00", day=31), "2026-11-22 12:00", "2026-11-30 07:00"),
    (_schedule("monthly", "09:00", day=31), "2026-11-30 07:00", "2026-12-31 07:00"),
    (_schedule("monthly", "09:00", day=30), "2027-01-30 07:00", "2027-02-28 07:00"),
    (_schedule("monthly", "09:00", day=30), "2028-01-30 07:00", "2028-02-29 07:00"),
    (_schedule("monthly", "09:00", day=1), "2026-12-15 12:00", "2027-01-01 07:00"),
    # leap days
    (_schedule("yearly", "09:00", month=2, day=29), "2026-11-22 12:00", "2027-02-28 07:00"),
    (_schedule("yearly", "09:00", month=2, day=29), "2027-02-28 07:00", "2028-02-29 07:00"),
    (_schedule("yearly", "09:00", month=3, day=21), "2027-03-21 07:00", "2028-03-21 07:00"),
    # until a day, which counts
    (_schedule("daily", "09:00", until="2026-11-23"), "2026-11-22 07:00", "2026-11-23 07:00"),
    (_schedule("daily", "09:00", until="2026-11-23"), "2026-11-23 07:00", None),
    (_schedule("yearly", "09:00", month=1, day=1, until="2026-12-31"), "2026-11-22 07:00", None),
]


@pytest.mark.parametrize(("schedule", "after", "firing"), TABLE)
def test_the_next_firing(schedule: Schedule, after: str, firing: str | None) -> None:
    assert next_firing(schedule, _utc(after)) == (firing and _utc(firing))


WRONG = [
    ({"repeat": "daily", "at": "9 o'clock", "zone": SOFIA}, "is not a time of day"),
    ({"repeat": "daily", "at": "09:00", "zone": "Sofia"}, "is not a time zone"),
    ({"repeat": "daily", "at": "09:00", "zone": "../etc/passwd"}, "is not a time zone"),
    ({"repeat": "weekly", "at": "09:00", "zone": SOFIA}, "lacks days"),
    ({"repeat": "monthly", "at": "09:00", "zone": SOFIA}, "lacks day"),
    ({"repeat": "yearly", "at": "09:00", "zone": SOFIA}, "lacks month, day"),
    ({"repeat": "once", "at": "09:00", "zone": SOFIA}, "lacks on"),
    ({"repeat": "daily", "at": "09:00", "zone": SOFIA, "days": ["mon"]}, "no use for days"),
    ({"repeat": "monthly", "at": "09:00", "zone": SOFIA, "day": 32}, "less than or equal to 31"),
    ({"repeat": "once", "at": "09:00", "zone": SOFIA, "on": "2027-02-30"}, "is not a date"),
]


@pytest.mark.parametrize(("data", "told"), WRONG)
def test_a_rule_that_means_nothing_is_refused_with_the_reason(data: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Schedule.model_validate(data)


def _data(repeat: str, at: time, zone: str, days: list[str], day: int, month: int) -> dict[str, object]:
    needed: dict[str, dict[str, object]] = {
        "daily": {},
        "weekly": {"days": days},
        "monthly": {"day": day},
        "yearly": {"day": day, "month": month},
    }
    return {"repeat": repeat, "at": at, "zone": zone, **needed[repeat]}


schedules = st.builds(
    _data,
    st.sampled_from(["daily", "weekly", "monthly", "yearly"]),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from([SOFIA, "Asia/Kabul", "Asia/Karachi", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"]),
    st.lists(st.sampled_from(DAYS), min_size=1, unique=True),
    st.integers(1, 31),
    st.integers(1, 12),
).map(Schedule.model_validate)
moments = st.integers(0, 20 * 366 * 86_400).map(lambda seconds: _utc("2020-01-01") + timedelta(seconds=seconds))


@given(schedules, moments)
def test_a_firing_is_later_and_at_the_hour_of_the_zone(schedule: Schedule, after: datetime) -> None:
    firing = next_firing(schedule, after)
    assert firing
    assert firing > after
    local = firing.astimezone(ZoneInfo(schedule.zone))
    skipped = local.replace(tzinfo=None) - datetime.combine(local.date(), schedule.at)
    assert abs(skipped) <= timedelta(hours=1)
    assert skipped == timedelta(0) or _clock_jumps_near(firing, schedule.zone)


@given(schedules, moments)
def test_no_firing_is_left_out_between_two(schedule: Schedule, after: datetime) -> None:
    """Asked from any moment before a firing, the answer is never beyond it."""
    firing = next_firing(schedule, after)
    assert firing
    assert next_firing(schedule, firing - timedelta(seconds=1)) == firing
    assert next_firing(schedule, after + (firing - after) / 2) == firing


@given(schedules, moments)
def test_a_rule_survives_storage(schedule: Schedule, after: datetime) -> None:
    stored = Schedule.model_validate(schedule.model_dump(mode="json", exclude_defaults=True))
    assert next_firing(stored, after) == next_firing(schedule, after)


@given(schedules, moments)
def test_until_ends_the_firings(schedule: Schedule, after: datetime) -> None:
    last = date(2030, 6, 30)
    firing = next_firing(schedule.model_copy(update={"until": last}), after)
    assert firing is None or firing.astimezone(ZoneInfo(schedule.zone)).date() <= last


def _clock_jumps_near(moment: datetime, zone: str) -> bool:
    near = [moment + timedelta(hours=hours) for hours in (-3, 3)]
    return len({each.astimezone(ZoneInfo(zone)).utcoffset() for each in near}) == 2
