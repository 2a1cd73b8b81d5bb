"""Whether a message tells of danger: by phrases that staff keep, and by what the assistant says of them."""

import asyncio
from uuid import uuid4

from bot.assistant import Answer, Assistant
from bot.content.urgent import Found
from bot.errors import AssistantError
from bot.telegram.chat import Screen
from bot.telegram.screens import Screens

PATIENCE = 0.5  # seconds that the assistant may take; then the phrase is believed: help comes within a second


class Danger:
    """The first look at every message. Without the assistant each phrase counts."""

    def __init__(self, screens: Screens, assistant: Assistant) -> None:
        self._screens = screens
        self._assistant = assistant

    async def screen(self, text: str, language: str) -> Screen | None:
        """The urgent answer to a message with a phrase of danger, unless it is surely about something ordinary."""
        found = self._found(text, language)
        if found is None:
            return None
        opinion = await self._opinion(text, language)
        topics = self._screens.catalogue.urgent_topics
        topic = opinion.danger(found.topic, topics) if opinion else found.topic
        return self._screens.topic(topic, found.language, language) if topic else None

    def at_once(self, text: str, language: str | None) -> Screen | None:
        """The same by the phrases alone; `language` is None for a reader who has chosen none."""
        found = self._found(text, language or self._screens.catalogue.source_language)
        return self._screens.topic(found.topic, found.language, language) if found else None

    def _found(self, text: str, language: str) -> Found | None:
        return self._screens.catalogue.urgent.find(text, language)

    async def _opinion(self, text: str, language: str) -> Answer | None:
        """Of a stranger, so that no conversation moves on and nothing is remembered of this reader."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._assistant.ask(text, uuid4().hex, language)
        except (AssistantError, TimeoutError):
            return None
