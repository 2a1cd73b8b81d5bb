"""`glossary.yml`: the same word for the same thing in every text, and words whose change is never a small one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from bot.content.documents import Document, Row, read, validate
from bot.content.folding import fold
from bot.content.patterns import checked, compile_pattern
from bot.content.placeholders import prose
from bot.content.texts import Text

Forms = tuple[Annotated[str, AfterValidator(checked)], ...]


class Term(Row):
    """One thing. `forms` by language folder are patterns, the preferred first; it is `unconfirmed` in some."""

    forms: dict[str, Forms]
    unconfirmed: tuple[str, ...] = ()
    note: str | None = None


class _File(Row):
    terms: dict[str, Term]
    never_minor: Forms = ()


@dataclass(frozen=True)
class Glossary:
    """The terms by id, and the patterns of the source language that weigh as much as a number."""

    terms: Mapping[str, Term]
    never_minor: Forms
    document: Document

    def named(self, text: Text) -> list[str]:
        """The terms that a body names, in order; a term within a longer one ("asylum" in "asylum seeker") is not."""
        words, found = searchable(text.body), []
        for id_, term in self.terms.items():
            if forms := term.forms.get(text.language):
                found += [(match.start(), -match.end(), id_) for match in whole_words(forms).finditer(words)]
        named, end = [], 0
        for start, minus_end, id_ in sorted(found):
            if start >= end:
                named.append(id_)
                end = -minus_end
        return list(dict.fromkeys(named))

    def lacking(self, text: Text, terms: Iterable[str]) -> Iterator[str]:
        """Those of the terms of which a translation holds none of its language's forms.

        A form may stand at the end of a word, since Arabic writes "and", "for" and "the" onto it.
        """
        words = searchable(f"{text.title} {text.body}")
        for id_ in terms:
            forms = self.terms[id_].forms.get(text.language, ())
            if forms and not any(compile_pattern(form).regex.search(words) for form in forms):
                yield id_

    def unsaid(self, text: Text, terms: Iterable[str], source: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a translation that lacks some of the terms, and how to mend it; `source` is a language."""
        for term in self.lacking(text, terms):
            forms = self.terms[term].forms
            message = f"the source says {forms[source][0]!r}, but no word of glossary.yml for it stands here"
            yield message, f"write {forms[text.language][0]}, or add the word to {term} there"


def searchable(body: str) -> str:
    """The words of a body as patterns see them."""
    return fold(prose(body)) + " "


@cache
def whole_words(patterns: Forms) -> re.Pattern[str]:
    """What finds any of the patterns in folded text, from the start of a word."""
    return re.compile("(?<![^ ])(?:" + "|".join(compile_pattern(raw).regex.pattern for raw in patterns) + ")")


def parse(file: str, text: str) -> Glossary:
    """Read `glossary.yml`; raises BrokenFileError."""
    document = read(file, text)
    found = validate(document, TypeAdapter(_File))
    return Glossary(found.terms, found.never_minor, document)
