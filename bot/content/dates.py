"""Dates as readers write them: Gregorian with Western digits, and their own calendar beside it."""

from datetime import date

from babel.dates import format_date
from persiantools.jdatetime import JalaliDate

from bot.content.languages import Language


def shown(day: date, language: Language) -> str:
    """The day in words, such as "22 نومبر 2026", followed by the afghan-solar one where that is used."""
    gregorian = format_date(day, "long", locale=language.locale)
    if language.calendar == "gregorian":
        return gregorian
    solar = JalaliDate(day)  # type: ignore[no-untyped-call]
    return f"{gregorian} ({solar.day} {language.months[solar.month - 1]} {solar.year})"
