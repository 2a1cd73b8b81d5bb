"""From a person's words to a screen: urgent check, assistant, topic."""

from bot.assistant import Answer, Assistant, Decision
from bot.content.folding import fold
from bot.errors import AssistantError
from bot.storage.readers import Reader
from bot.telegram import notices
from bot.telegram.arrivals import Arrivals
from bot.telegram.chat import Chat, Screen
from bot.telegram.danger import Danger
from bot.telegram.flows.conversation import Flows
from bot.telegram.flows.screens import FlowScreens
from bot.telegram.help import first_start
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens

_ARRIVAL = "/start "


class Answering:
    """Answers questions; knows the order of the steps and nothing of Telegram or the database."""

    def __init__(self, screens: Screens, assistant: Assistant, pending: Pending, arrivals: Arrivals) -> None:
        self._screens = screens
        self._assistant = assistant
        self._danger = Danger(screens, assistant)
        self._pending = pending
        self._arrivals = arrivals
        self.flows = Flows(FlowScreens(screens), assistant)

    async def answer(self, text: str, reader: Reader, chat: Chat) -> Answer | None:
        """Answer a reader who has a language; returns what the assistant said, if it was asked."""
        assert reader.language is not None
        answer = None
        if urgent := await self._danger.screen(text, reader.language):
            screens = [urgent]
        elif not fold(text):  # no letter and no digit in it
            screens = [self._screens.notice(notices.WELCOME, reader.language)]
        elif answer := await self._ask(text, reader.key, reader.language):
            screens = self._told(answer, reader.language)
        else:
            screens = [self._screens.notice(notices.ASSISTANT_DOWN, reader.language)]
        for screen in screens:
            await chat.say(screen)
        return answer

    async def warn(self, text: str, reader: Reader, chat: Chat) -> bool:
        """Answer only what tells of danger, because somebody else reads the rest; says whether it was that."""
        assert reader.language is not None
        found = self._danger.at_once(text, reader.language) or await self._alarming(text, reader.key, reader.language)
        if found:
            await chat.say(found)
        return found is not None

    async def meet(self, text: str | None, reader: Reader, chat: Chat) -> None:
        """Ask a newcomer for the language and keep the question in mind; what is urgent is answered first."""
        if text and (text.startswith(_ARRIVAL) or not text.startswith("/")):
            if urgent := self._danger.at_once(text, None):
                await chat.say(urgent)
            else:
                self._pending.keep(reader.key, text)
        await chat.say(self._screens.choose_language())

    async def welcome(self, reader: Reader, chat: Chat, *, newcomer: bool) -> None:
        """Go on with a reader who has just chosen a language; a newcomer is told what is kept, and answered last."""
        assert reader.language is not None
        if newcomer:
            await chat.say(first_start(self._screens.edition(reader.language)))
        question = self._pending.take(reader.key)
        if question is None and not newcomer:
            await chat.say(self._screens.notice(notices.WELCOME, reader.language))
        elif question and not question.startswith(_ARRIVAL):
            await self.answer(question, reader, chat)
        elif question and (screen := await self._arrivals.screen(question.removeprefix(_ARRIVAL), reader.language)):
            await chat.say(screen)

    async def drop(self, reader: Reader, language: str) -> None:
        """Let nothing come up again: neither a question that waits nor a guided conversation."""
        self._pending.take(reader.key)
        await self.flows.stopped_by(self.stop_word(language), reader.key, language)

    def stop_word(self, language: str) -> str:
        """A word that ends whatever is going on."""
        return next(iter(self._screens.catalogue.languages[language].stop), "")

    async def _alarming(self, text: str, reader_key: str, language: str) -> Screen | None:
        answer = await self._ask(text, reader_key, language)
        alarm = answer.alarm(self._screens.catalogue.urgent_topics) if answer else None
        return self._screens.topic(alarm, self._language(answer, language), language) if answer and alarm else None

    async def _ask(self, text: str, reader_key: str, language: str) -> Answer | None:
        try:
            return await self._assistant.ask(text, reader_key, language)
        except AssistantError:
            return None

    def _told(self, answer: Answer, language: str) -> list[Screen]:
        told = [] if self.flows.enough(answer) else [self._screen(answer, language)]
        return [*told, *self.flows.said(answer, language)]

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
