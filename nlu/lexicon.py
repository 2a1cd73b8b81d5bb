"""Reads the lexicon: words of the domain by concept and language, so that what one language teaches helps the others.

`content/lexicon/<anything>.yml` maps concepts to languages to words; `prefixes.yml` lists what is written onto a word.
"""

from collections.abc import Iterator
from pathlib import Path

from nlu.components.concepts import GOES_ON, PREFIXES
from nlu.components.normalise import words
from nlu.documents import Listing, Mapping, key_line, read_list, read_mapping, value_line
from nlu.problems import Problem
from nlu.project import Project

Lexicon = dict[str, list[str]]
WORDS = "expected a list of words such as [lawyer*, legal aid]; a `*` may end a word, yes, no and numbers need quotes"


def read_lexicon(project: Project, languages: list[str], problems: list[Problem]) -> Lexicon:
    """The words of each concept in all languages; what is wrong is added to `problems`. Empty without the folder."""
    lexicon: Lexicon = {}
    for path in sorted(project.lexicon.glob("*.yml")):
        if path.stem == PREFIXES:
            lexicon[PREFIXES] = list(_prefixes(project, path, problems))
            continue
        document, shown = read_mapping(project, path, problems), project.shown(path)
        for concept, entry in document.items():
            line = key_line(document, concept)
            if concept in lexicon:
                problems.append(Problem(shown, line, str(concept), "this concept stands twice in the lexicon"))
            lexicon[str(concept)] = list(_words(shown, line, str(concept), entry, languages, problems))
    return lexicon


def _prefixes(project: Project, path: Path, problems: list[Problem]) -> Iterator[str]:
    for prefix, line in read_list(project, path, problems):
        if isinstance(prefix, str) and len(words(prefix)) == 1:
            yield prefix
        else:
            problems.append(Problem(project.shown(path), line, PREFIXES, f"{prefix!r}: expected letters"))


def _words(
    file: str, line: int, concept: str, entry: object, languages: list[str], problems: list[Problem]
) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        problems.append(Problem(file, line, concept, f"expected languages, and under each {WORDS}"))
        return
    for language, listed in entry.items():
        key, where = f"{concept}.{language}", value_line(entry, language)
        if language not in languages:
            problems.append(Problem(file, key_line(entry, language), key, f"unknown language; {', '.join(languages)}"))
        elif not isinstance(listed, Listing):
            problems.append(Problem(file, where, key, WORDS))
        else:
            problems += [Problem(file, where, key, f"{word!r}: {WORDS}") for word in listed if not _is_word(word)]
            yield from filter(_is_word, listed)


def _is_word(word: object) -> bool:
    return isinstance(word, str) and GOES_ON not in word[:-1] and bool(words(word))
