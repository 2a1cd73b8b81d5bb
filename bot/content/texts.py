"""One text of the content: front matter and a body in light Markdown."""

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.content.documents import Day, Document, Row, read, validate
from bot.content.problems import BrokenFileError, Problem

_FILE = re.compile(r"\A---\n(?P<front>.*?\n)---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL)


class Front(Row):
    """The front matter. `reviewed` is "no" or the reviewer's role and date."""

    title: Annotated[str, Field(min_length=1)]
    sources: tuple[str, ...] = ()
    checked: Day | None = None
    reviewed: str | None = None
    expires: Day | None = None
    based_on: Annotated[str, Field(pattern=r"^[0-9a-f]{6}$")] | None = None
    draft: bool = False


@dataclass(frozen=True)
class Text:
    """A topic's or theme's text in one language. `id` is `theme/slug`, or `theme` for a theme's own text."""

    id: str
    language: str
    front: Front
    body: str
    body_line: int
    document: Document

    @property
    def title(self) -> str:
        """The button and first line."""
        return self.front.title

    @property
    def reviewed(self) -> bool:
        """Whether a person of the centres has read it."""
        return self.front.reviewed not in (None, "no")

    @property
    def hash(self) -> str:
        """The six hex digits that a translation made from this text carries as `based_on`."""
        return hashlib.sha256(f"{self.title}\n\n{self.body}".encode()).hexdigest()[:6]

    def problem(self, key: str, message: str, mend: str = "", *, warning: bool = False) -> Problem:
        """A problem at a key of the front matter."""
        return self.document.problem((key,) if key else (), message, mend, warning=warning)

    def body_problem(self, line: int, message: str, mend: str = "", *, warning: bool = False) -> Problem:
        """A problem in the body; `line` counts from 0 within the body."""
        line += self.body_line
        return Problem(self.document.file, line, "", message, mend, "warning" if warning else "error")


def parse(file: str, text: str, language: str, text_id: str) -> Text:
    """Read one `.md` file; raises BrokenFileError."""
    match = _FILE.match(text)
    if match is None:
        mend = "begin the file with a line of three hyphens, the keys, and three hyphens again"
        raise BrokenFileError([Problem(file, 1, "", "has no front matter", mend)])
    document = read(file, match["front"], first_line=2)
    front = validate(document, TypeAdapter(Front))
    body = match["body"]
    blank = len(body) - len(body.lstrip("\n"))
    body_line = text[: match.start("body") + blank].count("\n") + 1
    return Text(text_id, language, front, body.strip(), body_line, document)
