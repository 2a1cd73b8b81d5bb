"""`languages.yml`: the languages that people read, the first being the source of all translations."""

from typing import Annotated, Literal, Self

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field, model_validator

from bot.content.documents import Row, Sheet, formed, read, rows, wrong
from bot.content.problems import BrokenFileError


def _locale(value: str) -> str:
    try:
        Locale.parse(value)
    except (UnknownLocaleError, ValueError):
        raise wrong(f"{value!r} is not a locale", "write one that Babel knows, such as ar or fa_AF") from None
    return value


class Language(Row):
    """One language; `id` is its folder. A name follows after each of `introductions`."""

    name: str = Field(min_length=1)
    locale: Annotated[str, AfterValidator(_locale)]
    telegram: Annotated[str, formed("[a-z]{2}", "fa")]
    direction: Literal["ltr", "rtl"]
    script: Literal["Latin", "Arabic"]
    calendar: Literal["gregorian", "afghan-solar"] = "gregorian"
    months: tuple[str, ...] = ()
    fallback: str | None = None
    stop: tuple[Annotated[str, Field(min_length=2)], ...] = ()
    introductions: tuple[Annotated[str, Field(min_length=2)], ...] = ()

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.direction == "rtl"

    @model_validator(mode="after")
    def _calendar_has_months(self) -> Self:
        if self.calendar == "afghan-solar" and len(self.months) != 12:
            raise wrong(f"{len(self.months)} month names", "an afghan-solar calendar needs 12 under months")
        return self


def parse(file: str, text: str) -> Sheet[Language]:
    """Read `languages.yml`; raises BrokenFileError."""
    document = read(file, text)
    sheet = Sheet(rows(document, Language), document)
    found = [
        document.problem((row.id, "fallback"), f"{row.fallback!r} is not another language", "write its folder")
        for row in sheet.rows.values()
        if row.fallback is not None and (row.fallback == row.id or row.fallback not in sheet.rows)
    ]
    if not sheet.rows:
        found = [document.problem((), "no language stands in it", "add the source language first")]
    if found:
        raise BrokenFileError(found)
    return sheet
