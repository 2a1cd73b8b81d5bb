"""Guided conversations: what a button or a message does, and what is shown then."""

from bot.assistant import Answer, Assistant, Decision, Press
from bot.errors import AssistantError
from bot.telegram.chat import Screen
from bot.telegram.flows import notices
from bot.telegram.flows.screens import FlowScreens


class Flows:
    """Asks the assistant where a conversation stands. Of the answers nothing is kept here or in the database."""

    def __init__(self, screens: FlowScreens, assistant: Assistant) -> None:
        self.screens = screens
        self._assistant = assistant

    async def begin(self, flow: str, reader: str, language: str) -> list[Screen]:
        """The opening and the first question."""
        opening = self.screens.opening(flow, language)
        answer = await self._press(Press(flow=flow), reader, language) if opening else None
        if opening is None or answer is None or answer.flow is None:
            return [self.screens.down(flow, language)]
        return [opening, *self.screens.after(answer.flow, None, language)]

    async def answer(self, press: Press, reader: str, language: str) -> list[Screen]:
        """The next question, or the end."""
        answer = await self._press(press, reader, language)
        if answer is None or answer.flow is None:
            return [self.screens.down(press.flow, language)]
        screens = self.screens.after(answer.flow, press.step, language)
        forgotten = answer.flow.state == "asking" and press.step not in answer.flow.answers
        return [self.screens.hint(notices.AGAIN, language), *screens] if forgotten else screens

    async def stop(self, flow: str, reader: str, language: str) -> list[Screen]:
        """The end before the end; it works without the assistant, too."""
        await self._press(Press(flow=flow, stop=True), reader, language)
        return [self.screens.stopped(language)]

    async def stopped_by(self, word: str, reader: str, language: str) -> bool:
        """End the flow that is going on, if there is one; says whether there was."""
        try:
            answer = await self._assistant.ask(word, reader, language)
        except AssistantError:
            return False
        if answer.flow is None:
            return False
        if answer.flow.state == "asking":  # the assistant does not know this word for it
            await self._press(Press(flow=answer.flow.id, stop=True), reader, language)
        return True

    def enough(self, answer: Answer) -> bool:
        """Whether a flow says all that there is to say to a written message."""
        if answer.decision is Decision.FLOW:
            return True
        known = self.screens.urgent_topics
        return answer.flow is not None and answer.decision is Decision.REFUSE and not answer.alarm(known)

    def said(self, answer: Answer, language: str) -> list[Screen]:
        """What a flow says to a written message, after the answer to the message itself."""
        if answer.flow is None:
            return []
        answered = list(answer.flow.answers)[-1:] if answer.decision is Decision.FLOW else []
        screens = self.screens.after(answer.flow, next(iter(answered), None), language)
        refused = answer.decision is Decision.REFUSE and answer.flow.state == "asking"
        return [self.screens.hint(notices.NOT_AN_ANSWER, language), *screens] if refused else screens

    async def _press(self, press: Press, reader: str, language: str) -> Answer | None:
        try:
            return await self._assistant.press(press, reader, language)
        except AssistantError:
            return None
