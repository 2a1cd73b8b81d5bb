"""How the parts of campaigns are put together: over one database, the content, and something that carries messages."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.campaigns.carrier import Carrier
from bot.campaigns.desk import Desk
from bot.campaigns.firing import Firing
from bot.campaigns.heartbeat import Heartbeat
from bot.campaigns.job import Jobs
from bot.campaigns.sender import Alarm, Sender, nobody
from bot.campaigns.texts import Texts
from bot.clock import Clock
from bot.storage.audiences import Audiences
from bot.storage.campaigns import Campaigns
from bot.storage.database import Sessions
from bot.storage.deliveries import Deliveries
from bot.storage.delivery_plans import DeliveryPlans
from bot.storage.duties import Duties
from bot.storage.halts import Halts
from bot.storage.keyring import Keyring
from bot.storage.leases import Leases
from bot.storage.media import Media

log = logging.getLogger(__name__)

RESTART = 5.0  # seconds
ROOM, ROOM_PAID = 64, 256  # deliveries under way
STRIDE, STRIDE_PAID = 1, 32  # messages that share one look at the database: about 30 ms of sending


@dataclass(frozen=True)
class House:
    """All tables of campaigns in one database."""

    sessions: Sessions
    keyring: Keyring
    texts: Texts
    clock: Clock

    @property
    def campaigns(self) -> Campaigns:
        """The campaigns."""
        return Campaigns(self.sessions, self.clock)

    @property
    def deliveries(self) -> Deliveries:
        """The deliveries."""
        return Deliveries(self.sessions, self.clock)

    @property
    def halts(self) -> Halts:
        """The kill switch."""
        return Halts(self.sessions, self.clock)

    def desk(self) -> Desk:
        """Where staff work."""
        media = Media(self.sessions)
        return Desk(self.campaigns, self.deliveries, Audiences(self.sessions), media, self.texts, self.clock)

    def firing(self) -> Firing:
        """What the heartbeat does."""
        leases = Leases(self.sessions, self.keyring, self.clock)
        plans = DeliveryPlans(self.sessions, self.clock)
        return Firing(self.campaigns, self.deliveries, plans, leases, self.halts, self.texts, self.clock)

    def sender(self, carrier: Carrier, *, paid: bool = False, alarm: Alarm = nobody) -> Sender:
        """A sender of its own; only one at a time has the duty."""
        return Sender(
            self.campaigns,
            self.deliveries,
            Leases(self.sessions, self.keyring, self.clock),
            self.halts,
            Duties(self.sessions, self.clock),
            Jobs(self.campaigns, Media(self.sessions)),
            carrier,
            self.clock,
            room=ROOM_PAID if paid else ROOM,
            stride=STRIDE_PAID if paid else STRIDE,
            alarm=alarm,
        )

    async def run(self, carrier: Carrier, *, paid: bool = False, alarm: Alarm = nobody) -> None:
        """Fire and send until cancelled; a fault of ours ends neither for long, and never the answers to people."""
        async with asyncio.TaskGroup() as group:
            group.create_task(_for_ever(Heartbeat(self.firing().beat).run, self.clock))
            group.create_task(_for_ever(lambda: self.sender(carrier, paid=paid, alarm=alarm).run(), self.clock))


async def _for_ever(work: Callable[[], Awaitable[None]], clock: Clock) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            log.error("Campaigns stopped by a fault, and begin again: %s", type(error).__name__)
            await clock.sleep(RESTART)
