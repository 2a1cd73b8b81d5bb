"""Reads YAML files so that every key still knows its line."""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from nlu.problems import Problem
from nlu.project import Project


def read_mapping(project: Project, path: Path, problems: list[Problem]) -> CommentedMap:
    """The mapping in a file; what is wrong with the file is added to `problems`, and the mapping is then empty."""
    found = _read(project, path, problems)
    if found is not None and not isinstance(found, CommentedMap):
        problems.append(Problem(project.shown(path), 1, "", "expected a mapping (key: value)"))
    return found if isinstance(found, CommentedMap) else CommentedMap()


def read_list(project: Project, path: Path, problems: list[Problem]) -> list[tuple[object, int]]:
    """The entries of a list in a file and their lines; what is wrong is added to `problems`, and the list is empty."""
    found = _read(project, path, problems)
    if found is not None and not isinstance(found, CommentedSeq):
        problems.append(Problem(project.shown(path), 1, "", "expected a list (- entry)"))
    entries = found if isinstance(found, CommentedSeq) else CommentedSeq()
    return [(entry, int(entries.lc.item(index)[0]) + 1) for index, entry in enumerate(entries)]


def _read(project: Project, path: Path, problems: list[Problem]) -> object:
    shown = project.shown(path)
    try:
        found: object = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
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
        return found if found is not None else ""
    return None


def _reason(error: MarkedYAMLError) -> str:
    return " ".join((error.problem or error.context or "cannot be read").split())


def key_line(mapping: CommentedMap, key: str) -> int:
    """The line of a key, counted from 1."""
    return int(mapping.lc.key(key)[0]) + 1


def value_line(mapping: CommentedMap, key: str) -> int:
    """The line on which the value of a key begins, counted from 1."""
    return int(mapping.lc.value(key)[0]) + 1
