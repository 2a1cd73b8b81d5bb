"""The screens: everything the bot shows, in a given language, from content and phrases alone."""

from collections.abc import Sequence

from bot.content import Catalogue, Library, render_contacts, render_topic, render_urgent_numbers
from bot.phrases import Phrasebook
from bot.telegram import keyboards
from bot.telegram.chat import Screen
from bot.telegram.keyboards import Row, keyboard


class Screens:
    """Makes screens from the content as it is now; a changed file shows in the next screen."""

    def __init__(self, library: Library, phrasebook: Phrasebook) -> None:
        self._library = library
        self._phrasebook = phrasebook

    @property
    def catalogue(self) -> Catalogue:
        """The content as it is now."""
        return self._library.catalogue

    def choose_language(self) -> Screen:
        """The first question, in all languages at once, since we know none yet."""
        questions = self._phrasebook.all("Please choose your language.")
        return Screen(["\n".join(questions)], keyboard(keyboards.languages(self.catalogue), "ltr"))

    def menu(self, language: str) -> Screen:
        """What the bot can do, and the numbers for those in danger."""
        phrases = self._phrasebook[language]
        invitation = phrases.gettext("What would you like to know? Choose a topic or write your question here.")
        parts = "\n\n".join([invitation, self._urgent_numbers(language)])
        return self._screen([parts], keyboards.menu(self.catalogue, language, phrases), language)

    def theme(self, theme: str, language: str) -> Screen:
        """A theme's introduction and its topics."""
        phrases = self._phrasebook[language]
        introduction = self.catalogue.theme_introduction(theme, language)
        return self._screen([introduction], keyboards.theme(self.catalogue, theme, language, phrases), language)

    def topic(self, topic: str, language: str, reader_language: str | None = None) -> Screen:
        """The answer to a topic, with what its action adds; offers a switch if it is not in the reader's language."""
        phrases = self._phrasebook[language]
        rows = keyboards.answer(self.catalogue, topic, language, phrases)
        if reader_language not in (None, language):
            rows = [keyboards.switch(self.catalogue, language), *rows]
        parts = render_topic(self.catalogue, topic, language, phrases)
        if self.catalogue.topic(topic).action == "contacts":
            parts = [*parts, *render_contacts(self.catalogue, language, phrases)]
        return self._screen(parts, rows, language)

    def did_you_mean(self, topics: Sequence[str], language: str) -> Screen:
        """Doubt: up to three topics and a way out."""
        phrases = self._phrasebook[language]
        question = phrases.gettext("I am not sure that I understood you. Did you mean one of these?")
        return self._screen([question], keyboards.did_you_mean(self.catalogue, topics, language, phrases), language)

    def no_answer(self, language: str) -> Screen:
        """We do not know: say so, and what we do know."""
        phrases = self._phrasebook[language]
        text = phrases.gettext(
            "I am sorry, I do not know the answer to this. I can tell you about the topics below, "
            "and a person can help you with the rest."
        )
        return self._with_menu(text, language)

    def assistant_down(self, language: str) -> Screen:
        """Questions cannot be understood now; everything else works."""
        phrases = self._phrasebook[language]
        text = phrases.gettext(
            "I cannot read questions at the moment. Please use the buttons: all answers are there. "
            "You can also write to me again later."
        )
        return self._with_menu(text, language)

    def failure(self, language: str) -> Screen:
        """Something went wrong on our side."""
        phrases = self._phrasebook[language]
        text = phrases.gettext("I am sorry, something went wrong on my side. Please try again, or use the buttons.")
        return self._with_menu(text, language)

    def only_text(self, language: str) -> Screen:
        """Voice, pictures and the like: we do not look at them and do not keep them."""
        phrases = self._phrasebook[language]
        text = phrases.gettext(
            "I can only read written text. I did not open or keep what you sent. "
            "Please write your question, or use the buttons."
        )
        return self._with_menu(text, language)

    def forgotten(self, language: str) -> Screen:
        """The last words to a person who asked to be forgotten."""
        text = self._phrasebook[language].gettext(
            "Done. I have erased what I kept about you. If you write again, I will ask for your language as if we had "
            "never met. To remove this chat from your phone, delete it in Telegram."
        )
        return Screen([text])

    def _with_menu(self, text: str, language: str) -> Screen:
        part = f"{text}\n\n{self._urgent_numbers(language)}"
        return self._screen([part], keyboards.menu(self.catalogue, language, self._phrasebook[language]), language)

    def _urgent_numbers(self, language: str) -> str:
        return render_urgent_numbers(self.catalogue, language, self._phrasebook[language])

    def _screen(self, parts: Sequence[str], rows: Sequence[Row], language: str) -> Screen:
        return Screen(parts, keyboard(rows, self.catalogue.languages[language].direction))
