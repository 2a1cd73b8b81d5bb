"""`topics.yml`: themes and topics in menu order, and what no language changes about them."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, TypeAdapter

from bot.content.documents import Document, Row, Sheet, read, validate, wrong
from bot.content.problems import BrokenFileError, Problem
from bot.content.texts import CAMPAIGNS, CARDS

Action = Literal["menu", "language", "contacts", "person", "subscribe", "unsubscribe", "forget", "privacy"]


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise wrong(f"{value!r} is not a name", "use small Latin letters, digits and hyphens, such as get-help")
    return value


def _mention(value: str) -> str:
    if not re.fullmatch(r"(contact|phone|address|topic):\S+", value):
        raise wrong(f"{value!r} is not a placeholder", "write it such as topic:asylum/appeal")
    return value


Slug = Annotated[str, AfterValidator(_slug)]
Mentions = tuple[Annotated[str, AfterValidator(_mention)], ...]


class Topic(Row):
    """One topic; `id` is `theme/slug`. `must_mention` holds the theme's as well; `card` is offered under the answer."""

    urgent: bool = False
    action: Action | None = None
    related: tuple[str, ...] = ()
    must_mention: Mentions = ()
    card: Slug | None = None


class Theme(Row):
    """One theme of the menu; `topics` by slug, in order."""

    sensitive: bool = False
    menu: bool = True
    must_mention: Mentions = ()
    topics: dict[Slug, Annotated[Topic, BeforeValidator(lambda row: {} if row is None else row)]]


class _File(Row):
    themes: dict[Slug, Theme]


def parse(file: str, text: str) -> Sheet[Theme]:
    """Read `topics.yml`; raises BrokenFileError."""
    document = read(file, text)
    themes = validate(document, TypeAdapter(_File)).themes
    for slug, theme in themes.items():
        theme._id = slug
        theme.topics.update({name: _finished(theme, name, topic) for name, topic in theme.topics.items()})
    if found := [*_wrong_names(themes, document), *_wrong_relations(themes, document)]:
        raise BrokenFileError(found)
    return Sheet(themes, document)


def _finished(theme: Theme, slug: str, topic: Topic) -> Topic:
    mentions = tuple(dict.fromkeys(theme.must_mention + topic.must_mention))
    finished = topic.model_copy(update={"must_mention": mentions})
    finished._id = f"{theme.id}/{slug}"
    return finished


def _wrong_names(themes: Mapping[str, Theme], document: Document) -> Iterator[Problem]:
    for folder in (CAMPAIGNS, CARDS):
        if folder in themes:
            mend = f"name it otherwise: {folder}/ holds the texts of {folder}"
            yield document.problem(("themes", folder), "cannot be a theme", mend)


def _wrong_relations(themes: Mapping[str, Theme], document: Document) -> Iterator[Problem]:
    topics = {topic.id: (theme.id, slug, topic) for theme in themes.values() for slug, topic in theme.topics.items()}
    for theme, slug, topic in topics.values():
        path = ("themes", theme, "topics", slug, "related")
        if topic.related and not 2 <= len(topic.related) <= 4:
            yield document.problem(path, f"{len(topic.related)} topics", "name two to four")
        for other in topic.related:
            if other not in topics or other == topic.id:
                yield document.problem(path, f"{other!r} is not another topic", "write it such as asylum/apply")
