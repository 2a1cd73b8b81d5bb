"""Contacts as readers see them, in plain text: a line within a text, an entry of a list, a number."""

import re
from collections.abc import Iterator

import phonenumbers
from babel.dates import get_day_names

from bot.content.bidi import Writing
from bot.content.contacts import Contact
from bot.content.languages import Language
from bot.content.phrases import Phrases

UNCONFIRMED = "(?)"  # behind a contact that only one source gives
_FORMS = phonenumbers.PhoneNumberFormat
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def number(contact: Contact, phone: str, *, international: bool = False) -> str:
    """A phone as people dial it: nationally by default, a short number as it is."""
    if phone in contact.shown and not international:
        return contact.shown[phone]
    if not phone.startswith("+"):
        return phone
    form = _FORMS.INTERNATIONAL if international else _FORMS.NATIONAL
    return phonenumbers.format_number(phonenumbers.parse(phone), form)


def line(contact: Contact, name: str, phrases: Phrases, language: Language) -> str:
    """The contact in one line: name, numbers and hours (else web page or address), a mark if it is unconfirmed."""
    writing = Writing(language.rtl)
    details = [writing.whole(number(contact, phone)) for phone in contact.phones]
    if contact.phones and (open_ := hours(contact, phrases, language)):
        details.append(writing.mixed(open_))
    if not contact.phones and (place := contact.web or contact.address):
        details.append(writing.whole(place))
    line = ": ".join(filter(None, (writing.mixed(name), " · ".join(details))))
    return f"{line} {UNCONFIRMED}" if contact.confidence == "check" else line


def entry(contact: Contact, name: str, phrases: Phrases, language: Language) -> Iterator[str]:
    """The contact in full, line by line: as `line`, then address, e-mail and web page."""
    first = line(contact, name, phrases, language)
    yield first
    for detail in (contact.address, contact.email, contact.web):
        if detail and detail not in first:
            yield Writing(language.rtl).whole(detail)


def hours(contact: Contact, phrases: Phrases, language: Language) -> str:
    """When somebody answers, in words; empty where nobody knows."""
    match contact.hours:
        case "always":
            return phrases.gettext("day and night")
        case "office":
            return phrases.gettext("in office hours")
        case "unknown":
            return ""
        case written:
            names = get_day_names("abbreviated", locale=language.locale)
            return re.sub(rf"\b({'|'.join(_DAYS)})\b", lambda day: names[_DAYS.index(day[0])], written)
