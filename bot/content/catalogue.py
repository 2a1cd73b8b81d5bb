"""The catalogue: one unchanging snapshot of all content that is fit to be shown, and what can be asked of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from bot.content.contacts import Contact
from bot.content.languages import Language
from bot.content.sources import Source
from bot.content.texts import Text
from bot.content.topics import Theme, Topic
from bot.content.urgent import Urgent, UrgentFile

State = Literal["missing", "draft", "outdated", "unreviewed", "current", "expired"]
STATES: tuple[State, ...] = ("missing", "draft", "outdated", "unreviewed", "current", "expired")
_HIDDEN: frozenset[State] = frozenset({"missing", "draft", "expired"})


@dataclass(frozen=True)
class Resolved:
    """What to show for a topic. `text` is None where no language has one that may be shown.

    `language` is the text's own; `fallback` tells that it is not the one asked for, whose state is `state`.
    """

    text: Text | None
    language: str
    fallback: bool
    state: State


@dataclass(frozen=True)
class Catalogue:
    """All content. `texts` by language and id; mappings are in the order of their files."""

    languages: Mapping[str, Language]
    themes: Mapping[str, Theme]
    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]
    texts: Mapping[tuple[str, str], Text]
    urgent_files: Mapping[str, UrgentFile]

    @cached_property
    def source_language(self) -> str:
        """The folder that all others are translated from."""
        return next(iter(self.languages))

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """All topics by id, in menu order."""
        return {topic.id: topic for theme in self.themes.values() for topic in theme.topics.values()}

    @cached_property
    def urgent_topics(self) -> list[str]:
        """The topics that people in danger need."""
        return [topic.id for topic in self.topics.values() if topic.urgent]

    @cached_property
    def urgent(self) -> Urgent:
        """The check for urgent messages."""
        return Urgent(self.urgent_files, self.urgent_topics)

    def text(self, id_: str, language: str) -> Text | None:
        """The text of a topic or theme in exactly this language, whatever its state."""
        return self.texts.get((language, id_))

    def state(self, id_: str, language: str, today: date) -> State:
        """How far a topic's or theme's text in a language can be trusted on a day."""
        text, source = self.text(id_, language), self.text(id_, self.source_language)
        if text is None:
            return "missing"
        if text.front.draft:
            return "draft"
        if text.front.expires is not None and text.front.expires < today:
            return "expired"
        if source is not None and source is not text and text.front.based_on != source.hash:
            return "outdated"
        return "current" if text.reviewed else "unreviewed"

    def resolve(self, id_: str, language: str, today: date) -> Resolved:
        """The text to show to a reader of a language: the language's own, else the fallback's, whole."""
        state = self.state(id_, language, today)
        for folder in self._with_fallbacks(language):
            if self.state(id_, folder, today) not in _HIDDEN:
                return Resolved(self.text(id_, folder), folder, folder != language, state)
        return Resolved(None, language, fallback=False, state=state)

    def title(self, id_: str, language: str) -> str:
        """The title of a topic or theme for a button; the id itself where no text has one."""
        for folder in (*self._with_fallbacks(language), self.source_language):
            if text := self.text(id_, folder):
                return text.title
        return id_

    def contact_name(self, id_: str, language: str) -> str:
        """The name of a contact in a language, else in the source language."""
        name = self.contacts[id_].name
        return name.get(language) or name.get(self.source_language, id_)

    def urgent_contacts(self) -> list[Contact]:
        """The contacts of every urgent answer, in the order of their file."""
        return [contact for contact in self.contacts.values() if contact.urgent]

    def contacts_for(self, place: str | None) -> list[Contact]:
        """The contacts of a place and of the whole country; all contacts for None."""
        return [contact for contact in self.contacts.values() if place is None or contact.place in (None, place)]

    def places(self) -> list[str]:
        """The places that contacts name, each once."""
        return list(dict.fromkeys(contact.place for contact in self.contacts.values() if contact.place))

    def _with_fallbacks(self, language: str) -> Iterator[str]:
        seen: set[str] = set()
        folder: str | None = language
        while folder is not None and folder not in seen:
            yield folder
            seen.add(folder)
            folder = self.languages[folder].fallback
