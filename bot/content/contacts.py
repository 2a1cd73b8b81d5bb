"""`contacts.yml`: offices and hotlines. A phone number stands here and nowhere else."""

import re
from typing import Annotated, Literal, Self

import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.content.documents import Day, Row, Sheet, formed, read, rows, wrong


def _phone(value: str) -> str:
    if re.fullmatch(r"\d{3,6}", value):
        return value
    mend = "write +359... without spaces, or a short number of 3 to 6 digits"
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        raise wrong(f"{value!r} is not a phone number", mend) from None
    if phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) != value:
        raise wrong(f"{value!r} is not written in international form", mend)
    if not phonenumbers.is_valid_number(number):
        raise wrong(f"{value!r} is a number that cannot exist", "compare it with the source, digit by digit")
    return value


def _web(value: str) -> str:
    if not re.fullmatch(r"https?://\w[\w-]*\.\S+", value):
        raise wrong(f"{value!r} is not an address", "write it with https://")
    return value


Phone = Annotated[str, AfterValidator(_phone)]
Web = Annotated[str, AfterValidator(_web)]


class Contact(Row):
    """One office or hotline. `name` by language folder; `phones` in E.164 or short, the best first.

    `place` are the places where it is; none means the whole country.
    """

    name: dict[str, str]
    phones: tuple[Phone, ...] = ()
    shown: dict[Phone, str] = Field(default_factory=dict)
    hours: str = "unknown"
    languages: tuple[Annotated[str, formed("[a-z]{2,3}", "bg")], ...] = ()
    free: bool = False
    anonymous: bool = False
    place: Annotated[tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)] = ()
    address: str | None = None
    email: Annotated[str, formed(r"\S+@\S+\.\S+", "help@example.org")] | None = None
    web: Web | None = None
    urgent: bool = False
    sources: tuple[str, ...]
    checked: Day
    confidence: Literal["firm", "check"]

    @model_validator(mode="after")
    def _shown_numbers_are_its_own(self) -> Self:
        for phone in self.shown:
            if phone not in self.phones:
                raise wrong(f"shown: {phone!r} is not among its phones", "write it as it stands under phones")
        return self

    @model_validator(mode="after")
    def _urgent_has_a_phone(self) -> Self:
        if self.urgent and not self.phones:
            raise wrong("urgent, but without phones", "add a number, or remove urgent")
        return self


def parse(file: str, text: str) -> Sheet[Contact]:
    """Read `contacts.yml`; raises BrokenFileError."""
    document = read(file, text)
    return Sheet(rows(document, Contact), document)
