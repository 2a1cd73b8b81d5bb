"""YAML files as plain data with the line of every key and value, checked against pydantic models.

Every scalar is read as text: `0800`, `no` and `3e8` stay what the editor wrote, and the model says what they mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import GenericAlias
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PrivateAttr, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, YAMLError

from bot.content.problems import BrokenFileError, Problem

type Path = tuple[str | int, ...]


class Row(BaseModel):
    """One entry of a YAML file. `id` is its key in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _id: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """The key under which the entry stands."""
        return self._id


@dataclass
class Document:
    """The data of one YAML text; `lines` knows the line of each key and list item by its path."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: str, mend: str = "", *, warning: bool = False) -> Problem:
        """A problem at a path such as `("unhcr", "phones")`."""
        key = ".".join(map(str, path))
        return Problem(self.file, self.line(path), key, message, mend, "warning" if warning else "error")


@dataclass(frozen=True)
class Sheet[R]:
    """The checked entries of one file, in its order, with the document that knows their lines."""

    rows: Mapping[str, R]
    document: Document


def wrong(message: str, mend: str) -> PydanticCustomError:
    """What a validator raises: what is wrong and how to mend it."""
    return PydanticCustomError("content", "{message}", {"message": message, "mend": mend})


def formed(pattern: str, example: str) -> AfterValidator:
    """A text of one form, which its example shows to people."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise wrong(f"{value!r} has the wrong form", f"write it such as {example}")
        return value

    return AfterValidator(check)


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong(f"{value!r} is not a date", "write a date such as 2026-11-22")


Day = Annotated[date, BeforeValidator(_day)]


def read(file: str, text: str, first_line: int = 1) -> Document:
    """Parse one YAML text; raises BrokenFileError with the line where it is not YAML or names a key twice."""
    document = Document(file)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        mend = "texts with a colon or a # need quotation marks; lists and keys need equal indents"
        raise BrokenFileError([Problem(file, line, "", f"not YAML: {error.problem}", mend)]) from None
    except YAMLError:
        problem = Problem(file, first_line, "", "not YAML: it holds control characters", "remove them")
        raise BrokenFileError([problem]) from None
    document.lines[()] = first_line
    document.data = {} if node is None else _plain(node, (), document, first_line)
    if document.problems:
        raise BrokenFileError(document.problems)
    return document


def _plain(node: Node, path: Path, document: Document, first_line: int) -> Any:
    document.lines.setdefault(path, first_line + node.start_mark.line)
    if isinstance(node, ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else node.value
    if not isinstance(node, MappingNode):
        return [_plain(item, (*path, n), document, first_line) for n, item in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), first_line + key_node.start_mark.line
        if key in data:
            document.problems.append(Problem(document.file, line, key, "stands twice", "keep one"))
        document.lines[(*path, key)] = line
        data[key] = _plain(value_node, (*path, key), document, first_line)
    return data


def validate[T](document: Document, adapter: TypeAdapter[T]) -> T:
    """The document as the adapter's type; raises BrokenFileError with every wrong key and value at once."""
    try:
        return adapter.validate_python(document.data)
    except ValidationError as error:
        found = [_problem(document, details) for details in error.errors(include_url=False)]
        raise BrokenFileError(found) from None


def rows[R: Row](document: Document, model: type[R]) -> dict[str, R]:
    """The entries of a file whose top level is `id: entry`."""
    entries: TypeAdapter[dict[str, R]] = TypeAdapter(GenericAlias(dict, (str, model)))
    found = validate(document, entries)
    for key, row in found.items():
        row._id = key
    return found


def _problem(document: Document, details: ErrorDetails) -> Problem:
    path = tuple(part for part in details["loc"] if part != "[key]")
    context = details.get("ctx", {})
    message, mend = _WORDS.get(details["type"], (details["msg"], ""))
    mend = str(context["mend"]) if "mend" in context else mend.format_map(context)
    words = {**context, "msg": details["msg"], "input": details["input"]}
    return document.problem(path, message.format_map(words), mend)


_WORDS = {
    "content": ("{msg}", ""),
    "extra_forbidden": ("unknown key", "look at the spelling, or remove it"),
    "missing": ("is missing", "add it"),
    "bool_parsing": ("{input!r} is neither yes nor no", "write yes or no"),
    "bool_type": ("is neither yes nor no", "write yes or no"),
    "string_type": ("is not a text", "write one text on the same line"),
    "list_type": ("is not a list", "write a list such as [a, b]"),
    "tuple_type": ("is not a list", "write a list such as [a, b]"),
    "dict_type": ("is not a group of keys", "write keys below it, indented"),
    "model_type": ("is not a group of keys", "write keys below it, indented"),
    "literal_error": ("{input!r} is not known", "write {expected}"),
}
