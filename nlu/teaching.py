"""Adds an example that staff have chosen: the way from a question that was not understood to one that is.

Their examples lie in files of their own, `nlu/data/<language>/<theme>.staff.yml`.
"""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from nlu.catalogue import intent_of, topic_of
from nlu.examples import Example, same_text
from nlu.inputs import Inputs, read_inputs
from nlu.problems import BadInputs, Problem
from nlu.project import Project

WRITER = "staff"
ASKED = "the example"
ENTITY = "[]{}"  # Rasa would read these as marks


def teach(project: Project, language: str, topic: str, text: str) -> Path | None:
    """Add an example of a topic (`out-of-scope` for none); None if it stands there already.

    Raises BadInputs, and writes nothing, where the example, or what stands in the files already, does not fit.
    """
    inputs = read_inputs(project)
    text = " ".join(text.split())
    same = [e for e in inputs.examples if e.language == language and same_text(e.text) == same_text(text)]
    if problems := _problems(inputs, language, intent_of(topic), text, same):
        raise BadInputs(problems)
    return None if same else _append(project, language, intent_of(topic), text)


def _problems(inputs: Inputs, language: str, intent: str, text: str, same: list[Example]) -> list[Problem]:
    found = []
    if intent not in inputs.intents:
        near = get_close_matches(intent, inputs.intents, n=1, cutoff=0.5)
        meant = f"; did you mean {topic_of(near[0])}?" if near else ""
        found.append(Problem(ASKED, 0, "topic", f"unknown topic{meant}"))
    languages = sorted({example.language for example in inputs.examples})
    if language not in languages:
        found.append(Problem(ASKED, 0, "language", f"expected one of {', '.join(languages)}"))
    if not any(letter.isalpha() for letter in text) or any(mark in text for mark in ENTITY):
        found.append(Problem(ASKED, 0, "text", f"expected words, without the marks {' '.join(ENTITY)}"))
    if same and same[0].intent != intent:
        said = f"this stands under {topic_of(same[0].intent)} already ({same[0].file}:{same[0].line})"
        found.append(Problem(ASKED, 0, "text", said))
    return found


def _append(project: Project, language: str, intent: str, text: str) -> Path:
    """Written beside the file and then put in its place, so that nobody reads half of it."""
    path = project.examples / language / f"{intent.split('.')[0]}.{WRITER}.yml"
    document = _yaml().load(path) if path.is_file() else {"version": DoubleQuotedScalarString("3.1"), "nlu": []}
    entry = next((entry for entry in document["nlu"] if entry["intent"] == intent), None)
    if entry is None:
        entry = {"intent": intent, "examples": ""}
        document["nlu"].append(entry)
    entry["examples"] = LiteralScalarString(f"{entry['examples']}- {text}\n")
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as out:
        _yaml().dump(document, out)
    fresh.replace(path)
    return path


def _yaml() -> YAML:
    yaml: Any = YAML(typ="rt")  # its stubs know less than it does
    yaml.width = 10_000  # an example is one line
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
