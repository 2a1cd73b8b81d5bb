"""The courier: brings posts into the threads one by one, the urgent first, then every case in turn.

While the group is lost or Telegram is away, posts stay where they are and are tried again; readers are told.
"""

import logging
from itertools import count

from bot.clock import Clock
from bot.storage.case_posts import CasePosts, Post
from bot.storage.case_tables import PostKind
from bot.storage.cases import Case, Cases
from bot.telegram.handover import notices
from bot.telegram.handover.group import GroupLostError, RefusedError, StaffGroup, ThreadGoneError
from bot.telegram.handover.notes import Notes
from bot.telegram.handover.telling import Telling

log = logging.getLogger(__name__)

PAUSE = 30.0  # seconds until a lost group or a silent Telegram is tried again
_LAST_WORDS = (PostKind.ENDED, PostKind.CLOSED, PostKind.EXPIRED)


class Courier:
    """One for the group."""

    def __init__(
        self, group: StaffGroup, cases: Cases, posts: CasePosts, notes: Notes, telling: Telling, clock: Clock
    ) -> None:
        self._group = group
        self._cases = cases
        self._posts = posts
        self._notes = notes
        self._telling = telling
        self._clock = clock
        self._turns = count(1)
        self._served: dict[int, int] = {}

    async def run(self) -> None:
        """Carry until cancelled."""
        while True:
            self._posts.bell.clear()
            try:
                await self._carry_all()
            except Exception as error:  # the database or Telegram is away: nothing is lost, try on
                log.warning("Nothing goes to the staff group for %.0f s: %s", PAUSE, type(error).__name__)
                await self._clock.sleep(PAUSE)
            else:
                await self._posts.bell.wait()

    async def _carry_all(self) -> None:
        while post := await self._next():
            try:
                await self._carry(post)
            except GroupLostError as error:
                log.error("The staff group is out of reach: %s", error)
                await self._tell_all_that_the_group_is_lost()
                await self._clock.sleep(PAUSE)

    async def _next(self) -> Post | None:
        waiting = await self._posts.first_of_each_case()
        # A case is served after all others that were served before it, so that nobody fills the lane alone.
        self._served = {post.case_number: self._served.get(post.case_number, 0) for post in waiting}
        return min(waiting, key=lambda post: (not post.urgent, self._served[post.case_number], post.id), default=None)

    async def _carry(self, post: Post) -> None:
        self._served[post.case_number] = next(self._turns)
        if case := await self._cases.get(post.case_number):
            try:
                await self._bring(post, case)
            except RefusedError as error:
                await self._explain(post, case, str(error))
        await self._posts.remove(post.id)

    async def _bring(self, post: Post, case: Case) -> None:
        try:
            if thread_id := case.thread_id or await self._open_thread(case):
                await self._put(post, case, thread_id)
        except ThreadGoneError:
            if post.kind not in _LAST_WORDS and (thread_id := await self._open_thread(case)):
                await self._put(post, case, thread_id)

    async def _open_thread(self, case: Case) -> int | None:
        """A new thread; none for a reader who asked to be forgotten meanwhile."""
        if await self._cases.get(case.number) is None:
            return None
        thread_id = await self._group.create_thread(self._notes.name(case))
        if await self._cases.set_thread(case.number, thread_id):
            return thread_id
        await self._group.delete_thread(thread_id)
        return None

    async def _put(self, post: Post, case: Case, thread_id: int) -> None:
        if post.kind is PostKind.COPY:
            assert post.message_id is not None
            await self._group.copy(thread_id, case.reader_id, post.message_id)
            return
        await self._group.say(thread_id, self._notes.note(post.kind, case))
        if post.kind is PostKind.URGENT:
            await self._group.rename_thread(thread_id, self._notes.name(case))
        if post.kind in _LAST_WORDS:
            await self._group.close_thread(thread_id)

    async def _explain(self, post: Post, case: Case, reason: str) -> None:
        """A message that the reader deleted meanwhile needs no word; one that cannot be copied does."""
        if post.kind is PostKind.COPY and "not found" not in reason:
            await self._telling.tell(case, notices.NOT_PASSED_ON)

    async def _tell_all_that_the_group_is_lost(self) -> None:
        for case in await self._cases.live_ones():
            if await self._cases.rest(case.number):
                await self._telling.leave_alone(case, notices.LOST)
