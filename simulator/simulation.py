"""One running Telegram: the world and all that acts on it."""

from __future__ import annotations

import re

from simulator.clock import Clock
from simulator.errors import ApiError
from simulator.events import Events
from simulator.faults import Faults
from simulator.journal import Journal
from simulator.limits import Limiter
from simulator.updates import UpdateQueue
from simulator.webhook import Webhook
from simulator.world import Bot, World

TOKEN = re.compile(r"[1-9]\d{0,15}:[A-Za-z0-9_-]{1,64}")


class Simulation:
    """Holds the parts; `token` None lets in any well-formed token, `cast` keeps the page's five people."""

    def __init__(self, token: str | None = None, clock: Clock | None = None, *, cast: bool = False) -> None:
        self.token = token
        self.cast = cast
        self.clock = clock or Clock()
        self.events = Events()
        self.updates = UpdateQueue(self.clock)
        self.webhook = Webhook(self.clock, self.updates)
        self._fill()

    def _fill(self) -> None:
        self.world = World(Bot(int(self.token.split(":")[0]) if self.token else 1))
        self.limiter = Limiter()
        self.faults = Faults()
        self.journal = Journal()

    async def reset(self) -> None:
        """Forget everything, as on the first day."""
        await self.webhook.close()
        self.updates.reset()
        self._fill()

    async def close(self) -> None:
        """End what waits: the page, the long poll and the webhook's deliveries."""
        self.events.close()
        self.updates.end_poll()
        await self.webhook.close()

    def admit(self, token: str) -> None:
        """Raise the 401 of Telegram unless the token belongs to the bot."""
        if not TOKEN.fullmatch(token):
            raise ApiError(401, "Unauthorized: invalid token specified")
        if self.token is None:
            self.world.bot.id = int(token.split(":")[0])
        elif token != self.token:
            raise ApiError(401, "Unauthorized")
