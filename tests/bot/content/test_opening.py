"""Opening hours: on the wall's clock, in the zone of those who are there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.content import load
from bot.content.opening import ALWAYS, Opening, parse
from tests.bot.content.folder import ContentFolder

SOFIA = ZoneInfo("Europe/Sofia")
HOURS = """\
zone: Europe/Sofia
hours:
  mon: ["09:00-12:30", "13:30-17:30"]
  fri: ["09:00-16:00"]
  sat: ["22:00-24:00"]
  sun: ["00:00-06:00"]
holidays:
  - 2026-12-25
patience: 20
staff_language: en
"""
WINTER_NIGHT = datetime(2026, 10, 25, tzinfo=SOFIA)  # 04:00 becomes 03:00
SUMMER_NIGHT = datetime(2027, 3, 28, tzinfo=SOFIA)  # 03:00 becomes 04:00


@pytest.fixture
def opening() -> Opening:
    return parse("content/opening.yml", HOURS)


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 12:30", False),
        ("2026-11-23 13:30", True),
        ("2026-11-24 10:00", False),
        ("2026-11-28 23:59", True),
        ("2026-11-29 05:59", True),
        ("2026-11-29 06:00", False),
        ("2026-12-25 10:00", False),
        ("2027-01-01 10:00", True),
        ("2027-07-05 09:00", True),
    ],
)
def test_staff_are_there_in_their_hours_and_not_on_holidays(opening: Opening, moment: str, there: bool) -> None:
    assert opening.is_open(datetime.fromisoformat(moment).replace(tzinfo=SOFIA)) is there


def test_the_hours_are_those_of_the_zone_whatever_the_moment_is_written_in(opening: Opening) -> None:
    assert opening.is_open(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    assert not opening.is_open(datetime(2026, 11, 23, 15, 30, tzinfo=UTC))
    assert opening.is_open(datetime(2027, 7, 5, 6, 0, tzinfo=UTC))


@pytest.mark.parametrize(("night", "hours"), [(WINTER_NIGHT, 7), (SUMMER_NIGHT, 5)])
def test_in_the_nights_when_the_clock_changes_the_wall_counts(opening: Opening, night: datetime, hours: int) -> None:
    start = night.astimezone(UTC)
    open_minutes = sum(opening.is_open(start + timedelta(minutes=n)) for n in range(12 * 60))
    assert open_minutes == hours * 60


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-22 12:00", "2026-11-23 09:00+02:00"),
        ("2026-11-23 08:00", "2026-11-23 09:00+02:00"),
        ("2026-11-23 13:00", "2026-11-23 13:30+02:00"),
        ("2026-12-24 18:00", "2026-12-26 22:00+02:00"),
        ("2026-10-23 17:00", "2026-10-24 22:00+03:00"),
        ("2026-10-25 07:00", "2026-10-26 09:00+02:00"),
        ("2027-03-28 07:00", "2027-03-29 09:00+03:00"),
    ],
)
def test_the_next_opening_is_named_in_the_zone(opening: Opening, moment: str, expected: str) -> None:
    found = opening.next_opening(datetime.fromisoformat(moment).replace(tzinfo=SOFIA))
    assert found is not None
    assert found.isoformat(" ", "minutes") == expected


def test_between_the_two_halves_of_a_changed_night_the_next_opening_is_not_missed() -> None:
    night = parse("content/opening.yml", 'zone: Europe/Sofia\nhours: {sun: ["03:30-05:00"]}\n')
    first_half = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 03:00 for the first time
    assert night.next_opening(first_half) == datetime(2026, 10, 25, 3, 30, tzinfo=SOFIA)


def test_a_team_that_does_not_come_back_for_months_is_not_announced() -> None:
    assert parse("content/opening.yml", "zone: Europe/Sofia\nhours: {}\n").next_opening(WINTER_NIGHT) is None


def test_without_the_file_somebody_is_always_there(folder: ContentFolder) -> None:
    catalogue, problems = load(folder.root)
    assert catalogue
    assert catalogue.opening is ALWAYS
    assert catalogue.opening.is_open(WINTER_NIGHT)
    assert problems == ()


def test_the_file_is_taken_up(folder: ContentFolder) -> None:
    folder.write("opening.yml", HOURS)
    catalogue, problems = load(folder.root)
    assert catalogue
    assert catalogue.opening.patience == timedelta(minutes=20)
    assert problems == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("zone: Europe/Sofia", "zone: Europe/Sophia", "1: zone: 'Europe/Sophia' is not a time zone"),
        ("zone: Europe/Sofia\n", "", "1: zone: is missing"),
        ("09:00-12:30", "9-12", "3: hours.mon.0: '9-12' is not a period (write it such as"),
        ("13:30-17:30", "17:30-13:30", "3: hours.mon.1: '17:30-13:30' ends before it begins (write a night as"),
        ("09:00-12:30", "09:00-14:00", "3: hours.mon: the periods overlap or are not in order"),
        ("  fri:", "  friday:", "4: hours.friday: 'friday' is not known (write 'mon', 'tue'"),
        ('["09:00-16:00"]', "09:00-16:00", "4: hours.fri: is not a list"),
        ("2026-12-25", "25 December", "8: holidays.0: '25 December' is not a date"),
        ("patience: 20", "patience: soon", "9: patience: 'soon' is not a number of minutes (write 1 to 999)"),
        ("staff_language: en", "staff_language: xx", "10: staff_language: there are no phrases in 'xx'"),
        ("patience", "patient", "9: patient: unknown key"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder: ContentFolder, old: str, new: str, expected: str) -> None:
    assert old in HOURS
    folder.write("opening.yml", HOURS.replace(old, new))
    _, problems = load(folder.root)
    assert any(str(problem).startswith(f"content/opening.yml:{expected}") for problem in problems), problems


def test_all_mistakes_are_told_at_once(folder: ContentFolder) -> None:
    folder.write("opening.yml", HOURS.replace("Sofia", "Sophia").replace("12:30", "25:30").replace("20", "no"))
    _, problems = load(folder.root)
    assert [problem.line for problem in problems] == [1, 3, 8, 9]
