"""The content's files: which there are, how each is read, and what they are together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import cast

from bot.content import contacts, languages, sources, texts, topics, urgent
from bot.content.catalogue import Catalogue
from bot.content.contacts import Contact
from bot.content.documents import Sheet
from bot.content.languages import Language
from bot.content.problems import BrokenFileError, Problem
from bot.content.sources import Source
from bot.content.texts import Text
from bot.content.topics import Theme, Topic
from bot.content.urgent import UrgentFile

type Value = Sheet[Language] | Sheet[Theme] | Sheet[Contact] | Sheet[Source] | UrgentFile | Text

_SHARED: Mapping[str, Callable[[str, str], Value]] = {
    "languages.yml": languages.parse,
    "topics.yml": topics.parse,
    "contacts.yml": contacts.parse,
    "sources.yml": sources.parse,
}
SHARED = tuple(_SHARED)


@dataclass(frozen=True)
class Tree:
    """The files' values together, with what the checks need to name lines."""

    languages: Sheet[Language]
    themes: Sheet[Theme]
    contacts: Sheet[Contact]
    sources: Sheet[Source]
    urgent: Mapping[str, UrgentFile]
    texts: Mapping[tuple[str, str], Text]

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """All topics by id."""
        return {topic.id: topic for theme in self.themes.rows.values() for topic in theme.topics.values()}

    @cached_property
    def source_language(self) -> str:
        """The folder that all others are translated from."""
        return next(iter(self.languages.rows))

    def catalogue(self) -> Catalogue:
        """The snapshot to answer from."""
        return Catalogue(
            self.languages.rows, self.themes.rows, self.contacts.rows, self.sources.rows, self.texts, self.urgent
        )


def names(root: Path) -> Iterator[str]:
    """Every file of the content as a path below root, such as `ar/asylum/apply.md`."""
    for path in sorted((*root.rglob("*.yml"), *root.glob("*/**/*.md"))):
        name = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix()


def parse(name: str, file: str, raw: bytes) -> Value:
    """Read one file; `file` is what problems call it. Raises BrokenFileError."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BrokenFileError([Problem(file, line, "", "is not UTF-8", "save it as UTF-8")]) from None
    match PurePosixPath(name).parts:
        case (shared,) if shared in _SHARED:
            return _SHARED[shared](file, text)
        case (language, "urgent.yml"):
            return urgent.parse(file, text, language)
        case (language, theme, "index.md"):
            return texts.parse(file, text, language, theme)
        case (language, theme, slug) if slug.endswith(".md"):
            return texts.parse(file, text, language, f"{theme}/{slug.removesuffix('.md')}")
    mend = "texts are <language>/<theme>/<slug>.md; keep other files elsewhere"
    raise BrokenFileError([Problem(file, 1, "", "stands where no content file stands", mend)])


def together(files: Mapping[str, Value]) -> Tree | None:
    """The tree of these files; None where a shared one is missing."""
    if not all(name in files for name in SHARED):
        return None
    return Tree(
        languages=cast(Sheet[Language], files["languages.yml"]),
        themes=cast(Sheet[Theme], files["topics.yml"]),
        contacts=cast(Sheet[Contact], files["contacts.yml"]),
        sources=cast(Sheet[Source], files["sources.yml"]),
        urgent={name.split("/")[0]: value for name, value in files.items() if isinstance(value, UrgentFile)},
        texts={(value.language, value.id): value for value in files.values() if isinstance(value, Text)},
    )
