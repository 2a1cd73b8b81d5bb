"""The content's files: which there are, how each is read, and what they are together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import cast

from bot.content import (
    contacts,
    flow_texts,
    flows,
    glossary,
    languages,
    opening,
    places,
    recordings,
    sources,
    texts,
    topics,
    urgent,
)
from bot.content.catalogue import Catalogue
from bot.content.contacts import Contact
from bot.content.documents import Document, Sheet
from bot.content.flow_texts import FlowText, FlowWords
from bot.content.flows import Flow
from bot.content.glossary import Glossary
from bot.content.languages import Language
from bot.content.opening import ALWAYS, Opening
from bot.content.places import Place
from bot.content.problems import BrokenFileError, Problem
from bot.content.recordings import Recording
from bot.content.sources import Source
from bot.content.texts import CampaignFront, Text
from bot.content.topics import Theme, Topic
from bot.content.urgent import UrgentFile

type Value = (
    Sheet[Language]
    | Sheet[Theme]
    | Sheet[Place]
    | Sheet[Contact]
    | Sheet[Source]
    | Sheet[Flow]
    | FlowText
    | FlowWords
    | Glossary
    | Opening
    | UrgentFile
    | Text
    | Recording
)

_LEXICON = "lexicon"
_SHARED: Mapping[str, Callable[[str, str], Value]] = {
    "languages.yml": languages.parse,
    "topics.yml": topics.parse,
    "places.yml": places.parse,
    "contacts.yml": contacts.parse,
    "sources.yml": sources.parse,
    "glossary.yml": glossary.parse,
}
SHARED = tuple(_SHARED)
_NO_FLOWS: Sheet[Flow] = Sheet({}, Document("flows.yml"))


@dataclass(frozen=True)
class Tree:
    """The files' values together, with what the checks need to name lines."""

    languages: Sheet[Language]
    themes: Sheet[Theme]
    places: Sheet[Place]
    contacts: Sheet[Contact]
    sources: Sheet[Source]
    glossary: Glossary
    urgent: Mapping[str, UrgentFile]
    texts: Mapping[tuple[str, str], Text]
    flows: Sheet[Flow]
    flow_texts: Mapping[tuple[str, str], FlowText]
    flow_words: Sequence[FlowWords]
    opening: Opening
    recordings: Mapping[tuple[str, str], Recording]

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
            languages=self.languages.rows,
            themes=self.themes.rows,
            known_places=self.places.rows,
            contacts=self.contacts.rows,
            sources=self.sources.rows,
            glossary=self.glossary,
            texts=self.texts,
            urgent_files=self.urgent,
            flows=self.flows.rows,
            flow_texts=self.flow_texts,
            opening=self.opening,
            recordings=self.recordings,
        )


def names(root: Path) -> Iterator[str]:
    """Every file below root that is not hidden, such as `ar/asylum/apply.md`; the lexicon is the assistant's."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        hidden = any(part.startswith(".") for part in name.parts) or name.parts[0] == _LEXICON
        if path.is_file() and not hidden:
            yield name.as_posix()


def stray(name: str, file: str) -> Problem | None:
    """What is to be said of a file that is of no kind that is read; None for one that is."""
    if name.endswith((".md", ".yml", recordings.ENDING)):
        return None
    mend = "texts end in .md, lists in .yml, recordings in .ogg; keep other files elsewhere"
    return Problem(file, 1, "", "is read by nobody", mend, "warning")


def parse(name: str, file: str, raw: bytes) -> Value:
    """Read one file; `file` is what problems call it. Raises BrokenFileError."""
    if name.endswith(recordings.ENDING):
        language, _, id_ = name.removesuffix(recordings.ENDING).partition("/")
        return recordings.parse(name, file, raw, language, id_.removesuffix("/index"))
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BrokenFileError([Problem(file, line, "", "is not UTF-8", "save it as UTF-8")]) from None
    match PurePosixPath(name).parts:
        case (shared,) if shared in _SHARED:
            return _SHARED[shared](file, text)
        case ("opening.yml",):
            return opening.parse(file, text)
        case ("flows.yml",):
            return flows.parse(file, text)
        case (language, flows.FLOWS, "words.yml"):
            return flow_texts.parse_words(file, text, language)
        case (language, flows.FLOWS, name_) if name_.endswith(".yml"):
            return flow_texts.parse(file, text, language, name_.removesuffix(".yml"))
        case (language, "urgent.yml"):
            return urgent.parse(file, text, language)
        case (language, theme, "index.md"):
            return texts.parse(file, text, language, theme)
        case (language, texts.CAMPAIGNS, slug) if slug.endswith(".md"):
            id_ = f"{texts.CAMPAIGNS}/{slug.removesuffix('.md')}"
            return texts.parse(file, text, language, id_, CampaignFront)
        case (language, theme, slug) if slug.endswith(".md"):
            return texts.parse(file, text, language, f"{theme}/{slug.removesuffix('.md')}")
    mend = "texts are <language>/<theme>/<slug>.md or in campaigns/ or cards/ there; keep other files elsewhere"
    raise BrokenFileError([Problem(file, 1, "", "stands where no content file stands", mend)])


def together(files: Mapping[str, Value]) -> Tree | None:
    """The tree of these files; None where a shared one is missing."""
    if not all(name in files for name in SHARED):
        return None
    return Tree(
        languages=cast(Sheet[Language], files["languages.yml"]),
        themes=cast(Sheet[Theme], files["topics.yml"]),
        places=cast(Sheet[Place], files["places.yml"]),
        contacts=cast(Sheet[Contact], files["contacts.yml"]),
        sources=cast(Sheet[Source], files["sources.yml"]),
        glossary=cast(Glossary, files["glossary.yml"]),
        urgent={name.split("/")[0]: value for name, value in files.items() if isinstance(value, UrgentFile)},
        texts={(value.language, value.id): value for value in files.values() if isinstance(value, Text)},
        flows=cast(Sheet[Flow], files.get("flows.yml", _NO_FLOWS)),
        flow_texts={(value.language, value.flow): value for value in files.values() if isinstance(value, FlowText)},
        flow_words=[value for value in files.values() if isinstance(value, FlowWords)],
        opening=cast(Opening, files.get("opening.yml", ALWAYS)),
        recordings={(value.language, value.id): value for value in files.values() if isinstance(value, Recording)},
    )
