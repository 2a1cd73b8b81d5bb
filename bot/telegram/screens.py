"""The screens: everything the bot shows, in a given language, from content and phrases alone."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.content import Catalogue, Library
from bot.phrases import Phrasebook
from bot.telegram import keyboards, notices
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover import offer
from bot.telegram.keyboards import Row, keyboard


class Screens:
    """Makes screens from the content as it is now; a changed file shows in the next screen."""

    def __init__(self, library: Library, phrasebook: Phrasebook, clock: Clock, *, staffed: bool = False) -> None:
        """`staffed` tells that there is a staff group, so that a person can be asked for."""
        self._library = library
        self._phrasebook = phrasebook
        self._clock = clock
        self._staffed = staffed

    @property
    def catalogue(self) -> Catalogue:
        """The content as it is now."""
        return self._library.catalogue

    def edition(self, language: str) -> Edition:
        """Today's content in a language."""
        today = self._clock.now().date()
        return Edition(self.catalogue, self.catalogue.languages[language], self._phrasebook[language], today)

    def choose_language(self) -> Screen:
        """The first question, in all languages at once, since we know none yet."""
        source = self.catalogue.languages[self.catalogue.source_language]
        questions = self._phrasebook.all(notices.CHOOSE_LANGUAGE)
        return Screen(["\n".join(questions)], keyboard(keyboards.languages(self.catalogue), source))

    def notice(self, message: str, language: str) -> Screen:
        """One of bot.telegram.notices, the numbers for those in danger, and the menu."""
        edition = self.edition(language)
        part = f"{edition.phrases.gettext(message)}\n\n{edition.renderer.urgent_numbers()}"
        return _screen(edition, [part], keyboards.menu(edition))

    def theme(self, theme: str, language: str, *, news: bool = False) -> Screen:
        """A theme's introduction and its topics; with `news` also the way to choose news."""
        edition = self.edition(language)
        return _screen(edition, self._text(edition, theme), keyboards.theme(edition, theme, news=news))

    def topic(self, topic: str, language: str, reader_language: str | None = None, about: str = "") -> Screen:
        """The answer to a topic, with what its action adds; offers a switch if it is not in the reader's language.

        `about` is the topic under which the reader asked for a person, or empty.
        """
        edition = self.edition(language)
        parts, rows = self._text(edition, topic), keyboards.answer(edition, topic)
        match self.catalogue.topics[topic].action:
            case "contacts":
                parts = [*parts, *edition.renderer.contacts(self.catalogue.country)]
            case "person" if self._staffed:
                urgent = about in self.catalogue.urgent_topics
                parts = [*parts, offer.question(edition, self._clock.now(), about, urgent=urgent)]
                rows = offer.answers(edition, about, urgent=urgent)
        if reader_language not in (None, language):
            rows = [keyboards.switch(edition), *rows]
        return _screen(edition, parts, rows)

    def child_version(self, topic: str, language: str) -> Screen:
        """A topic in words for children; the topic itself where there are none any more."""
        edition = self.edition(language)
        text = edition.child_version(topic)
        if text is None:
            return self.topic(topic, language)
        return _screen(edition, edition.renderer.text(text), keyboards.child_version(edition, topic))

    def place(self, place: str, language: str) -> Screen:
        """The contacts of a place, and after them those of the whole country."""
        edition = self.edition(language)
        rows = [*keyboards.places(edition), *keyboards.dead_number(edition, place), keyboards.back(edition)]
        return _screen(edition, edition.renderer.contacts(place), rows)

    def urgent_case(self, about: str, language: str) -> Screen:
        """The question whether a case shall be opened, once more, for a reader who said that it is urgent."""
        edition = self.edition(language)
        question = offer.question(edition, self._clock.now(), about, urgent=True)
        return _screen(edition, [question], offer.answers(edition, about, urgent=True))

    def did_you_mean(self, topics: Sequence[str], language: str) -> Screen:
        """Doubt: up to three topics and a way out."""
        edition = self.edition(language)
        question = edition.phrases.gettext("I am not sure that I understood you. Did you mean one of these?")
        return _screen(edition, [question], keyboards.did_you_mean(edition, topics))

    def forgotten(self, language: str) -> Screen:
        """The last words to a person who asked to be forgotten."""
        edition = self.edition(language)
        text = edition.phrases.gettext(
            "Done. What I kept about you is erased. If you write again, I will ask for your language first. "
            "To remove this chat from your phone, delete it in Telegram."
        )
        return Screen([text])

    def _text(self, edition: Edition, id_: str) -> list[str]:
        """A text; one in a fallback language follows a message that says so: no message mixes two languages."""
        resolved = edition.resolve(id_)
        if not resolved.fallback:
            return edition.renderer.answer(id_, resolved)
        other = self.edition(resolved.language)
        label = edition.phrases.gettext("This text does not exist in your language yet. Here it is in {language}.")
        return [label.format(language=other.language.name), *other.renderer.answer(id_, resolved)]


def _screen(edition: Edition, parts: Sequence[str], rows: Sequence[Row]) -> Screen:
    return Screen(parts, keyboard(rows, edition.language))
