"""Leases: how deliveries pass through the hands of a sender.

A sender takes rows on lease, writes `calling` just before each call and the result after it. A crash leaves leased
rows, which go back, and calling rows, which become unknown: nobody can know whether they arrived.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Case,
    ColumnElement,
    Update,
    bindparam,
    case,
    exists,
    func,
    null,
    or_,
    select,
    update,
)

from bot.clock import Clock
from bot.storage.audiences import consents
from bot.storage.campaign_tables import CampaignRow, CampaignState, DeliveryRow, DeliveryState, Reason
from bot.storage.database import Sessions, affected
from bot.storage.halts import halted
from bot.storage.keyring import Keyring
from bot.storage.line import Line
from bot.storage.tables import ReaderRow, ReaderState

LEASE = timedelta(seconds=120)
DUE = (DeliveryState.PENDING, DeliveryState.RETRY)


@dataclass(frozen=True)
class Delivery:
    """A leased delivery; `telegram_id` is None where the reader was forgotten meanwhile."""

    id: int
    language: str
    telegram_id: int | None


@dataclass(frozen=True)
class Settled:
    """How a call ended. `due_at` is set where it is to be tried again; `counted` tells whether it was an attempt."""

    id: int
    state: DeliveryState
    reason: Reason | None = None
    message_id: int | None = None
    due_at: datetime | None = None
    counted: bool = True


def _bind(name: str, column: ColumnElement[Any]) -> BindParameter[Any]:
    """A parameter of a column's type, which PostgreSQL must be told."""
    return bindparam(name, type_=column.type)


def _begin(which: Callable[[ColumnElement[int]], ColumnElement[bool]]) -> Update:
    """The statement of `begin` for rows with these ids."""
    deliveries = DeliveryRow.__table__.c
    runs = exists().where(CampaignRow.id == deliveries.campaign_id, CampaignRow.state == CampaignState.RUNNING)
    reader = exists().where(
        ReaderRow.key == deliveries.reader_key,
        ReaderRow.state == ReaderState.ACTIVE,
        ReaderRow.language == deliveries.language,
        consents(bindparam("themes", expanding=True)),
    )
    return (
        update(DeliveryRow.__table__)  # type: ignore[arg-type]
        .where(
            which(deliveries.id),
            deliveries.owner == bindparam("me"),
            deliveries.state == DeliveryState.LEASED,
            runs.correlate(DeliveryRow),
            ~halted(),
            reader.correlate(DeliveryRow),
        )
        .values(
            state=DeliveryState.CALLING,
            attempts=deliveries.attempts + 1,
            lease_until=_bind("until", deliveries.lease_until),
        )
    )


_DEPARTURES = {Reason.BLOCKED: ReaderState.BLOCKED, Reason.DEACTIVATED: ReaderState.GONE}
# Built once, as they run for every single message; one row needs no RETURNING, and is a tenth of a millisecond cheaper.
_BEGIN_ONE = _begin(lambda id_: id_ == bindparam("row"))
_BEGIN_SOME = _begin(lambda id_: id_.in_(bindparam("ids", expanding=True))).returning(DeliveryRow.id)


class Leases:
    """The deliveries that senders have in hand; `owner` is a name that each sender makes for itself."""

    def __init__(self, sessions: Sessions, keyring: Keyring, clock: Clock) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._clock = clock
        self._line = Line(sessions)

    async def take(self, campaign_id: int, owner: str, limit: int) -> list[Delivery]:
        """Take up to so many rows that are due."""
        now = self._clock.now()
        due = (
            select(DeliveryRow.id)
            .where(DeliveryRow.campaign_id == campaign_id, DeliveryRow.state.in_(DUE), DeliveryRow.due_at <= now)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        take = (
            update(DeliveryRow)
            .where(DeliveryRow.id.in_(select(due.c.id)), DeliveryRow.state.in_(DUE))
            .values(state=DeliveryState.LEASED, owner=owner, lease_until=now + LEASE)
            .returning(DeliveryRow.id, DeliveryRow.reader_key, DeliveryRow.language)
            .execution_options(synchronize_session=False)
        )
        async with self._sessions.begin() as session:
            taken = (await session.execute(take)).all()
            keys = [row.reader_key for row in taken if row.reader_key]
            known = select(ReaderRow.key, ReaderRow.telegram_id).where(ReaderRow.key.in_(keys))
            ids = {row.key: row.telegram_id for row in await session.execute(known)} if keys else {}
        return [Delivery(row.id, row.language, self._telegram_id(ids.get(row.reader_key))) for row in taken]

    async def begin(self, ids: Collection[int], owner: str, themes: Sequence[str]) -> set[int]:
        """Write `calling`, right before the calls; returns the rows that may be sent.

        In one statement: the row is still ours, the campaign runs, nobody pulled the kill switch, and the reader is
        still there, reachable, of the same language, and wants the news.
        """
        values = {"me": owner, "themes": themes, "until": self._clock.now() + LEASE}
        if len(ids) == 1:
            begun = await self._line.execute(_BEGIN_ONE, {"row": next(iter(ids)), **values})
            return set(ids) if begun.rowcount else set()
        return set((await self._line.execute(_BEGIN_SOME, {"ids": ids, **values})).scalars())

    async def examine(
        self, ids: Collection[int], owner: str, themes: Sequence[str], versions: Mapping[str, str]
    ) -> None:
        """Find out why rows might not begin: skip what has lost its reader or consent, give the rest back."""
        now = self._clock.now()
        lost: Case[Any] = case(
            (~_reader_exists(), Reason.ERASED),
            (_reader_exists(ReaderRow.state == ReaderState.BLOCKED), Reason.BLOCKED),
            (_reader_exists(ReaderRow.state == ReaderState.GONE), Reason.DEACTIVATED),
            (~_reader_exists(consents(themes)), Reason.NO_CONSENT),
            else_=null(),
        )
        skip = (
            update(DeliveryRow)
            .where(_mine(ids, owner), lost.is_not(None))
            .values(state=DeliveryState.SKIPPED, reason=lost, settled_at=now, owner=None, lease_until=None)
            .execution_options(synchronize_session=False)
        )
        language = select(ReaderRow.language).where(ReaderRow.key == DeliveryRow.reader_key).scalar_subquery()
        give_back = (
            update(DeliveryRow)
            .where(_mine(ids, owner))
            .values(
                state=DeliveryState.PENDING,
                language=language,
                version=case(versions, value=language),
                owner=None,
                lease_until=None,
            )
            .execution_options(synchronize_session=False)
        )
        untranslated = (
            update(DeliveryRow)
            .where(
                DeliveryRow.id.in_(ids),
                DeliveryRow.state == DeliveryState.PENDING,
                DeliveryRow.language.not_in(list(versions)),
            )
            .values(state=DeliveryState.SKIPPED, reason=Reason.NO_TRANSLATION, settled_at=now)
        )
        async with self._sessions.begin() as session:
            for step in (skip, give_back, untranslated):
                await session.execute(step)

    async def settle(self, results: Sequence[Settled], owner: str) -> None:
        """Write how calls ended, and which readers have left; a row that was taken for lost meanwhile is corrected."""
        if not results:
            return
        now = self._clock.now()
        column = DeliveryRow.__table__.c
        write = (
            update(DeliveryRow.__table__)  # type: ignore[arg-type]
            .where(
                column.id == bindparam("row"),
                column.owner == owner,
                or_(column.state == DeliveryState.CALLING, column.state == DeliveryState.UNKNOWN),  # IN is not for many
            )
            .values(
                state=_bind("to", column.state),
                reason=_bind("because", column.reason),
                message_id=case((column.reader_key.is_(None), None), else_=_bind("message", column.message_id)),
                due_at=func.coalesce(_bind("again", column.due_at), column.due_at),
                attempts=column.attempts - _bind("uncounted", column.attempts),
                settled_at=_bind("settled", column.settled_at),
                lease_until=None,
            )
        )
        rows = [
            {
                "row": each.id,
                "to": each.state,
                "because": each.reason,
                "message": each.message_id,
                "again": each.due_at,
                "uncounted": 0 if each.counted else 1,
                "settled": None if each.due_at else now,
            }
            for each in results
        ]
        async with self._sessions.begin() as session:
            await (await session.connection()).execute(write, rows)
            for reason, state in _DEPARTURES.items():
                if left := [each.id for each in results if each.reason is reason]:
                    await session.execute(_departure(left, state))

    async def release(self, owner: str, *, uncalled: bool = False) -> None:
        """Give back all that a sender has in hand; `uncalled`: also what it marked as calling and never called."""
        states = [DeliveryState.LEASED, *([DeliveryState.CALLING] if uncalled else [])]
        async with self._sessions.begin() as session:
            await session.execute(
                update(DeliveryRow)
                .where(DeliveryRow.owner == owner, DeliveryRow.state.in_(states))
                .values(state=DeliveryState.PENDING, owner=None, lease_until=None)
                .execution_options(synchronize_session=False)
            )

    async def sweep(self) -> int:
        """Take back what a dead sender had in hand; what it was calling becomes unknown. Returns how many did."""
        now = self._clock.now()
        stale = DeliveryRow.lease_until < now
        back = (
            update(DeliveryRow)
            .where(DeliveryRow.state == DeliveryState.LEASED, stale)
            .values(state=DeliveryState.PENDING, owner=None, lease_until=None)
        )
        lost = (
            update(DeliveryRow)
            .where(DeliveryRow.state == DeliveryState.CALLING, stale)
            .values(state=DeliveryState.UNKNOWN, settled_at=now, lease_until=None)
        )
        async with self._sessions.begin() as session:
            await session.execute(back)
            return affected(await session.execute(lost))

    async def close(self) -> None:
        """Let go of the connection."""
        await self._line.close()

    def _telegram_id(self, encrypted: bytes | None) -> int | None:
        return int(self._keyring.decrypt(encrypted)) if encrypted is not None else None


def _departure(ids: Collection[int], state: ReaderState) -> Update:
    who = select(DeliveryRow.reader_key).where(DeliveryRow.id.in_(ids))
    return (
        update(ReaderRow).where(ReaderRow.key.in_(who)).values(state=state).execution_options(synchronize_session=False)
    )


def _mine(ids: Collection[int], owner: str) -> ColumnElement[bool]:
    return DeliveryRow.id.in_(ids) & (DeliveryRow.owner == owner) & (DeliveryRow.state == DeliveryState.LEASED)


def _reader_exists(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(ReaderRow.key == DeliveryRow.reader_key, *conditions).correlate(DeliveryRow)
