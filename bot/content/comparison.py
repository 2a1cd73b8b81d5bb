"""Comparing a translation with its source: placeholders, numbers and links must be the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.content import markup
from bot.content.folding import western_digits
from bot.content.placeholders import placeholders, prose

_LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}\b)")
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?")


def differences(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """What differs between two bodies: what it is, and how. Numbers are compared in Western digits."""
    for what, of in (("placeholders", _placeholders), ("numbers", numbers), ("links", markup.links)):
        wanted, given = Counter(of(source)), Counter(of(translation))
        lacks, has = wanted - given, given - wanted
        if lacks or has:
            yield what, "; ".join(filter(None, (_listed("lacks", lacks), _listed("has", has))))


def _placeholders(body: str) -> Iterable[str]:
    return {str(found) for found in placeholders(body)}


def numbers(body: str) -> Iterator[str]:
    """The numbers of a body in Western digits, in order; the numbers of list items are none."""
    text = _THOUSANDS.sub("", _LIST_NUMBER.sub("", western_digits(prose(body))))
    for number in _NUMBER.findall(text):
        yield re.sub("[,٫]", ".", number).lstrip("0") or "0"


def _listed(verb: str, things: Counter[str]) -> str:
    return f"{verb} {', '.join(sorted(things.elements()))}" if things else ""
