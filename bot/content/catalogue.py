"""The catalogue: one unchanging snapshot of all content that is fit to be shown, and what can be asked of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from bot.content import minor
from bot.content.contacts import Contact
from bot.content.flow_texts import FlowText
from bot.content.flows import Flow
from bot.content.folding import fold
from bot.content.glossary import Glossary
from bot.content.languages import Language
from bot.content.opening import Opening
from bot.content.places import Place
from bot.content.recordings import Recording
from bot.content.sources import Source
from bot.content.texts import CARDS, CHILD, Front, Text
from bot.content.topics import Theme, Topic
from bot.content.urgent import Urgent, UrgentFile

State = Literal["missing", "draft", "outdated", "unreviewed", "current", "expired"]
STATES: tuple[State, ...] = ("missing", "draft", "outdated", "unreviewed", "current", "expired")
HIDDEN: frozenset[State] = frozenset({"missing", "draft", "expired"})
"""The states of texts that no reader sees."""


@dataclass(frozen=True)
class Resolved:
    """What to show for an id. `text` is None where no language has one that may be shown.

    `language` is the text's own; `fallback` tells that it is not the one asked for, whose state is `state`.
    """

    text: Text | None
    language: str
    fallback: bool
    state: State


@dataclass(frozen=True)
class Catalogue:
    """All content. `texts` by language and id; mappings are in the order of their files.

    An id is a topic's (`theme/slug`), a theme's (`theme`), a child's version's or a campaign's: see Text.
    """

    languages: Mapping[str, Language]
    themes: Mapping[str, Theme]
    known_places: Mapping[str, Place]
    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]
    glossary: Glossary
    texts: Mapping[tuple[str, str], Text]
    urgent_files: Mapping[str, UrgentFile]
    flows: Mapping[str, Flow]
    flow_texts: Mapping[tuple[str, str], FlowText]
    opening: Opening
    recordings: Mapping[tuple[str, str], Recording]

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
    def source_texts(self) -> Mapping[str, Text]:
        """The texts of the source language by id, whatever their state."""
        return {id_: text for (language, id_), text in self.texts.items() if language == self.source_language}

    @cached_property
    def campaigns(self) -> Mapping[str, Text]:
        """The campaigns' texts in the source language by id (`campaigns/slug`)."""
        return {id_: text for id_, text in self.source_texts.items() if text.kind == "campaign"}

    @cached_property
    def cards(self) -> Mapping[str, Text]:
        """The cards' texts in the source language by id (`cards/slug`)."""
        return {id_: text for id_, text in self.source_texts.items() if text.kind == "card"}

    @cached_property
    def urgent(self) -> Urgent:
        """The check for urgent messages."""
        return Urgent(self.urgent_files, self.urgent_topics)

    @cached_property
    def stop_words(self) -> Mapping[str, str]:
        """The folded words with which people end the news, and the first language that has each."""
        words = [(fold(word), folder) for folder, language in self.languages.items() for word in language.stop]
        return dict(reversed(words))

    def text(self, id_: str, language: str) -> Text | None:
        """The text of an id in exactly this language, whatever its state."""
        return self.texts.get((language, id_))

    def state(self, id_: str, language: str, today: date) -> State:
        """How far a text in a language can be trusted on a day."""
        text, source = self.text(id_, language), self.source_texts.get(id_)
        if text is None:
            return "missing"
        bases = self.bases(source) if source is not None and source is not text else None
        return _state(text.front, bases, today)

    def flow_state(self, flow: str, language: str, today: date) -> State:
        """How far the words of a guided conversation in a language can be trusted on a day."""
        text, source = self.flow_texts.get((language, flow)), self.flow_texts.get((self.source_language, flow))
        if text is None:
            return "missing"
        return _state(text.front, {source.hash} if source is not None and source is not text else None, today)

    def bases(self, source: Text) -> frozenset[str]:
        """The hashes that a translation of a source text may be based on and not be outdated."""
        return minor.bases(source, self.languages[self.source_language], self.glossary)

    def resolve(self, id_: str, language: str, today: date) -> Resolved:
        """The text to show to a reader of a language: the language's own, else the fallback's, whole."""
        state = self.state(id_, language, today)
        for folder in self._with_fallbacks(language):
            if self.state(id_, folder, today) not in HIDDEN:
                return Resolved(self.text(id_, folder), folder, folder != language, state)
        return Resolved(None, language, fallback=False, state=state)

    def flow_text(self, flow: str, language: str, today: date) -> FlowText | None:
        """The words of a guided conversation in exactly this language, if they may be shown on a day."""
        hidden = flow not in self.flows or self.flow_state(flow, language, today) in HIDDEN
        return None if hidden else self.flow_texts[language, flow]

    def card(self, topic: str, language: str, today: date) -> Text | None:
        """The text of the card that belongs to a topic, in exactly this language, if it may be shown on a day."""
        slug = self.topics[topic].card
        hidden = slug is None or self.state(f"{CARDS}/{slug}", language, today) in HIDDEN
        return None if hidden else self.text(f"{CARDS}/{slug}", language)

    def recording(self, id_: str, language: str, today: date) -> Recording | None:
        """The voice recording of a text in exactly this language, if it reads out the text as it is now."""
        text = self.text(id_, language)
        if text is None or text.front.voice != text.hash or self.state(id_, language, today) in HIDDEN:
            return None
        return self.recordings.get((language, id_))

    def child_version(self, topic: str, language: str, today: date) -> Resolved:
        """A topic's version for children, as `resolve`; most topics have none."""
        return self.resolve(f"{topic}{CHILD}", language, today)

    def title(self, id_: str, language: str) -> str:
        """The title of a text for a button; the id itself where no text has one."""
        for folder in (*self._with_fallbacks(language), self.source_language):
            if text := self.text(id_, folder):
                return text.title
        return id_

    def contact_name(self, id_: str, language: str) -> str:
        """The name of a contact in a language, else in the source language."""
        return self._name(id_, self.contacts[id_].name, language)

    def place_name(self, id_: str, language: str) -> str:
        """The name of a place in a language, else in the source language."""
        return self._name(id_, self.known_places[id_].name, language)

    def _name(self, id_: str, names: Mapping[str, str], language: str) -> str:
        return names.get(language) or names.get(self.source_language, id_)

    def urgent_contacts(self) -> list[Contact]:
        """The contacts of every urgent answer, in the order of their file."""
        return [contact for contact in self.contacts.values() if contact.urgent]

    @cached_property
    def country(self) -> str:
        """The place that is the whole country."""
        return next(place.id for place in self.known_places.values() if place.country)

    def places(self) -> list[str]:
        """The places that have contacts, in the order of their file; the whole country is one of them."""
        return [place for place in self.known_places if self.contacts_in(place)]

    def contacts_in(self, place: str) -> list[Contact]:
        """The contacts of one place alone."""
        return [contact for contact in self.contacts.values() if place in (contact.place or (self.country,))]

    def _with_fallbacks(self, language: str) -> Iterator[str]:
        seen: set[str] = set()
        folder: str | None = language
        while folder is not None and folder not in seen:
            yield folder
            seen.add(folder)
            folder = self.languages[folder].fallback


def _state(front: Front, bases: Collection[str] | None, today: date) -> State:
    """`bases` are the hashes of the source from which a translation is true; None for the source itself."""
    if front.draft:
        return "draft"
    if front.expires is not None and front.expires < today:
        return "expired"
    if bases is not None and front.based_on not in bases:
        return "outdated"
    return "unreviewed" if front.reviewed in (None, "no") else "current"
