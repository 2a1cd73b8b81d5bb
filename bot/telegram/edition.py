"""An edition: the content as it stands today, in one language, with the interface's phrases in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.content import Catalogue, Renderer, Resolved
from bot.content.languages import Language
from bot.content.texts import Text
from bot.phrases import Phrases


@dataclass(frozen=True)
class Edition:
    """What every screen and keyboard in a language is made from."""

    catalogue: Catalogue
    language: Language
    phrases: Phrases
    today: date

    @cached_property
    def renderer(self) -> Renderer:
        """Renders in this language."""
        return Renderer(self.catalogue, self.language, self.phrases)

    def title(self, id_: str) -> str:
        """The title of a topic or theme, for a button."""
        return self.catalogue.title(id_, self.language.id)

    def resolve(self, id_: str) -> Resolved:
        """The text to show here for a topic or theme."""
        return self.catalogue.resolve(id_, self.language.id, self.today)

    def has(self, topic: str) -> bool:
        """Whether there is a text on this topic that may be shown here."""
        return topic in self.catalogue.topics and self.resolve(topic).text is not None

    def themes(self) -> list[str]:
        """The themes of the menu."""
        return [theme.id for theme in self.catalogue.themes.values() if theme.menu and self.topics(theme.id)]

    def topics(self, theme: str) -> list[str]:
        """A theme's topics, in menu order."""
        return [topic.id for topic in self.catalogue.themes[theme].topics.values() if self.has(topic.id)]

    def child_version(self, topic: str) -> Text | None:
        """The topic in words for children; none in another language, which would not help a child."""
        found = self.catalogue.child_version(topic, self.language.id, self.today)
        return None if found.fallback else found.text

    def related(self, topic: str) -> list[str]:
        """What belongs to a topic."""
        return [other for other in self.catalogue.topics[topic].related if self.has(other)]

    def with_action(self, action: str) -> list[str]:
        """The topics that do this beside telling something."""
        return [topic.id for topic in self.catalogue.topics.values() if topic.action == action and self.has(topic.id)]
