"""Files that campaigns send: kept by what is in them, uploaded to Telegram once."""

import hashlib

from sqlalchemy import update

from bot.storage.campaign_tables import MediaRow
from bot.storage.database import Sessions, insert_new


class Media:
    """The table of files."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def keep(self, kind: str, name: str, content: bytes) -> str:
        """Store a file unless it is there; returns its SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        values = {"sha256": sha256, "kind": kind, "name": name, "content": content}
        async with self._sessions.begin() as session:
            await session.execute(insert_new(session, MediaRow).values(values).on_conflict_do_nothing())
        return sha256

    async def get(self, sha256: str) -> MediaRow | None:
        """A stored file."""
        async with self._sessions() as session:
            return await session.get(MediaRow, sha256)

    async def uploaded(self, sha256: str, file_id: str | None) -> None:
        """Remember Telegram's name for the file; None where Telegram does not know it any more."""
        async with self._sessions.begin() as session:
            await session.execute(update(MediaRow).where(MediaRow.sha256 == sha256).values(file_id=file_id))
