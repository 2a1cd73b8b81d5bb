"""Telling readers what happens with their case, whoever caused it."""

from bot.storage.cases import Case
from bot.telegram.chat import Chat, Screen
from bot.telegram.handover.screens import CaseScreens
from bot.telegram.outbox import Outbox


class Telling:
    """Writes to the reader of a case."""

    def __init__(self, outbox: Outbox, screens: CaseScreens) -> None:
        self._outbox = outbox
        self._screens = screens

    async def tell(self, case: Case, message: str) -> None:
        """One of the notices."""
        await self._say(case, self._screens.told(case, message))

    async def leave_alone(self, case: Case, message: str) -> None:
        """A notice that nobody of the staff is there, and whom to call."""
        await self._say(case, self._screens.with_numbers(case, message))

    async def away(self, case: Case) -> None:
        """That it is outside the hours."""
        await self._say(case, self._screens.away(case))

    async def end(self, case: Case, message: str) -> None:
        """A notice that the case is over."""
        await self._say(case, self._screens.over(case, message))

    async def _say(self, case: Case, screen: Screen) -> None:
        await Chat(self._outbox, case.reader_id).say(screen)
