"""Doubts: questions that the assistant did not surely understand are kept for staff, without who asked them."""

import logging

from aiogram.types import User

from bot.assistant import Answer, Decision
from bot.storage.database import UNAVAILABLE
from bot.storage.questions import Questions
from bot.telegram.masking import mask
from bot.telegram.screens import Screens

log = logging.getLogger(__name__)


class Doubts:
    """Keeps what was asked or refused; nothing that is urgent or belongs to a guided conversation."""

    def __init__(self, questions: Questions, screens: Screens) -> None:
        self._questions = questions
        self._screens = screens

    async def note(self, text: str, answer: Answer, reader_language: str, sender: User) -> None:
        """Keep a question if the assistant was in doubt; without the database it is lost, which hurts nobody."""
        catalogue = self._screens.catalogue
        unsure = answer.decision in (Decision.ASK, Decision.REFUSE)
        if not unsure or answer.flow is not None or answer.alarm(catalogue.urgent_topics):
            return
        known = answer.language if answer.language in catalogue.languages else None
        names = filter(None, (sender.first_name, sender.last_name, sender.username))
        try:
            suggestions = [candidate.topic for candidate in answer.three]
            await self._questions.add(known or reader_language, mask(text, names, catalogue), suggestions)
        except UNAVAILABLE as error:
            log.warning("A question could not be kept: %s", type(error).__name__)
