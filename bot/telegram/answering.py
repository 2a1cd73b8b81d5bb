"""From a person's words to a screen: urgent check, assistant, topic."""

from bot.assistant import Answer, Assistant, Decision
from bot.errors import AssistantError
from bot.storage.readers import Reader
from bot.telegram import notices
from bot.telegram.chat import Chat, Screen
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens


class Answering:
    """Answers questions; knows the order of the steps and nothing of Telegram or the database."""

    def __init__(self, screens: Screens, assistant: Assistant, pending: Pending) -> None:
        self._screens = screens
        self._assistant = assistant
        self._pending = pending

    async def answer(self, text: str, reader: Reader, chat: Chat) -> None:
        """Answer a reader who has a language."""
        assert reader.language is not None
        await chat.say(self._urgent(text, reader.language) or await self._understood(text, reader.key, reader.language))

    async def warn(self, text: str, reader: Reader, chat: Chat) -> bool:
        """Answer only what tells of danger, because somebody else reads the rest; says whether it was that."""
        assert reader.language is not None
        found = self._urgent(text, reader.language) or await self._alarming(text, reader.key, reader.language)
        if found:
            await chat.say(found)
        return found is not None

    async def meet(self, text: str | None, reader: Reader, chat: Chat) -> None:
        """Ask a newcomer for the language and keep the question in mind; what is urgent is answered first."""
        if text and not text.startswith("/"):
            if urgent := self._urgent(text, None):
                await chat.say(urgent)
            else:
                self._pending.keep(reader.key, text)
        await chat.say(self._screens.choose_language())

    async def welcome(self, reader: Reader, chat: Chat) -> None:
        """Go on with a reader who has just chosen a language."""
        assert reader.language is not None
        if question := self._pending.take(reader.key):
            await self.answer(question, reader, chat)
        else:
            await chat.say(self._screens.notice(notices.WELCOME, reader.language))

    def _urgent(self, text: str, language: str | None) -> Screen | None:
        catalogue = self._screens.catalogue
        found = catalogue.urgent.find(text, language or catalogue.source_language)
        return self._screens.topic(found.topic, found.language, language) if found else None

    async def _alarming(self, text: str, reader_key: str, language: str) -> Screen | None:
        try:
            answer = await self._assistant.ask(text, reader_key, language)
        except AssistantError:
            return None
        alarm = answer.alarm(self._screens.catalogue.urgent_topics)
        return self._screens.topic(alarm, self._language(answer, language), language) if alarm else None

    async def _understood(self, text: str, reader_key: str, language: str) -> Screen:
        if not text.strip("/ \t\n"):
            return self._screens.notice(notices.WELCOME, language)
        try:
            answer = await self._assistant.ask(text, reader_key, language)
        except AssistantError:
            return self._screens.notice(notices.ASSISTANT_DOWN, language)
        return self._screen(answer, language)

    def _screen(self, answer: Answer, reader_language: str) -> Screen:
        language = self._language(answer, reader_language)
        edition = self._screens.edition(language)
        known = [candidate.topic for candidate in answer.three if edition.has(candidate.topic)]
        if alarm := answer.alarm(edition.catalogue.urgent_topics):
            return self._screens.topic(alarm, language, reader_language)
        if answer.decision is Decision.ANSWER and answer.topic in known:
            return self._screens.topic(answer.topic, language, reader_language)
        if answer.decision is not Decision.REFUSE and known:
            return self._screens.did_you_mean(known, language)
        return self._screens.notice(notices.NO_ANSWER, language)

    def _language(self, answer: Answer, reader_language: str) -> str:
        """The language that the question is surely written in, if we have it, else the reader's."""
        known = answer.language in self._screens.catalogue.languages
        return answer.language if answer.language and known else reader_language
