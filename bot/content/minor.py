"""Small edits of a source text: translations made from the text before one stay valid, if no fact changed.

`minor_since: [3f9a1c-b07d42]` in the front matter names the hash of the text before the edit and the
fingerprint of its facts. The edit is a small one as long as the text still has that fingerprint.
"""

import hashlib
from collections.abc import Iterator

from babel.dates import get_day_names, get_month_names

from bot.content import markup
from bot.content.comparison import numbers
from bot.content.folding import fold
from bot.content.glossary import Glossary, searchable, whole_words
from bot.content.languages import Language
from bot.content.placeholders import placeholders
from bot.content.texts import Text


def bases(source: Text, language: Language, glossary: Glossary) -> frozenset[str]:
    """The hashes that a valid translation may name as `based_on`: the text's own, and those before small edits."""
    if not source.front.minor_since:
        return frozenset({source.hash})
    present = fingerprint(source, language, glossary)
    before = (mark.split("-") for mark in source.front.minor_since)
    return frozenset({source.hash, *(hash_ for hash_, facts in before if facts == present)})


def mark(source: Text, language: Language, glossary: Glossary) -> str:
    """The value of `minor_since` to write before a small edit; earlier edits that still are small stay in it."""
    present = fingerprint(source, language, glossary)
    hashes = [mark.split("-")[0] for mark in source.front.minor_since if mark.endswith(f"-{present}")]
    return f"[{', '.join(f'{hash_}-{present}' for hash_ in dict.fromkeys((*hashes, source.hash)))}]"


def fingerprint(source: Text, language: Language, glossary: Glossary) -> str:
    """Six hex digits over all that a small edit may not touch, in its order."""
    facts = "\n".join(_facts(source, language, glossary))
    return hashlib.sha256(facts.encode()).hexdigest()[:6]


def _facts(source: Text, language: Language, glossary: Glossary) -> Iterator[str]:
    whole, weighty = f"{source.title}\n{source.body}", whole_words((*glossary.never_minor, *_dates(language)))
    yield from ("placeholders", *map(str, placeholders(whole)))
    yield from ("links", *markup.links(whole))
    yield from ("numbers", *numbers(whole))
    yield from ("words", *weighty.findall(searchable(whole)))


def _dates(language: Language) -> tuple[str, ...]:
    """The names of months and days, which make dates beside the numbers."""
    names = (get_month_names("wide", locale=language.locale), get_day_names("wide", locale=language.locale))
    return tuple(fold(name) for group in names for name in group.values())
