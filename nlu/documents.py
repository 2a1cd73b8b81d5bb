"""Reads YAML files so that every key still knows its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from nlu.problems import Problem
from nlu.project import Project


def read_mapping(project: Project, path: Path, problems: list[Problem]) -> CommentedMap:
    """The mapping in a file; what is wrong with the file is added to `problems`, and the mapping is then empty."""
    shown = project.shown(path)
    try:
        found = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem(shown, 0, "", "the file is missing"))
    except UnicodeDecodeError as error:
        problems.append(Problem(shown, 0, "", f"expected UTF-8 text, byte {error.start} is none"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(Problem(shown, mark.line + 1 if mark else 0, "", f"broken YAML: {_reason(error)}"))
    except YAMLError as error:
        problems.append(Problem(shown, 0, "", f"broken YAML: {str(error).splitlines()[0]}"))
    else:
        if isinstance(found, CommentedMap):
            return found
        problems.append(Problem(shown, 1, "", "expected a mapping (key: value)"))
    return CommentedMap()


def _reason(error: MarkedYAMLError) -> str:
    return " ".join((error.problem or error.context or "cannot be read").split())


def key_line(mapping: CommentedMap, key: str) -> int:
    """The line of a key, counted from 1."""
    return int(mapping.lc.key(key)[0]) + 1


def value_line(mapping: CommentedMap, key: str) -> int:
    """The line on which the value of a key begins, counted from 1."""
    return int(mapping.lc.value(key)[0]) + 1


def submappings(mapping: Any) -> Iterator[tuple[str, CommentedMap]]:
    """The keys of a mapping whose values are mappings too, with them."""
    if isinstance(mapping, CommentedMap):
        for key, value in mapping.items():
            if isinstance(value, CommentedMap):
                yield str(key), value
