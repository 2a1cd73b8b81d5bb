"""The inbox: each update is stored before it is confirmed to Telegram, and handled once.

An update is pending, then handling, then done or failed. Its payload is encrypted and wiped at the end; the bare
number stays for two days so that a redelivered update is known. A crash leaves `handling`; recover() gives it
another try, up to three in all, so that one poisonous update cannot stop the house for ever.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, CursorResult, Result, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.clock import Clock
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.tables import InboxRow, InboxState

ATTEMPTS = 3
KEPT = timedelta(days=2)  # Telegram redelivers for at most one day


@dataclass(frozen=True)
class Update:
    """An update on its way in: Telegram's number, the pseudonym whose order counts, Telegram's own JSON."""

    update_id: int
    reader_key: str
    payload: Mapping[str, Any]


class Inbox:
    """The table of updates."""

    def __init__(self, sessions: Sessions, keyring: Keyring, clock: Clock) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._clock = clock

    async def put(self, updates: Sequence[Update]) -> int:
        """Store new updates in one transaction; known numbers are dropped. Returns how many were new."""
        if not updates:
            return 0
        async with self._sessions.begin() as session:
            insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
            result = await session.execute(
                insert(InboxRow).values([self._row(new) for new in updates]).on_conflict_do_nothing()
            )
            return _count(result)

    async def waiting_readers(self, busy: Collection[str], limit: int) -> list[str]:
        """Readers with something pending, the longest waiting first, without those who are being served."""
        query = (
            select(InboxRow.reader_key)
            .where(InboxRow.state == InboxState.PENDING, InboxRow.reader_key.not_in(busy))
            .group_by(InboxRow.reader_key)
            .order_by(func.min(InboxRow.update_id))
            .limit(limit)
        )
        async with self._sessions() as session:
            return list(await session.scalars(query))

    async def claim_next(self, reader_key: str) -> Update | None:
        """The reader's oldest pending update, now marked as being handled; None when there is none."""
        oldest = (
            select(InboxRow.update_id)
            .where(InboxRow.reader_key == reader_key, InboxRow.state == InboxState.PENDING)
            .order_by(InboxRow.update_id)
            .limit(1)
            .scalar_subquery()
        )
        claim = (
            update(InboxRow)
            .where(InboxRow.update_id == oldest, InboxRow.state == InboxState.PENDING)
            .values(state=InboxState.HANDLING, attempts=InboxRow.attempts + 1)
            .returning(InboxRow.update_id, InboxRow.payload)
            .execution_options(synchronize_session=False)
        )
        async with self._sessions.begin() as session:
            row = (await session.execute(claim)).first()
        if row is None:
            return None
        try:
            return Update(row.update_id, reader_key, json.loads(self._keyring.decrypt(row.payload)))
        except InvalidToken as error:  # stored under another READER_KEY: nobody can read it any more
            await self.finish(row.update_id, error)
            return await self.claim_next(reader_key)

    async def finish(self, update_id: int, error: Exception | None = None) -> None:
        """Close an update as done, or as failed with the error's class; wipes what it said."""
        state = InboxState.FAILED if error else InboxState.DONE
        await self._close(InboxRow.update_id == update_id, state, type(error).__name__ if error else None)

    async def recover(self) -> int:
        """After a crash: give updates that were being handled another try. Returns how many are given up."""
        handling = InboxRow.state == InboxState.HANDLING
        given_up = await self._close(handling & (InboxRow.attempts >= ATTEMPTS), InboxState.FAILED, "Crashed")
        async with self._sessions.begin() as session:
            await session.execute(update(InboxRow).where(handling).values(state=InboxState.PENDING))
        return given_up

    async def purge(self) -> None:
        """Drop the numbers of updates that Telegram will not redeliver any more."""
        old = InboxRow.finished_at < self._clock.now() - KEPT
        async with self._sessions.begin() as session:
            await session.execute(delete(InboxRow).where(old))

    def _row(self, new: Update) -> dict[str, Any]:
        return {
            "update_id": new.update_id,
            "reader_key": new.reader_key,
            "payload": self._keyring.encrypt(json.dumps(new.payload).encode()),
            "state": InboxState.PENDING,
            "attempts": 0,
            "received_at": self._clock.now(),
        }

    async def _close(self, which: ColumnElement[bool], state: InboxState, error: str | None) -> int:
        values = {"state": state, "error": error, "payload": None, "finished_at": self._clock.now()}
        async with self._sessions.begin() as session:
            return _count(await session.execute(update(InboxRow).where(which).values(values)))


def _count(result: Result[Any]) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount
