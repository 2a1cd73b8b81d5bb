"""Reads the example questions, which are in Rasa's own format.

`nlu/data/<language>/<theme>.yml`, or `<theme>.<writer>.yml`: writers have files of their own, so one can be held out.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from nlu.documents import Listing, Mapping, key_line, read_mapping, value_line
from nlu.problems import Problem
from nlu.project import Project

FORM = 'expected `version: "3.1"` and `nlu:`, a list of `- intent: <theme>.<slug>` with `examples: |`'


@dataclass(frozen=True)
class Example:
    """A question as a person might ask it, and where it stands."""

    text: str
    intent: str
    language: str
    file: str
    line: int

    @property
    def writer(self) -> str:
        """Who wrote it: the middle of the file's name, nothing for those who came first."""
        return "".join(self.file.rsplit("/", 1)[-1].split(".")[1:-1])


def read_examples(project: Project, languages: list[str], problems: list[Problem]) -> list[Example]:
    """All examples of the languages, in a fixed order; what is wrong with them is added to `problems`."""
    return [
        example
        for language in languages
        for path in sorted((project.examples / language).glob("*.yml"))
        for example in _read_file(project, path, language, problems)
    ]


def _read_file(project: Project, path: Path, language: str, problems: list[Problem]) -> list[Example]:
    before = len(problems)
    document = read_mapping(project, path, problems)
    if len(problems) > before:
        return []
    shown = project.shown(path)
    for key in document:
        if key not in ("version", "nlu"):
            problems.append(Problem(shown, key_line(document, key), str(key), f"unknown key; {FORM}"))
    entries = document.get("nlu")
    if not isinstance(entries, Listing):
        problems.append(Problem(shown, key_line(document, "nlu") if "nlu" in document else 1, "nlu", FORM))
        return []
    examples: list[Example] = []
    for index, entry in enumerate(entries):
        line = entries.lines[index]
        examples.extend(_read_entry(shown, line, path.name.split(".")[0], entry, language, problems))
    return examples


def _read_entry(
    file: str, line: int, theme: str, entry: object, language: str, problems: list[Problem]
) -> list[Example]:
    if not isinstance(entry, Mapping) or set(entry) != {"intent", "examples"}:
        problems.append(Problem(file, line, "nlu", FORM))
        return []
    intent, block = entry["intent"], entry["examples"]
    if not isinstance(intent, str) or (intent != theme and not intent.startswith(f"{theme}.")):
        problems.append(Problem(file, value_line(entry, "intent"), "intent", f"expected {theme}.<slug> in this file"))
        return []
    if not isinstance(block, str):
        problems.append(Problem(file, value_line(entry, "examples"), "examples", "expected `|` and lines `- question`"))
        return []
    return _read_block(block, value_line(entry, "examples"), file, intent, language, problems)


def _read_block(
    block: str, opening: int, file: str, intent: str, language: str, problems: list[Problem]
) -> list[Example]:
    examples = []
    for line, row in enumerate(block.splitlines(), start=opening + 1):
        text = row.removeprefix("-").strip()
        if not row.strip():
            continue
        if not row.startswith("-"):
            problems.append(Problem(file, line, "examples", "expected a line `- question`"))
        elif not any(character.isalnum() for character in text):
            problems.append(Problem(file, line, "examples", "an empty example; expected `- question`"))
        else:
            examples.append(Example(text, intent, language, file, line))
    if not block.strip():
        problems.append(Problem(file, opening, "examples", "no examples; expected lines `- question`"))
    return examples


def same_text(text: str) -> str:
    """What two examples have in common that differ only in capitals or blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def repeated(examples: list[Example]) -> list[Problem]:
    """The same question cannot teach two topics of one language."""
    first: dict[tuple[str, str], Example] = {}
    problems = []
    for example in examples:
        other = first.setdefault((example.language, same_text(example.text)), example)
        if other.intent != example.intent:
            said = f"this example also stands under {other.intent} ({other.file}:{other.line})"
            problems.append(Problem(example.file, example.line, example.intent, said))
    return problems
