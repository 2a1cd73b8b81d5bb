"""Reads YAML files with libyaml, so that every key still knows its line."""

import re
from pathlib import Path
from typing import Any

from yaml import CSafeLoader, MappingNode, MarkedYAMLError, Node, SequenceNode, YAMLError
from yaml.constructor import ConstructorError

from nlu.problems import Problem
from nlu.project import Project


class Mapping(dict[Any, Any]):
    """Keys and values; `lines` knows on which lines, from 1, a key and its value begin."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, tuple[int, int]] = {}


class Listing(list[Any]):
    """Entries; `lines` knows on which lines, from 1, they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


class _Loader(CSafeLoader):
    """Makes mappings and listings that know their lines."""


def read_mapping(project: Project, path: Path, problems: list[Problem]) -> Mapping:
    """The mapping in a file; what is wrong with the file is added to `problems`, and the mapping is then empty."""
    found = _read(project, path, problems)
    if found is not None and not isinstance(found, Mapping):
        problems.append(Problem(project.shown(path), 1, "", "expected a mapping (key: value)"))
    return found if isinstance(found, Mapping) else Mapping()


def read_list(project: Project, path: Path, problems: list[Problem]) -> list[tuple[object, int]]:
    """The entries of a list in a file and their lines; what is wrong is added to `problems`, and the list is empty."""
    found = _read(project, path, problems)
    if found is not None and not isinstance(found, Listing):
        problems.append(Problem(project.shown(path), 1, "", "expected a list (- entry)"))
    return list(zip(found, found.lines, strict=True)) if isinstance(found, Listing) else []


def _read(project: Project, path: Path, problems: list[Problem]) -> object:
    shown = project.shown(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        found: object = loader.get_single_data()
    except FileNotFoundError:
        problems.append(Problem(shown, 0, "", "the file is missing"))
    except UnicodeDecodeError as error:
        problems.append(Problem(shown, 0, "", f"expected UTF-8 text, byte {error.start} is none"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(
            Problem(shown, _within(path, mark.line + 1) if mark else 0, "", f"broken YAML: {_reason(error)}")
        )
    except YAMLError as error:
        problems.append(Problem(shown, 0, "", f"broken YAML: {str(error).splitlines()[0]}"))
    else:
        return found if found is not None else ""
    return None


def _within(path: Path, line: int) -> int:
    """What is missing at the end is told on the last line there is; libyaml counts one more."""
    return min(line, path.read_text(encoding="utf-8").count("\n") + 1)


def _reason(error: MarkedYAMLError) -> str:
    return " ".join((error.problem or error.context or "cannot be read").split())


def _mapping(loader: _Loader, node: MappingNode) -> Mapping:
    found = Mapping()
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise ConstructorError(None, None, f"the key {key} stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = _line(key_node), _line(value_node)
    return found


def _listing(loader: _Loader, node: SequenceNode) -> Listing:
    found = Listing()
    for entry in node.value:
        found.append(loader.construct_object(entry, deep=True))
        found.lines.append(_line(entry))
    return found


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _without(tag: str) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    known = CSafeLoader.yaml_implicit_resolvers
    return {first: [one for one in resolvers if one[0] != tag] for first, resolvers in known.items()}


BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = _without(BOOL)
_Loader.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), ["t", "f"])  # `no` and `on` are words
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _listing)


def key_line(mapping: Mapping, key: object) -> int:
    """The line of a key, counted from 1."""
    return mapping.lines[key][0]


def value_line(mapping: Mapping, key: object) -> int:
    """The line on which the value of a key begins, counted from 1."""
    return mapping.lines[key][1]
