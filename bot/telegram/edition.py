"""An edition: the content as it stands today, in one language, with the interface's phrases in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel.dates import format_date

from bot.content import Catalogue, Renderer, Resolved, dates
from bot.content.flow_texts import FlowText
from bot.content.languages import Language
from bot.content.placeholders import placeholders
from bot.content.recordings import Recording
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

    def day(self, day: date) -> str:
        """A day with its weekday."""
        comma = "،" if self.language.script == "Arabic" else ","
        return f"{format_date(day, 'EEEE', locale=self.language.locale)}{comma} {dates.shown(day, self.language)}"

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

    def card(self, topic: str) -> Text | None:
        """The text of the card on paper that belongs to a topic, if it has one here."""
        return self.catalogue.card(topic, self.language.id, self.today)

    def recording(self, topic: str) -> Recording | None:
        """The voice recording of a topic, if it has one here that says what the text says."""
        return self.catalogue.recording(topic, self.language.id, self.today)

    def unconfirmed(self, about: str) -> list[str]:
        """The contacts whose number only one source gives, under a topic or in a place and the whole country."""
        catalogue = self.catalogue
        if about in catalogue.topics:
            text = self.resolve(about).text
            found = placeholders(text.body) if text else ()
            named = [each.id for each in found if each.kind in ("contact", "phone")]
        else:
            named = [contact.id for place in (about, catalogue.country) for contact in catalogue.contacts_in(place)]
        contacts = [catalogue.contacts[id_] for id_ in dict.fromkeys(named)]
        return [contact.id for contact in contacts if contact.phones and contact.confidence != "firm"]

    def flow_text(self, flow: str) -> FlowText | None:
        """The words of a guided conversation, if it can be shown here."""
        return self.catalogue.flow_text(flow, self.language.id, self.today)

    def flows(self, topic: str) -> list[FlowText]:
        """The guided conversations that are offered under a topic."""
        offered = [flow.id for flow in self.catalogue.flows.values() if topic in flow.topics]
        return [text for flow in offered if (text := self.flow_text(flow))]
