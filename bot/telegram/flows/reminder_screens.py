"""Choosing when to be reminded: a day, an hour of the clock on the wall, and the question whether it may be kept."""

from datetime import UTC, date, datetime, time, timedelta

from babel.dates import get_timezone_location

from bot.clock import Clock
from bot.storage.reminders import MOST
from bot.telegram import keyboards
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.flows import notices
from bot.telegram.flows.callbacks import (
    ReminderAgreed,
    ReminderAsked,
    ReminderDay,
    ReminderDropped,
    ReminderHour,
    ReminderOpened,
)
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, button, keyboard
from bot.telegram.screens import Screens

WEEKS = 13  # that can be chosen from
HOURS = (8, 9, 10, 12, 14, 16, 18, 20)


class ReminderScreens:
    """Makes the screens of reminders; all times are those of opening.yml's zone."""

    def __init__(self, screens: Screens, clock: Clock) -> None:
        self._screens = screens
        self._clock = clock

    def moment(self, day: str, hour: int) -> datetime | None:
        """The chosen moment in UTC; None if it is over, or is none that can be chosen."""
        try:
            at = datetime.combine(date.fromisoformat(day), time(hour), self._screens.catalogue.opening.zone)
        except ValueError:
            return None
        now = self._clock.now()
        at = at.astimezone(UTC)  # two times of one zone would be compared by the wall clock
        return at if now < at < now + timedelta(weeks=WEEKS + 1) else None

    def days(self, flow: str, week: int, language: str) -> Screen:
        """Seven days to choose from, and the way to others."""
        edition = self._screens.edition(language)
        week = min(max(week, 0), WEEKS - 1)
        first = self._today() + timedelta(weeks=week)
        week_days = [first + timedelta(days=ahead) for ahead in range(7)]
        rows = [[button(edition.day(day), ReminderDay(flow=flow, day=day.isoformat()))] for day in week_days]
        others = [(notices.EARLIER, week - 1)] if week else []
        others += [(notices.LATER, week + 1)] if week < WEEKS - 1 else []
        turn = [button(edition.phrases.gettext(text), ReminderAsked(flow=flow, week=to)) for text, to in others]
        return self._screen(edition, line(edition, notices.WHICH_DAY), [*rows, turn])

    def hours(self, flow: str, day: str, language: str) -> Screen:
        """The hours of a day that are still to come; the days again where there is none."""
        edition = self._screens.edition(language)
        left = [hour for hour in HOURS if self.moment(day, hour)]
        if not left:
            return self.days(flow, 0, language)
        buttons = [button(f"{hour:02}:00", ReminderHour(flow=flow, day=day, hour=hour)) for hour in left]
        rows = [buttons[start : start + 4] for start in range(0, len(buttons), 4)]
        locale, zone = edition.language.locale, edition.catalogue.opening.zone
        place = get_timezone_location(zone, locale=locale, return_city=True)
        return self._screen(edition, line(edition, notices.WHICH_HOUR, place=place), rows)

    def question(self, flow: str, day: str, hour: int, language: str) -> Screen:
        """Whether this may be kept."""
        edition = self._screens.edition(language)
        at = self.moment(day, hour)
        if at is None:
            return self.days(flow, 0, language)
        yes = button(edition.phrases.gettext(notices.AGREE), ReminderAgreed(flow=flow, day=day, hour=hour))
        no = button(edition.phrases.gettext(notices.REFUSE), ReminderOpened(flow=flow))
        return Screen([self._at(edition, notices.MAY_I_KEEP, at)], keyboard([[yes], [no]], edition.language))

    def kept(self, id_: int, at: datetime, language: str) -> Screen:
        """That it is kept, and how to take it back."""
        edition = self._screens.edition(language)
        drop = button(edition.phrases.gettext(notices.DROP), ReminderDropped(id=id_))
        return self._screen(edition, self._at(edition, notices.KEPT, at), [[drop]])

    def too_many(self, language: str) -> Screen:
        """That no more can be kept."""
        edition = self._screens.edition(language)
        return self._screen(edition, line(edition, notices.TOO_MANY, most=MOST), [])

    def dropped(self, language: str) -> Screen:
        """That it is erased."""
        edition = self._screens.edition(language)
        return self._screen(edition, line(edition, notices.DROPPED), [])

    def reminder(self, flow: str, language: str) -> Screen:
        """The reminder itself: it tells nothing to whoever looks at the phone."""
        edition = self._screens.edition(language)
        opens = button(edition.phrases.gettext(notices.OPEN), ReminderOpened(flow=flow))
        return Screen([line(edition, notices.REMINDER)], keyboard([[opens]], edition.language))

    def _today(self) -> date:
        """The first day on which an hour is left."""
        zone = self._screens.catalogue.opening.zone
        local = self._clock.now().astimezone(zone)
        return local.date() if local.hour < HOURS[-1] else local.date() + timedelta(days=1)

    def _at(self, edition: Edition, message: str, at: datetime) -> str:
        local = at.astimezone(edition.catalogue.opening.zone)
        return line(edition, message, day=edition.day(local.date()), time=f"{local:%H:%M}")

    def _screen(self, edition: Edition, part: str, rows: list[Row]) -> Screen:
        return Screen([part], keyboard([*filter(None, rows), keyboards.back(edition)], edition.language))
