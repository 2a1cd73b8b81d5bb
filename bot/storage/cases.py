"""Cases: a reader, a thread of the staff's group, and whose turn it is.

waiting -> answered -> waiting ...   staff and reader write in turn
waiting, answered -> resting         nobody is there; the bot answers again
resting -> answered                  staff write after all
any -> closed

Every change is one conditional update, so that staff, reader and clock may act at the same moment.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from bot.clock import Clock
from bot.storage.case_tables import CasePostRow, CaseRow, CaseState, PostKind
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.tables import ReaderRow

_OPEN = CaseRow.state != CaseState.CLOSED
_LIVE = CaseRow.state.in_([CaseState.WAITING, CaseState.ANSWERED])


@dataclass(frozen=True)
class Case:
    """One case. `language` is the one it was opened in, `reader_language` the reader's own of today.

    `reader_id` is the reader's Telegram id: for calls to Telegram only.
    """

    number: int
    reader_key: str
    reader_id: int
    reader_language: str
    language: str
    topic: str | None
    urgent: bool
    thread_id: int | None
    state: CaseState
    since: datetime
    taken_at: datetime | None

    @property
    def live(self) -> bool:
        """Whether the reader talks with staff and the bot is quiet."""
        return self.state in (CaseState.WAITING, CaseState.ANSWERED)


class Cases:
    """The table of cases."""

    def __init__(self, sessions: Sessions, keyring: Keyring, clock: Clock) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._clock = clock

    async def open(self, reader_key: str, language: str, topic: str | None, *, urgent: bool, state: CaseState) -> Case:
        """A new case of a stored reader, with the note that tells staff of it on its way."""
        now = self._clock.now()
        values = {"reader_key": reader_key, "language": language, "topic": topic, "urgent": urgent}
        async with self._sessions.begin() as session:
            number = await session.scalar(
                insert(CaseRow).values(**values, state=state, since=now, opened_at=now).returning(CaseRow.number)
            )
            await session.execute(insert(CasePostRow).values(case_number=number, kind=PostKind.OPENED))
        (case,) = await self._find(CaseRow.number == number)
        return case

    async def get(self, number: int) -> Case | None:
        """A case by its number, closed or not."""
        return next(iter(await self._find(CaseRow.number == number)), None)

    async def open_of(self, reader_key: str) -> Case | None:
        """The reader's open case."""
        return next(iter(await self._find(_OPEN & (CaseRow.reader_key == reader_key))), None)

    async def of(self, reader_key: str) -> list[Case]:
        """All cases of a reader that are still kept, closed ones too."""
        return await self._find(CaseRow.reader_key == reader_key)

    async def in_thread(self, thread_id: int) -> Case | None:
        """The case that a thread belongs to, closed or not."""
        return next(iter(await self._find(CaseRow.thread_id == thread_id)), None)

    async def live_ones(self) -> list[Case]:
        """All cases in which the reader counts on staff now."""
        return await self._find(_LIVE)

    async def waiting_since(self, moment: datetime) -> list[Case]:
        """Cases in which the reader has waited since this moment or longer."""
        return await self._find((CaseRow.state == CaseState.WAITING) & (CaseRow.since <= moment))

    async def quiet_since(self, moment: datetime) -> list[Case]:
        """Open cases in which nobody waits, and in which nothing happened since this moment."""
        quiet = CaseRow.state.in_([CaseState.ANSWERED, CaseState.RESTING])
        return await self._find(quiet & (CaseRow.since <= moment))

    async def reader_wrote(self, number: int) -> None:
        """Now the reader waits, unless they did already or the case rests."""
        await self._move(number, CaseRow.state == CaseState.ANSWERED, CaseState.WAITING)

    async def staff_wrote(self, number: int) -> bool:
        """Staff have the case; says whether they just came to it, first or after a rest."""
        now = self._clock.now()
        came = (CaseRow.state == CaseState.RESTING) | CaseRow.taken_at.is_(None)
        taken = {"taken_at": func.coalesce(CaseRow.taken_at, now)}
        if await self._move(number, _OPEN & came, CaseState.ANSWERED, **taken):
            return True
        await self._move(number, _OPEN, CaseState.ANSWERED)
        return False

    async def rest(self, number: int) -> bool:
        """Nobody is there; False if somebody came meanwhile or it rests already."""
        return await self._move(number, _LIVE, CaseState.RESTING)

    async def close(self, number: int) -> bool:
        """End a case; False if it was closed already."""
        return await self._move(number, _OPEN, CaseState.CLOSED, closed_at=self._clock.now())

    async def mark_urgent(self, number: int) -> bool:
        """Mark a case; False if it was marked already."""
        return await self._change((CaseRow.number == number) & ~CaseRow.urgent, urgent=True)

    async def set_thread(self, number: int, thread_id: int) -> bool:
        """Remember the thread of a case, in place of an earlier one; False if the case was erased meanwhile."""
        return await self._change(CaseRow.number == number, thread_id=thread_id)

    async def closed_before(self, moment: datetime) -> list[Case]:
        """Cases that were closed before this moment."""
        return await self._find(CaseRow.closed_at < moment)

    async def erase(self, number: int) -> int | None:
        """Keep nothing of a case; returns the thread that it had at this moment."""
        erasing = delete(CaseRow).where(CaseRow.number == number).returning(CaseRow.thread_id)
        async with self._sessions.begin() as session:
            thread_id: int | None = await session.scalar(erasing)
            return thread_id

    async def _move(self, number: int, where: ColumnElement[bool], state: CaseState, **more: Any) -> bool:
        return await self._change((CaseRow.number == number) & where, state=state, since=self._clock.now(), **more)

    async def _change(self, where: ColumnElement[bool], **values: Any) -> bool:
        changed = update(CaseRow).where(where).values(values).returning(CaseRow.number)
        async with self._sessions.begin() as session:
            return (await session.execute(changed)).first() is not None

    async def _find(self, where: ColumnElement[bool]) -> list[Case]:
        query = select(CaseRow, ReaderRow.telegram_id, ReaderRow.language).join(ReaderRow).where(where)
        async with self._sessions() as session:
            found = await session.execute(query.order_by(CaseRow.number))
            return [self._case(row, sealed, language) for row, sealed, language in found]

    def _case(self, row: CaseRow, sealed_id: bytes, reader_language: str) -> Case:
        return Case(
            number=row.number,
            reader_key=row.reader_key,
            reader_id=int(self._keyring.decrypt(sealed_id)),
            reader_language=reader_language,
            language=row.language,
            topic=row.topic,
            urgent=row.urgent,
            thread_id=row.thread_id,
            state=CaseState(row.state),
            since=row.since,
            taken_at=row.taken_at,
        )
