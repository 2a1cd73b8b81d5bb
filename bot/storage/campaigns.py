"""Campaigns: what they are, the moves between their states, the texts and who vouched for them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.storage.campaign_tables import (
    CampaignRow,
    CampaignState,
    CampaignTextRow,
    CheckKind,
    CheckRow,
    MessageRow,
    MoveRow,
)
from bot.storage.database import Sessions, affected, insert_new

SERVICE = "rahnuma"  # who makes the moves that no person makes


class Campaigns:
    """The tables of campaigns. Every change of state is conditional on the state before, and recorded with it."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def add(self, texts: Mapping[str, str], **values: Any) -> int:
        """Store a draft with the texts written for it, by language; returns its number."""
        row = CampaignRow(state=CampaignState.DRAFT, created_at=self._clock.now(), **values)
        async with self._sessions.begin() as session:
            session.add(row)
            await session.flush()
            session.add(self._move(row.id, None, CampaignState.DRAFT, row.author, None))
            session.add_all(_texts(row.id, texts))
        return row.id

    async def get(self, id_: int) -> CampaignRow | None:
        """One campaign."""
        async with self._sessions() as session:
            return await session.get(CampaignRow, id_)

    async def find(self, states: Collection[CampaignState] = ()) -> list[CampaignRow]:
        """The campaigns in these states, or all, in the order in which they were made."""
        query = select(CampaignRow).order_by(CampaignRow.id)
        if states:
            query = query.where(CampaignRow.state.in_(states))
        async with self._sessions() as session:
            return list(await session.scalars(query))

    async def rewrite(self, id_: int, by: str, texts: Mapping[str, str], **values: Any) -> bool:
        """Change a campaign that is not past its scheduling; it becomes a draft again. False where it is past."""
        changeable = (CampaignState.DRAFT, CampaignState.IN_REVIEW, CampaignState.APPROVED)
        async with self._sessions.begin() as session:
            row = await session.get(CampaignRow, id_, with_for_update=True)
            if row is None or row.state not in changeable:
                return False
            before = row.state
            for name, value in {**values, "state": CampaignState.DRAFT, "next_fire_at": None}.items():
                setattr(row, name, value)
            session.add(self._move(id_, before, CampaignState.DRAFT, by, "changed"))
            await session.execute(delete(CampaignTextRow).where(CampaignTextRow.campaign_id == id_))
            session.add_all(_texts(id_, texts))
        return True

    async def move(
        self, id_: int, before: str, after: str, by: str = SERVICE, reason: str | None = None, **values: Any
    ) -> bool:
        """Move a campaign and record it; False, and nothing changed, where it is not in the state `before`."""
        async with self._sessions.begin() as session:
            return await self._moved(session, id_, before, after, by, reason, values)

    async def fire(
        self,
        campaign: CampaignRow,
        planned_at: datetime,
        messages: Sequence[Mapping[str, Any]],
        next_fire_at: datetime | None,
        *,
        repeating: bool,
    ) -> int | None:
        """In one transaction: take the due firing, freeze its messages, set the next one.

        A campaign that repeats gets a child that is being prepared; any other is prepared itself. Returns the number
        of what is to be prepared, None where somebody else has taken this firing.
        """
        async with self._sessions.begin() as session:
            if not repeating:
                taken = await self._moved(
                    session,
                    campaign.id,
                    CampaignState.SCHEDULED,
                    CampaignState.PREPARING,
                    SERVICE,
                    None,
                    {"planned_at": planned_at, "next_fire_at": None},
                )
                firing = campaign.id if taken else None
            else:
                firing = await self._child(session, campaign, CampaignState.PREPARING, None, planned_at, next_fire_at)
            if firing is not None and messages:
                await session.execute(
                    insert_new(session, MessageRow).values([{"campaign_id": firing, **each} for each in messages])
                )
        return firing

    async def miss(
        self,
        campaign: CampaignRow,
        planned_at: datetime,
        reason: str,
        next_fire_at: datetime | None,
        *,
        repeating: bool,
    ) -> bool:
        """Let a due firing expire, and set the next one; False where somebody else has taken it."""
        async with self._sessions.begin() as session:
            if repeating:
                child = await self._child(session, campaign, CampaignState.EXPIRED, reason, planned_at, next_fire_at)
                return child is not None
            return await self._moved(
                session,
                campaign.id,
                CampaignState.SCHEDULED,
                CampaignState.EXPIRED,
                SERVICE,
                reason,
                {"planned_at": planned_at, "next_fire_at": None, "finished_at": self._clock.now()},
            )

    async def moves(self, id_: int) -> list[MoveRow]:
        """The recorded moves of a campaign, oldest first."""
        async with self._sessions() as session:
            return list(await session.scalars(select(MoveRow).where(MoveRow.campaign_id == id_).order_by(MoveRow.id)))

    async def firings(self, id_: int) -> list[CampaignRow]:
        """The firings of a repeating campaign, oldest first."""
        async with self._sessions() as session:
            return list(
                await session.scalars(select(CampaignRow).where(CampaignRow.parent_id == id_).order_by(CampaignRow.id))
            )

    async def texts(self, id_: int) -> dict[str, str]:
        """The texts written for a campaign, by language."""
        query = select(CampaignTextRow).where(CampaignTextRow.campaign_id == id_)
        async with self._sessions() as session:
            return {row.language: row.source for row in await session.scalars(query)}

    async def check(self, id_: int, kind: CheckKind, by: str, hashes: Mapping[str, str]) -> None:
        """Note that somebody tested or approved exactly these contents, by language."""
        now = self._clock.now()
        rows = [
            {"campaign_id": id_, "language": language, "hash": hash_, "kind": kind, "by": by, "at": now}
            for language, hash_ in hashes.items()
        ]
        async with self._sessions.begin() as session:
            await session.execute(insert_new(session, CheckRow).values(rows).on_conflict_do_nothing())

    async def checks(self, id_: int) -> list[CheckRow]:
        """Every test send and approval of a campaign."""
        async with self._sessions() as session:
            return list(
                await session.scalars(select(CheckRow).where(CheckRow.campaign_id == id_).order_by(CheckRow.at))
            )

    async def messages(self, id_: int) -> dict[str, MessageRow]:
        """The frozen messages of a firing, by the language of those who get them."""
        async with self._sessions() as session:
            rows = await session.scalars(select(MessageRow).where(MessageRow.campaign_id == id_))
            return {row.language: row for row in rows}

    async def _child(
        self,
        session: AsyncSession,
        parent: CampaignRow,
        state: CampaignState,
        reason: str | None,
        planned_at: datetime,
        next_fire_at: datetime | None,
    ) -> int | None:
        mine = (
            CampaignRow.id == parent.id,
            CampaignRow.state == CampaignState.SCHEDULED,
            CampaignRow.next_fire_at == parent.next_fire_at,
        )
        result = await session.execute(update(CampaignRow).where(*mine).values(next_fire_at=next_fire_at))
        if not affected(result):
            return None
        copied = (
            "title",
            "purpose",
            "about",
            "content",
            "filling",
            "extras",
            "author",
            "audience",
            "schedule",
            "policy",
        )
        now = self._clock.now()
        child = CampaignRow(
            **{name: getattr(parent, name) for name in copied},
            parent_id=parent.id,
            planned_at=planned_at,
            state=state,
            reason=reason,
            created_at=now,
            finished_at=now if state is CampaignState.EXPIRED else None,
        )
        session.add(child)
        await session.flush()
        session.add(self._move(child.id, None, state, SERVICE, reason))
        if next_fire_at is None:
            values = {"finished_at": now}
            await self._moved(
                session, parent.id, CampaignState.SCHEDULED, CampaignState.FINISHED, SERVICE, "the last firing", values
            )
        return child.id

    async def _moved(
        self,
        session: AsyncSession,
        id_: int,
        before: str,
        after: str,
        by: str,
        reason: str | None,
        values: Mapping[str, Any],
    ) -> bool:
        mine = (CampaignRow.id == id_, CampaignRow.state == before)
        changed = {"state": after, "reason": reason, "resume_at": None, **values}
        if not affected(await session.execute(update(CampaignRow).where(*mine).values(changed))):
            return False
        session.add(self._move(id_, before, after, by, reason))
        return True

    def _move(self, id_: int, before: str | None, after: str, by: str, reason: str | None) -> MoveRow:
        return MoveRow(campaign_id=id_, before=before, after=after, by=by, at=self._clock.now(), reason=reason)


def _texts(id_: int, texts: Mapping[str, str]) -> list[CampaignTextRow]:
    return [CampaignTextRow(campaign_id=id_, language=language, source=source) for language, source in texts.items()]
