"""What is on its way into the staff's threads. It outlives a restart, so that nothing a person said is lost."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from bot.storage.case_tables import CasePostRow, CaseRow, PostKind
from bot.storage.database import Sessions


@dataclass(frozen=True)
class Post:
    """A copy of the reader's message `message_id`, or a note."""

    id: int
    case_number: int
    kind: PostKind
    message_id: int | None
    urgent: bool


class CasePosts:
    """The table of posts; one courier takes from it. `bell` rings when there is something new."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self.bell = asyncio.Event()

    async def put(self, case_number: int, kind: PostKind, message_id: int | None = None) -> None:
        """Add something for a thread."""
        values = {"case_number": case_number, "kind": kind, "message_id": message_id}
        async with self._sessions.begin() as session:
            await session.execute(insert(CasePostRow).values(values))
        self.bell.set()

    async def first_of_each_case(self) -> list[Post]:
        """The next post of every case that has one, in the order in which they came."""
        first = select(func.min(CasePostRow.id)).group_by(CasePostRow.case_number)
        query = select(CasePostRow, CaseRow.urgent).join(CaseRow).where(CasePostRow.id.in_(first))
        async with self._sessions() as session:
            found = await session.execute(query.order_by(CasePostRow.id))
            return [Post(row.id, row.case_number, PostKind(row.kind), row.message_id, urgent) for row, urgent in found]

    async def remove(self, post_id: int) -> None:
        """It is there, or cannot be brought there."""
        async with self._sessions.begin() as session:
            await session.execute(delete(CasePostRow).where(CasePostRow.id == post_id))
