"""What readers and staff do with a case. Nothing is sent into a thread here: posts are put, the courier brings them."""

import logging
from dataclasses import dataclass

from aiogram.methods import CopyMessage, SendChatAction

from bot.clock import Clock
from bot.content import Library
from bot.errors import RahnumaError
from bot.outcome import Fate
from bot.storage.case_posts import CasePosts
from bot.storage.case_tables import CaseState, PostKind
from bot.storage.cases import Case, Cases
from bot.storage.readers import Reader
from bot.telegram.handover import notices
from bot.telegram.handover.erasing import erase
from bot.telegram.handover.group import NoAnswerError, StaffGroup
from bot.telegram.handover.notes import Notes
from bot.telegram.handover.screens import CaseScreens
from bot.telegram.handover.telling import Telling
from bot.telegram.outbox import Outbox

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Handover:
    """The deeds of both sides; there is none where no staff group is set."""

    cases: Cases
    posts: CasePosts
    group: StaffGroup
    screens: CaseScreens
    telling: Telling
    outbox: Outbox
    content: Library
    clock: Clock

    async def open(self, reader: Reader, about: str | None, *, urgent: bool) -> Case:
        """The reader's open case, or a new one; `about` is the topic that staff may know."""
        assert reader.language is not None
        if case := await self.cases.open_of(reader.key):
            return case
        state = CaseState.WAITING if self._staffed else CaseState.RESTING
        case = await self.cases.open(reader.key, reader.language, about, urgent=urgent, state=state)
        self.posts.bell.set()
        return case

    async def pass_on(self, case: Case, message_id: int) -> bool:
        """Hand a message of the reader's over; says whether the bot shall answer it as well."""
        await self.posts.put(case.number, PostKind.COPY, message_id)
        if case.state is CaseState.ANSWERED and self._gone(case):
            if await self.cases.rest(case.number):
                await self.telling.away(case)
            return True
        await self.cases.reader_wrote(case.number)
        return not case.live

    async def alarm(self, case: Case) -> None:
        """The reader wrote something urgent."""
        if await self.cases.mark_urgent(case.number):
            await self.posts.put(case.number, PostKind.URGENT)

    async def pass_back(self, case: Case, message_id: int) -> None:
        """Hand a message of the staff's to the reader; staff are told if that is not possible."""
        if case.state is CaseState.CLOSED:
            await self.posts.put(case.number, PostKind.OVER)
            return
        if await self.cases.staff_wrote(case.number):
            await self.telling.tell(case, notices.CAME)
        copy = CopyMessage(chat_id=case.reader_id, from_chat_id=self.group.id, message_id=message_id)
        match (await self.outbox.send(copy, case.reader_id)).fate:
            case Fate.SENT:
                return
            case Fate.BLOCKED | Fate.GONE | Fate.NOT_FOUND:
                await self.posts.put(case.number, PostKind.UNREACHABLE)
            case _:
                await self.posts.put(case.number, PostKind.NOT_PASSED)

    async def close(self, case: Case) -> None:
        """Staff end a case."""
        if await self.cases.close(case.number):
            await self.telling.end(case, notices.CLOSED)
            await self.posts.put(case.number, PostKind.CLOSED)

    async def end(self, case: Case) -> None:
        """The reader ends their case."""
        if await self.cases.close(case.number):
            await self.telling.end(case, notices.ENDED)
            await self.posts.put(case.number, PostKind.ENDED)

    async def forget(self, reader_key: str) -> None:
        """Delete the threads of a reader, with all that was written there, and erase the cases."""
        for case in await self.cases.of(reader_key):
            try:
                await erase(case, self.cases, self.group)
            except NoAnswerError:
                log.error("A thread has to be deleted by hand in the staff group: Telegram was out of reach")
                await self.cases.erase(case.number)

    async def tell_of_number(self, contact: str) -> None:
        """Tell staff, outside of all threads, that a reader could not reach a contact."""
        try:
            await self.group.say(None, Notes(self.content).dead_number(contact))
        except RahnumaError as error:
            log.warning("Staff could not be told of a number: %s", type(error).__name__)

    async def tell_of_campaign(self, number: int) -> None:
        """Tell staff, outside of all threads, that a campaign has paused itself."""
        try:
            await self.group.say(None, Notes(self.content).paused_campaign(number))
        except RahnumaError as error:
            log.warning("Staff could not be told of a campaign: %s", type(error).__name__)

    async def look_for_group(self) -> None:
        """Find out whether the group is there, and where it moved; the log tells if it is not."""
        sign = SendChatAction(chat_id=self.group.id, action="typing")
        outcome = await self.outbox.send(sign, self.group.id)
        if outcome.moved_to:
            self.group.move(outcome.moved_to)
        elif outcome.fate in (Fate.BLOCKED, Fate.NOT_FOUND, Fate.REFUSED):
            log.error("The staff group is out of reach: %s", outcome.reason)

    def _gone(self, case: Case) -> bool:
        """Whether it is outside the hours, and staff who stayed longer have not written for a while."""
        quiet = self.clock.now() - case.since
        return not self._staffed and quiet > self.content.catalogue.opening.patience

    @property
    def _staffed(self) -> bool:
        return self.content.catalogue.opening.is_open(self.clock.now())
