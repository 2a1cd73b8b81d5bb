"""The reception: takes Telegram's raw updates, knows whose they are, puts them in the inbox, wakes the worker."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bot.storage.inbox import Inbox, Update
from bot.storage.keyring import Keyring

RawUpdate = Mapping[str, Any]


class Reception:
    """Both intakes hand their updates over here. `bell` rings when there is something new."""

    def __init__(self, inbox: Inbox, keyring: Keyring) -> None:
        self._inbox = inbox
        self._keyring = keyring
        self.bell = asyncio.Event()

    async def take(self, updates: Sequence[RawUpdate]) -> None:
        """Store updates; when this returns, they may be confirmed to Telegram."""
        await self._inbox.put([Update(raw["update_id"], self._keyring.pseudonym(_sender(raw)), raw) for raw in updates])
        self.bell.set()


def _sender(raw: RawUpdate) -> int:
    """The person, else the chat, whose updates must stay in order; else the update stands for itself."""
    for event in raw.values():
        if isinstance(event, Mapping):
            for who in ("from", "chat"):
                if "id" in event.get(who, {}):
                    return int(event[who]["id"])
    return int(raw["update_id"])
