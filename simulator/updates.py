"""The queue of updates that wait for the bot, and long polling on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from simulator.clock import Clock
from simulator.errors import conflict
from simulator.world import Json

CAPACITY = 100_000
LIFETIME = {"callback_query": 150.0}
DAY = 86_400.0
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True)
class Update:
    """One update, in order within its `lane` (a chat, a person); `expires` is in seconds since 1970."""

    id: int
    kind: str
    body: Json
    lane: str
    expires: float

    def json(self) -> Json:
        """The update as the Bot API gives it."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(frozen=True)
class Queued:
    """The queue's content, to be kept."""

    pending: list[Update]
    next_id: int
    allowed: list[str]


@dataclass
class _Poll:
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False
    conflict: str = ""


class UpdateQueue:
    """Unconfirmed updates in order of their ids."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: dict[int, Update] = {}
        # Seconds since 1970, so that a restarted simulator does not repeat ids that the bot remembers.
        self._next_id = int(clock.now())
        self._poll: _Poll | None = None
        self.allowed: list[str] = []
        self.on_push: Callable[[Update], None] | None = None

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._pending)

    def push(self, kind: str, body: Json, lane: str) -> int | None:
        """Queue an update; None when the bot did not ask for its kind or the queue is full."""
        if not self._wanted(kind) or len(self._pending) >= CAPACITY:
            return None
        update = Update(self._next_id, kind, body, lane, self._clock.now() + LIFETIME.get(kind, DAY))
        self._next_id += 1
        self._pending[update.id] = update
        if self._poll:
            self._poll.woken.set()
        if self.on_push:
            self.on_push(update)
        return update.id

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109
        """Confirm what lies before `offset`, then wait at most `timeout` seconds for updates."""
        self._confirm(offset)
        self.end_poll(OTHER_POLLER)
        poll = self._poll = _Poll()
        deadline = self._clock.monotonic() + timeout
        try:
            while not poll.over and not self._pending and (left := deadline - self._clock.monotonic()) > 0:
                poll.woken.clear()
                await self._clock.wait(poll.woken, left)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.conflict:
            raise conflict(poll.conflict)
        return [update.json() for update in islice(self.waiting(), limit)]

    def end_poll(self, conflict: str = "") -> None:
        """End the running long poll, if any; with a 409 when there is a `conflict`."""
        if self._poll:
            self._poll.over, self._poll.conflict = True, conflict
            self._poll.woken.set()

    def waiting(self) -> Iterable[Update]:
        """Unexpired updates, oldest first."""
        self._drop_expired()
        return self._pending.values()

    def confirm_one(self, update: Update) -> None:
        """Forget an update that was delivered."""
        self._pending.pop(update.id, None)

    def clear(self) -> None:
        """Forget all pending updates."""
        self._pending.clear()

    def reset(self) -> None:
        """Forget updates and wishes; ids go on, for the bot remembers them."""
        self.end_poll()
        self.clear()
        self.allowed = []

    def queued(self) -> Queued:
        """What waits, and how ids go on."""
        return Queued(list(self._pending.values()), self._next_id, self.allowed)

    def restore(self, queued: Queued) -> None:
        """Go on where another queue was."""
        self._pending = {update.id: update for update in queued.pending}
        self._next_id = max(self._next_id, queued.next_id)
        self.allowed = queued.allowed

    def jump(self, step: int) -> None:
        """Leave a gap in the ids, as Telegram does after a quiet week."""
        self._next_id += step

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def _confirm(self, offset: int) -> None:
        ids = list(self._pending)
        confirmed = ids[:offset] if offset < 0 else [i for i in ids if i < offset]
        for update_id in confirmed:
            del self._pending[update_id]

    def _drop_expired(self) -> None:
        now = self._clock.now()
        for update in [u for u in self._pending.values() if u.expires <= now]:
            del self._pending[update.id]
