"""One text of the content: front matter and a body in light Markdown."""

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from bot.content.documents import Day, Document, Row, formed, read, validate, wrong
from bot.content.placeholders import Blank
from bot.content.problems import BrokenFileError, Problem

Kind = Literal["theme", "topic", "child", "campaign", "card"]
CAMPAIGNS = "campaigns"  # the folder of the campaigns' texts, which therefore names no theme
CARDS = "cards"  # the folder of the texts for cards on paper, which therefore names no theme
CHILD = ".child"  # what the id of a child's version adds to its topic's

_FILE = re.compile(r"\A---\n(?P<front>.*?\n)---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL)


def _mark(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{6}-[0-9a-f]{6}", value):
        mend = "remove it; before a small edit `.venv/bin/python -m bot content --minor FILE` writes it"
        raise wrong(f"{value!r} is not the mark of a small edit", mend)
    return value


Code = Annotated[str, formed("[0-9a-f]{6}", "3f9a1c, as `make content` names it")]


class Front(Row):
    """The front matter. `reviewed` is "no" or the reviewer's role and date; `minor_since` as bot.content.minor says.

    `voice` is the hash of the text that the voice recording beside it reads out.
    """

    title: Annotated[str, Field(min_length=1)]
    sources: tuple[str, ...] = ()
    checked: Day | None = None
    reviewed: str | None = None
    expires: Day | None = None
    based_on: Code | None = None
    minor_since: tuple[Annotated[str, AfterValidator(_mark)], ...] = ()
    voice: Code | None = None
    draft: bool = False


class CampaignFront(Front):
    """The front matter of a campaign: its theme, `purpose` for staff, and what is filled in when it is sent."""

    theme: str
    purpose: str | None = None
    placeholders: tuple[Blank, ...] = ()


@dataclass(frozen=True)
class Text:
    """A text in one language.

    `id` is `theme/slug` for a topic, `theme` for a theme's own text, `theme/slug.child` for a topic's version
    for children, `campaigns/slug` for a campaign, `cards/slug` for a card on paper.
    """

    id: str
    language: str
    front: Front
    body: str
    body_line: int
    document: Document

    @property
    def kind(self) -> Kind:
        """What it is the text of."""
        if self.id.startswith(f"{CAMPAIGNS}/"):
            return "campaign"
        if self.id.startswith(f"{CARDS}/"):
            return "card"
        if self.id.endswith(CHILD):
            return "child"
        return "topic" if "/" in self.id else "theme"

    @property
    def campaign(self) -> CampaignFront | None:
        """The front matter of a campaign; None for other texts."""
        return self.front if isinstance(self.front, CampaignFront) else None

    @property
    def topic(self) -> str:
        """The id without the mark of a child's version."""
        return self.id.removesuffix(CHILD)

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


def file_name(id_: str) -> str:
    """The file of a text within its language's folder."""
    return f"{id_}.md" if "/" in id_ else f"{id_}/index.md"


def parse(file: str, text: str, language: str, text_id: str, form: type[Front] = Front) -> Text:
    """Read one `.md` file with a front matter of this form; raises BrokenFileError."""
    match = _FILE.match(text)
    if match is None:
        mend = "begin the file with a line of three hyphens, the keys, and three hyphens again"
        raise BrokenFileError([Problem(file, 1, "", "has no front matter", mend)])
    document = read(file, match["front"], first_line=2)
    front = validate(document, TypeAdapter(form))
    body = match["body"]
    blank = len(body) - len(body.lstrip("\n"))
    body_line = text[: match.start("body") + blank].count("\n") + 1
    return Text(text_id, language, front, body.strip(), body_line, document)
