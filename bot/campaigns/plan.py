"""The file in which a manager writes a campaign down, checked as a whole before anything is stored."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, TypeAdapter, model_validator

from bot.campaigns.policy import Policy
from bot.campaigns.schedule import Schedule
from bot.content import BrokenFileError, Catalogue, Problem
from bot.content.documents import Day, Document, Row, read, validate, wrong
from bot.storage.audiences import Criteria


class Audience(Row):
    """Whom it is for; all conditions must hold. `received`, `not_received`, `failed`: numbers of campaigns."""

    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    registered_since: Day | None = None
    active_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    received: int | None = None
    not_received: int | None = None
    failed: int | None = None

    def criteria(self, about: str, now: datetime) -> Criteria:
        """The conditions as they stand at a moment; without themes, those of what the campaign is about."""
        return Criteria(
            themes=self.themes or (about.split("/", maxsplit=1)[0],),
            languages=self.languages,
            places=self.places,
            registered_since=_midnight(self.registered_since),
            active_since=now.date() - timedelta(days=self.active_days) if self.active_days else None,
            received=self.received,
            not_received=self.not_received,
            failed=self.failed,
        )


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


class Plan(Row):
    """A campaign as a manager writes it. `texts` is a folder beside the file, `content` a slug of the content.

    `filling` is what the text leaves open, such as {date: 2026-12-01, time: "17:00", place: ...}.
    """

    title: Annotated[str, Field(min_length=1, max_length=200)]
    purpose: Annotated[str, Field(min_length=1)]
    about: str
    content: str | None = None
    texts: str | None = None
    filling: dict[str, str] = Field(default_factory=dict)
    audience: Audience = Audience()
    schedule: Schedule | None = None
    policy: Policy = Policy()

    @model_validator(mode="after")
    def _has_one_source_of_texts(self) -> Self:
        if (self.content is None) == (self.texts is None):
            raise wrong("needs either content or texts", "content: a slug, or texts: a folder with <language>.md")
        return self


def read_plan(path: Path, catalogue: Catalogue) -> tuple[Plan, dict[str, str]]:
    """The plan in a file and the texts written for it, by language; raises BrokenFileError with every problem."""
    try:
        document = read(path.name, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFileError([Problem(str(path), 1, "", f"cannot be read: {error}")]) from None
    plan = validate(document, TypeAdapter(Plan))
    found = [*_unknown_names(plan, document, catalogue)]
    texts = {}
    if plan.texts is not None:
        texts = {file.stem: file.read_text("utf-8") for file in sorted((path.parent / plan.texts).glob("*.md"))}
        found += _wrong_texts(plan.texts, texts, document, catalogue)
    if found:
        raise BrokenFileError(found)
    return plan, texts


def _unknown_names(plan: Plan, document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    if plan.about not in catalogue.topics and plan.about not in catalogue.themes:
        yield document.problem(("about",), f"{plan.about!r} is neither a theme nor a topic", "look at topics.yml")
    known = {"languages": set(catalogue.languages), "themes": set(catalogue.themes), "places": set(catalogue.places())}
    for key, names in known.items():
        for name in getattr(plan.audience, key):
            if name not in names:
                mend = f"known are {', '.join(sorted(names)) or 'none'}"
                yield document.problem(("audience", key), f"{name!r} is not known", mend)


def _wrong_texts(folder: str, texts: dict[str, str], document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    if not texts:
        yield document.problem(("texts",), f"{folder!r} holds no texts", "put <language>.md files there")
    for language in texts.keys() - catalogue.languages.keys():
        yield document.problem(("texts",), f"{folder}/{language}.md: no such language", "name it after its folder")
