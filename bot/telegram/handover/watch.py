"""The watch: what happens to a case when nobody does anything."""

import logging
from datetime import timedelta

from bot.clock import Clock
from bot.content import Library
from bot.storage.case_posts import CasePosts
from bot.storage.case_tables import PostKind
from bot.storage.cases import Cases
from bot.telegram.handover import notices
from bot.telegram.handover.erasing import erase
from bot.telegram.handover.group import StaffGroup
from bot.telegram.handover.telling import Telling

log = logging.getLogger(__name__)

EVERY = 15.0  # seconds
QUIET = timedelta(days=7)  # after which an open case is closed
KEPT = timedelta(days=30)  # after which a closed case is erased, with its thread


class Watch:
    """Looks after all cases until cancelled."""

    def __init__(
        self, cases: Cases, posts: CasePosts, telling: Telling, group: StaffGroup, library: Library, clock: Clock
    ) -> None:
        self._cases = cases
        self._posts = posts
        self._telling = telling
        self._group = group
        self._library = library
        self._clock = clock

    async def run(self) -> None:
        """Look every few seconds."""
        while True:
            try:
                await self.look()
            except Exception as error:  # the next look finds the same cases
                log.warning("The cases could not be looked after: %s", type(error).__name__)
            await self._clock.sleep(EVERY)

    async def look(self) -> None:
        """Do once what is due."""
        await self._comfort_who_waits_too_long()
        await self._close_what_is_quiet()
        await self._erase_what_is_old()

    async def _comfort_who_waits_too_long(self) -> None:
        patience = self._library.catalogue.opening.patience
        for case in await self._cases.waiting_since(self._clock.now() - patience):
            if await self._cases.rest(case.number):
                await self._telling.leave_alone(case, notices.LATE)
                await self._posts.put(case.number, PostKind.LATE)

    async def _close_what_is_quiet(self) -> None:
        for case in await self._cases.quiet_since(self._clock.now() - QUIET):
            if await self._cases.close(case.number):
                await self._telling.end(case, notices.EXPIRED)
                await self._posts.put(case.number, PostKind.EXPIRED)

    async def _erase_what_is_old(self) -> None:
        """One case a look, so that the group's pace is left to those who talk now."""
        for case in (await self._cases.closed_before(self._clock.now() - KEPT))[:1]:
            await erase(case, self._cases, self._group)
