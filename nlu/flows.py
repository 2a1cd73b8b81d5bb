"""The guided conversations: their questions from flows.yml, and the words that people answer with in each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nlu.components.normalise import words
from nlu.documents import Listing, Mapping, key_line, read_mapping
from nlu.problems import Problem
from nlu.project import Project

STOP = "stop"  # the key of the words that end a conversation

Phrases = dict[str, str]  # normalised words, joined by spaces, and the option that they stand for


@dataclass
class Flow:
    """One conversation: the options of each step, and how they are said, over all languages."""

    id: str
    steps: dict[str, list[str]]
    said: dict[str, Phrases] = field(default_factory=dict)


@dataclass
class Flows:
    """All conversations, in the order of their file, and the words that end them."""

    flows: list[Flow] = field(default_factory=list)
    stop: list[str] = field(default_factory=list)


def phrase(text: str) -> str:
    """A text in the form in which answers are compared; an apostrophe parts no words."""
    return " ".join(words(re.sub("['’`]", "", text)))


def ingredients(content: Path) -> list[Path]:
    """The files from which all this is read."""
    return [content / "flows.yml", *sorted(content.glob("*/flows/*.yml"))]


def read_flows(project: Project, languages: list[str], problems: list[Problem]) -> Flows:
    """Read everything; without flows.yml there are no conversations."""
    path = project.content / "flows.yml"
    if not path.is_file():
        return Flows()
    flows = Flows([flow for name, row in read_mapping(project, path, problems).items() if (flow := _flow(name, row))])
    for language in languages:
        spoken = _words(project, project.content / language / "flows" / "words.yml", problems)
        flows.stop += spoken.get(STOP, [])
        for flow in flows.flows:
            _learn(project, flow, language, spoken, problems)
    return flows


def _flow(name: str, row: object) -> Flow | None:
    """A conversation; the bot's own checks tell where the file has another form."""
    steps = row.get("steps") if isinstance(row, Mapping) else None
    if not isinstance(steps, Mapping):
        return None
    return Flow(name, {step: list(options) for step, options in steps.items() if isinstance(options, Mapping)})


def _words(project: Project, path: Path, problems: list[Problem]) -> dict[str, list[str]]:
    if not path.is_file():
        return {}
    found = read_mapping(project, path, problems)
    for key, value in found.items():
        if not isinstance(value, Listing) or not all(isinstance(one, str) for one in value):
            said = "expected a list of words in [ ]; those such as 12 need quotation marks"
            problems.append(Problem(project.shown(path), key_line(found, key), str(key), said))
    return {key: [phrase(one) for one in value if isinstance(one, str)] for key, value in found.items()}


def _learn(project: Project, flow: Flow, language: str, spoken: dict[str, list[str]], problems: list[Problem]) -> None:
    path = project.content / language / "flows" / f"{flow.id}.yml"
    texts = read_mapping(project, path, problems) if path.is_file() else Mapping()
    for step, options in flow.steps.items():
        known = flow.said.setdefault(step, {})
        for option, text in _said(texts, step, options, spoken):
            other = known.setdefault(text, option)
            if other != option:
                said = f"{text!r} stands for {other} and for {option}, maybe in two languages; expected one of them"
                problems.append(Problem(project.shown(path), 0, f"{flow.id}.{step}", said))


def _said(texts: Mapping, step: str, options: list[str], spoken: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What people read on the buttons of a step, and what they say instead, with the option."""
    labels = texts.get("steps", {}).get(step, {}).get("options", {})
    for option in options:
        texts_of = [phrase(str(labels[option]))] if option in labels else []
        yield from ((option, text) for text in [*texts_of, *spoken.get(option, [])] if text)
