"""`urgent.yml`: phrases that mean danger, looked for before the assistant is asked.

A phrase is words in order, next to each other. In `kill* .. me` the first word may go on (`*`) and up to
four words may stand between (`..`); `beat|hit` are alternatives. Phrase and message are both folded first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.content.documents import Document, read, validate
from bot.content.folding import fold
from bot.content.problems import Problem

LONGEST = 4096  # characters of a message that are searched: as long as Telegram's messages get
_GAP = "(?:[^ ]+ ){0,4}"
_MOST_GAPS = 3  # each multiplies the ways a phrase can be tried
_BLANK = "- "  # what an ordinary phrase becomes: a word that stands in no phrase
_NOT = "not"
_MEND = "put spaces between words; `*` ends a word, `..` stands between two, `|` parts alternatives"


class WrongPhraseError(ValueError):
    """A phrase that does not follow the rules."""


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase. Its first word is one of `words`, or begins with one of `stems`."""

    language: str
    topic: str
    line: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


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
            phrases[topic == _NOT].append(compile_phrase(phrase, language, topic, line))
        except WrongPhraseError as error:
            problems.append(Problem(file, line, topic, f"{phrase!r} {error}", _MEND))
    return UrgentFile(tuple(phrases[False]), tuple(phrases[True]), tuple(problems), document)


def _lines(document: Document, groups: dict[str, list[str]]) -> Iterator[tuple[str, str, int]]:
    for topic, phrases in groups.items():
        for n, phrase in enumerate(phrases):
            yield topic, phrase, document.line((topic, n))


def compile_phrase(raw: str, language: str, topic: str, line: int) -> Phrase:
    """A phrase ready to be matched from the start of a word; raises WrongPhraseError."""
    parts = raw.split()
    if not parts:
        raise WrongPhraseError("is empty")
    if ".." in (parts[0], parts[-1]) or ".. .." in raw:
        raise WrongPhraseError("has a gap without a word before and after it")
    if parts.count("..") > _MOST_GAPS:
        raise WrongPhraseError(f"has more than {_MOST_GAPS} gaps")
    choices = [None if part == ".." else [_word(word) for word in part.split("|")] for part in parts]
    first = choices[0] or []
    return Phrase(
        language,
        topic,
        line,
        words=tuple(word.split()[0] for word, goes_on in first if not goes_on or " " in word),
        stems=tuple(word for word, goes_on in first if goes_on and " " not in word),
        pattern=re.compile("".join(map(_regex, choices))),
    )


def _word(raw: str) -> tuple[str, bool]:
    stem = raw.removesuffix("*")
    word = fold(stem)
    if not word or "*" in stem or ".." in stem:
        raise WrongPhraseError(f"holds {raw!r}, which is not a word")
    return word, stem != raw


def _regex(choice: list[tuple[str, bool]] | None) -> str:
    if choice is None:
        return _GAP
    return "(?:" + "|".join(re.escape(word) + "[^ ]*" * goes_on for word, goes_on in choice) + ") "


class _Index:
    """Phrases by their first word, so that a message is compared with few of them."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_stem: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for word in phrase.words:
                self._by_word.setdefault(word, []).append(phrase)
            for stem in phrase.stems:
                self._by_stem.setdefault(stem, []).append(phrase)
        self._lengths = sorted({len(stem) for stem in self._by_stem})

    def matches(self, folded: str) -> Iterator[tuple[Phrase, re.Match[str]]]:
        """Every phrase that stands in the folded text, from left to right."""
        for word in re.finditer("[^ ]+", folded):
            for phrase in self._beginning_with(word[0]):
                if match := phrase.pattern.match(folded, word.start()):
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
