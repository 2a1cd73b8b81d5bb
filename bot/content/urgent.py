"""`urgent.yml`: phrases that mean danger, looked for before the assistant is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.content.documents import Document, read, validate
from bot.content.folding import fold
from bot.content.patterns import MEND, Pattern, WrongPatternError, compile_pattern
from bot.content.problems import Problem

LONGEST = 4096  # characters of a message that are searched: as long as Telegram's messages get
_BLANK = "- "  # what an ordinary phrase becomes: a word that stands in no phrase
_NOT = "not"


@dataclass(frozen=True)
class Phrase:
    """A pattern of one language that means a topic; `line` is its line in the file."""

    language: str
    topic: str
    line: int
    pattern: Pattern


@dataclass(frozen=True)
class UrgentFile:
    """The phrases of one language. A wrong phrase is left out and told in `problems`; the others hold."""

    phrases: tuple[Phrase, ...]
    ordinary: tuple[Phrase, ...]
    problems: tuple[Problem, ...]
    document: Document


def parse(file: str, text: str, language: str) -> UrgentFile:
    """Read one `urgent.yml`; raises BrokenFileError where it is not groups of phrases."""
    document = read(file, text)
    groups = validate(document, TypeAdapter(dict[str, list[str]]))
    phrases: dict[bool, list[Phrase]] = {True: [], False: []}
    problems = []
    for topic, phrase, line in _lines(document, groups):
        try:
            phrases[topic == _NOT].append(Phrase(language, topic, line, compile_pattern(phrase)))
        except WrongPatternError as error:
            problems.append(Problem(file, line, topic, f"{phrase!r} {error}", MEND))
    return UrgentFile(tuple(phrases[False]), tuple(phrases[True]), tuple(problems), document)


def _lines(document: Document, groups: dict[str, list[str]]) -> Iterator[tuple[str, str, int]]:
    for topic, phrases in groups.items():
        for n, phrase in enumerate(phrases):
            yield topic, phrase, document.line((topic, n))


class _Index:
    """Phrases by their first word, so that a message is compared with few of them."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_stem: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for word in phrase.pattern.words:
                self._by_word.setdefault(word, []).append(phrase)
            for stem in phrase.pattern.stems:
                self._by_stem.setdefault(stem, []).append(phrase)
        self._lengths = sorted({len(stem) for stem in self._by_stem})

    def matches(self, folded: str) -> Iterator[tuple[Phrase, re.Match[str]]]:
        """Every phrase that stands in the folded text, from left to right."""
        for word in re.finditer("[^ ]+", folded):
            for phrase in self._beginning_with(word[0]):
                if match := phrase.pattern.regex.match(folded, word.start()):
                    yield phrase, match

    def _beginning_with(self, word: str) -> Iterator[Phrase]:
        yield from self._by_word.get(word, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._by_stem.get(word[:length], ())


@dataclass(frozen=True)
class Found:
    """An urgent topic, and the language whose phrase was met."""

    topic: str
    language: str


class Urgent:
    """The urgent phrases of all languages; only those of `topics` count."""

    def __init__(self, files: Mapping[str, UrgentFile], topics: Iterable[str]) -> None:
        urgent = frozenset(topics)
        self._phrases = _Index(p for file in files.values() for p in file.phrases if p.topic in urgent)
        self._ordinary = {language: _Index(file.ordinary) for language, file in files.items()}

    def find(self, text: str, language: str) -> Found | None:
        """The urgent topic of a message: by the reader's language first, then others as they are met in it.

        Where several phrases of a language stand in the message, the one highest in its file wins.
        """
        folded = fold(text[:LONGEST])[:LONGEST] + " "
        suspected = dict.fromkeys(phrase.language for phrase, _ in self._phrases.matches(folded))
        for folder in sorted(suspected, key=lambda folder: folder != language):
            searched = self._phrases.matches(_without(folded, self._ordinary[folder]))
            found = [phrase for phrase, _ in searched if phrase.language == folder]
            if found:
                return Found(min(found, key=lambda phrase: phrase.line).topic, folder)
        return None


def _without(folded: str, ordinary: _Index) -> str:
    kept, end = [], 0
    for _, match in ordinary.matches(folded):
        if match.start() >= end:
            kept += [folded[end : match.start()], _BLANK]
            end = match.end()
    return "".join(kept) + folded[end:]
