"""Phone numbers written into a text, where only a placeholder may stand: an old number would stay there for ever."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from bot.content.contacts import Contact
from bot.content.folding import western_digits
from bot.content.placeholders import prose


def written_phones(text: str, contacts: Mapping[str, Contact]) -> Iterator[tuple[str, str]]:
    """What is wrong with each number in a passage, and how to mend it.

    Numbers without a + are taken for those of the countries in which the contacts have theirs.
    """
    words = western_digits(prose(text))
    found = dict(_long(words, contacts)) | dict(_short(words, contacts))
    for written, phone in found.items():
        own = next((id_ for id_, contact in contacts.items() if phone in contact.phones), None)
        mend = f"write {{phone:{own}}}" if own else "numbers stand in contacts.yml alone; write a placeholder"
        yield f"{written!r} is a phone number", mend


def _long(words: str, contacts: Mapping[str, Contact]) -> Iterator[tuple[str, str]]:
    """Each number as it is written, and in E.164."""
    phones = (phone for contact in contacts.values() for phone in contact.phones if phone.startswith("+"))
    for region in set(map(_region, phones)):
        yield from _matches(words, region)


@cache
def _region(phone: str) -> str:
    return phonenumbers.region_code_for_country_code(phonenumbers.parse(phone).country_code or 0)


@lru_cache(maxsize=4096)  # all texts are checked again whenever one changes
def _matches(words: str, region: str) -> tuple[tuple[str, str], ...]:
    found = PhoneNumberMatcher(words, region)
    return tuple((each.raw_string, phonenumbers.format_number(each.number, PhoneNumberFormat.E164)) for each in found)


def _short(words: str, contacts: Mapping[str, Contact]) -> Iterator[tuple[str, str]]:
    """Each short number of a contact, as it is written and as the contact has it."""
    for contact in contacts.values():
        for phone in contact.phones:
            for form in {phone, contact.shown.get(phone, phone)}:
                if len(phone) <= 6 and re.search(rf"(?<![\w-]){form}(?![\w-])", words):
                    yield form, phone
