"""`sources.yml`: where the facts come from."""

from typing import Annotated

from pydantic import Field

from bot.content.contacts import Web
from bot.content.documents import Row, Sheet, read, rows


class Source(Row):
    """One source; `id` is its code, `date` free text such as "undated" or "26 Jan 2026"."""

    name: Annotated[str, Field(min_length=1)]
    url: Web | None = None
    date: str | None = None


def parse(file: str, text: str) -> Sheet[Source]:
    """Read `sources.yml`; raises BrokenFileError."""
    document = read(file, text)
    return Sheet(rows(document, Source), document)
