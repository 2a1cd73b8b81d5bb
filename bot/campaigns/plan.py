"""The file in which a manager writes a campaign down, checked as a whole before anything is stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, model_validator

from bot.campaigns.audience import Audience
from bot.campaigns.policy import Policy
from bot.campaigns.schedule import Schedule
from bot.content import BrokenFileError, Catalogue, Problem
from bot.content.documents import Day, Document, Row, read, validate, wrong
from bot.content.texts import CampaignFront

MediaKind = Literal["photo", "voice", "video", "audio", "document"]
_KINDS: Mapping[str, MediaKind] = {
    ".jpg": "photo",
    ".jpeg": "photo",
    ".png": "photo",
    ".ogg": "voice",
    ".mp4": "video",
    ".mp3": "audio",
    ".pdf": "document",
}
_LARGEST = {"photo": 10 * 2**20}
_LARGEST_FILE = 50 * 2**20  # bytes that Telegram takes


def media_kind(name: str) -> MediaKind:
    """How Telegram sends a file of this name; KeyError where it does not."""
    return _KINDS[Path(name).suffix.lower()]


def _sendable(name: str) -> str:
    if Path(name).suffix.lower() not in _KINDS:
        raise wrong(f"{name!r} cannot be sent", f"name a file that ends in {', '.join(_KINDS)}")
    return name


Words = dict[str, str]
"""The same words by language."""

FileName = Annotated[str, AfterValidator(_sendable)]


class ButtonForm(Row):
    """A button: to an address, with words in each language; or to a topic, by default under the topic's title."""

    text: Words = Field(default_factory=dict)
    url: Annotated[str, Field(pattern=r"^(https?|tg)://\S+$")] | None = None
    topic: str | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.url is None) == (self.topic is None):
            raise wrong("a button leads either to a url or to a topic", "write one of them")
        if self.url is not None and not self.text:
            raise wrong("a button to a url needs words", "text: {en: ..., ar: ...}")
        return self


class MediaForm(Row):
    """A file beside the plan, or one for each language; `alt` says what it shows or says, for who cannot open it."""

    file: FileName | dict[str, FileName]
    alt: Annotated[Words, Field(min_length=1)]

    @property
    def names(self) -> list[str]:
        """The files, each once."""
        return [self.file] if isinstance(self.file, str) else list(dict.fromkeys(self.file.values()))

    def by_language(self, languages: Iterable[str]) -> dict[str, str]:
        """The file of each language."""
        return dict.fromkeys(languages, self.file) if isinstance(self.file, str) else self.file


class Filling(Row):
    """What the text leaves open."""

    date: Day | None = None
    time: str | None = None
    place: str | Words | None = None


class Plan(Row):
    """A campaign as a manager writes it. `texts` is a folder beside the file, `content` a slug of the content."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    purpose: Annotated[str, Field(min_length=1)]
    about: str
    content: str | None = None
    texts: str | None = None
    filling: Filling = Filling()
    buttons: Annotated[tuple[ButtonForm, ...], Field(max_length=8)] = ()
    media: MediaForm | None = None
    audience: Audience = Audience()
    schedule: Schedule | None = None
    policy: Policy = Policy()

    @model_validator(mode="after")
    def _has_one_source_of_texts(self) -> Self:
        if (self.content is None) == (self.texts is None):
            raise wrong("needs either content or texts", "content: a slug, or texts: a folder with <language>.md")
        return self


@dataclass(frozen=True)
class Draft:
    """A plan with the texts written for it, by language, and the bytes of its files, by name."""

    plan: Plan
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_draft(path: Path, catalogue: Catalogue) -> Draft:
    """What a plan's file says and names; raises BrokenFileError with every problem."""
    try:
        document = read(path.name, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFileError([Problem(str(path), 1, "", f"cannot be read: {error}")]) from None
    plan = validate(document, TypeAdapter(Plan))
    texts: dict[str, str] = {}
    if plan.texts is not None:
        texts = {file.stem: file.read_text("utf-8") for file in sorted((path.parent / plan.texts).glob("*.md"))}
    files = {name: path.parent / name for name in plan.media.names} if plan.media else {}
    found = [*_unknown_names(plan, document, catalogue), *_wrong_texts(plan, texts, document, catalogue)]
    for name, file in files.items():
        found += _wrong_media(name, file, document)
    if found:
        raise BrokenFileError(found)
    return Draft(plan, texts, {name: file.read_bytes() for name, file in files.items()})


def _unknown_names(plan: Plan, document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    if plan.about not in catalogue.topics and plan.about not in catalogue.themes:
        yield document.problem(("about",), f"{plan.about!r} is neither a theme nor a topic", "look at topics.yml")
    if plan.content is not None and f"campaigns/{plan.content}" not in catalogue.campaigns:
        known = ", ".join(id_.removeprefix("campaigns/") for id_ in catalogue.campaigns)
        yield document.problem(("content",), f"the content has no campaign {plan.content!r}", f"it has {known}")
    elif plan.content is not None and (theme := _theme_of(plan.content, catalogue)) != plan.about.split("/")[0]:
        yield document.problem(("about",), f"{plan.content!r} is a text on {theme}", f"write about: {theme}")
    known_names = {
        "languages": set(catalogue.languages),
        "themes": set(catalogue.themes),
        "places": set(catalogue.places()),
    }
    for key, names in known_names.items():
        for name in getattr(plan.audience, key):
            if name not in names:
                mend = f"known are {', '.join(sorted(names)) or 'none'}"
                yield document.problem(("audience", key), f"{name!r} is not known", mend)
    for n, button in enumerate(plan.buttons):
        if button.topic is not None and button.topic not in catalogue.topics:
            yield document.problem(("buttons", n), f"{button.topic!r}: no such topic", "look at topics.yml")


def _theme_of(content: str, catalogue: Catalogue) -> str:
    """The theme of a campaign of the content: it decides who must approve, so the plan cannot say another one."""
    front = catalogue.campaigns[f"campaigns/{content}"].front
    assert isinstance(front, CampaignFront)
    return front.theme


def _wrong_texts(plan: Plan, texts: Mapping[str, str], document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    if plan.texts is not None and not texts:
        yield document.problem(("texts",), f"{plan.texts!r} holds no texts", "put <language>.md files there")
    for language in texts.keys() - catalogue.languages.keys():
        yield document.problem(("texts",), f"{plan.texts}/{language}.md: no such language", "name it after its folder")


def _wrong_media(name: str, path: Path, document: Document) -> Iterator[Problem]:
    if not path.is_file():
        yield document.problem(("media", "file"), f"there is no file {name!r}", "put it beside this file")
        return
    largest = _LARGEST.get(media_kind(name), _LARGEST_FILE)
    if not 0 < path.stat().st_size <= largest:
        yield document.problem(("media", "file"), f"{name!r} is empty or too large", f"at most {largest // 2**20} MB")
