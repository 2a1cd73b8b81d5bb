"""Comparing a translation with its source: placeholders, numbers, links and months must be the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel.dates import get_month_names
from babel.localedata import locale_identifiers

from bot.content import markup
from bot.content.folding import fold, western_digits
from bot.content.languages import Language
from bot.content.placeholders import placeholders, prose

_LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}\b)")
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")


def differences(source: str, translation: str, from_: Language, to: Language) -> Iterator[tuple[str, str]]:
    """What differs between two bodies: what it is, and how. Numbers are compared in Western digits."""
    for what, of in (("placeholders", _placeholders), ("numbers", numbers), ("links", markup.links)):
        wanted, given = Counter(of(source)), Counter(of(translation))
        lacks, has = wanted - given, given - wanted
        if lacks or has:
            yield what, "; ".join(filter(None, (_listed("lacks", lacks), _listed("has", has))))
    if unnamed := list(_unnamed_months(source, translation, from_, to)):
        yield "dates", f"lacks {', '.join(unnamed)}"


def _unnamed_months(source: str, translation: str, from_: Language, to: Language) -> Iterator[str]:
    """The months of the source's dates that the translation does not name, in both languages."""
    words, held = western_digits(prose(source)), fold(prose(translation))
    for month, name in get_month_names("wide", locale=from_.locale).items():
        in_a_date = re.search(rf"\d\.? {name}\b|\b{name} \d", words)
        names = _month_names(to.locale)[month]
        if in_a_date and not any(fold(each) in held for each in names):
            yield f"{name} ({names[0]})"


@cache
def _month_names(locale: str) -> Mapping[int, list[str]]:
    """The names of each month in a language, its own locale's first: countries differ in them."""
    language = locale.split("_")[0]
    locales = [locale, *(each for each in locale_identifiers() if each.split("_")[0] == language)]
    names = [get_month_names("wide", locale=each) for each in locales]
    return {month: list(dict.fromkeys(each[month] for each in names)) for month in range(1, 13)}


def _placeholders(body: str) -> Iterable[str]:
    return {str(found) for found in placeholders(body)}


def numbers(body: str) -> Iterator[str]:
    """The numbers of a body in Western digits, in order; the numbers of list items are none."""
    text = _THOUSANDS.sub("", _LIST_NUMBER.sub("", western_digits(prose(body))))
    for number in _NUMBER.findall(text):
        yield re.sub("[,٫]", ".", number).lstrip("0") or "0"


def _listed(verb: str, things: Counter[str]) -> str:
    return f"{verb} {', '.join(sorted(things.elements()))}" if things else ""
