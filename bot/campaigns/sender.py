"""The sender: takes deliveries of running campaigns, one after the other, and writes down what became of each.

For every message, in this order: room in the ledger, a turn at the turnstile, `calling` written (in the same
statement the campaign's state, the kill switch, the reader and the consent are looked at), the call, the result
written. So a pause or a cancellation lets at most the message out whose call has begun, and a crash leaves no
delivery without a state.
"""

import asyncio
import gc
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import batched
from typing import Self

from bot.campaigns.carrier import Carrier
from bot.campaigns.job import Job, Jobs
from bot.campaigns.ledger import Ledger
from bot.clock import Clock
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import CampaignState, DeliveryState, PauseReason, Reason
from bot.storage.campaigns import Campaigns
from bot.storage.database import UNAVAILABLE
from bot.storage.deliveries import Deliveries
from bot.storage.duties import Duties
from bot.storage.halts import Halts
from bot.storage.leases import Delivery, Leases, Settled

log = logging.getLogger(__name__)

DUTY, DUTY_SECONDS = "sender", 10.0
IDLE = 1.0  # seconds between looks for something to send
BATCH, STRIDES = 100, 5  # deliveries taken on lease at a time, at least so many strides
LONGEST_PAUSE = 60.0  # seconds between calls while Telegram cannot be reached
RATE_PAUSE = 60.0  # seconds of a 429 from which the campaign is shown as paused
AGAIN = timedelta(seconds=5)  # a delivery that surely was not sent

_ENDS = {
    Fate.BLOCKED: Reason.BLOCKED,
    Fate.GONE: Reason.DEACTIVATED,
    Fate.NOT_FOUND: Reason.CHAT_NOT_FOUND,
    Fate.REFUSED: Reason.BAD_CONTENT,
}


Alarm = Callable[[int], Awaitable[None]]
"""Hears the number of a campaign that has paused itself and waits for staff."""


async def nobody(campaign: int) -> None:
    """Hears nothing."""


class Sender:
    """One per token. `room` bounds what is under way; `stride` messages share one look at the database."""

    def __init__(
        self,
        campaigns: Campaigns,
        deliveries: Deliveries,
        leases: Leases,
        halts: Halts,
        duties: Duties,
        jobs: Jobs,
        carrier: Carrier,
        clock: Clock,
        room: int = 64,
        stride: int = 1,
        alarm: Alarm = nobody,
    ) -> None:
        self._campaigns = campaigns
        self._deliveries = deliveries
        self._leases = leases
        self._halts = halts
        self._duties = duties
        self._jobs = jobs
        self._carrier = carrier
        self._clock = clock
        self._stride = stride
        self._alarm = alarm
        self._owner = secrets.token_hex(8)
        self._ledger = Ledger(leases, self._owner, clock, room)
        self._calls: set[asyncio.Task[None]] = set()
        self._writing: asyncio.Task[None]
        self._interrupted = False  # the database was away in the middle of something
        self._trouble = 0  # calls in a row that did not reach Telegram or got no answer

    async def __aenter__(self) -> Self:
        self._writing = asyncio.create_task(self._ledger.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Wait for the calls that have begun, write their results, give back the rest."""
        self._writing.cancel()
        await asyncio.gather(self._writing, return_exceptions=True)
        with suppress(*UNAVAILABLE):
            await self._start_afresh()
            await self._duties.leave(DUTY, self._owner)
        await self._leases.close()

    async def run(self) -> None:
        """Send until cancelled; then let the calls that have begun come to their end."""
        gc.freeze()  # what is loaded by now stays; looking through it for garbage would hold sending up for 0.1 s
        async with self:
            while True:
                if not await self._safely():
                    await self._clock.sleep(IDLE)

    async def round(self) -> bool:
        """Send one batch of every running campaign; False where there was nothing to do."""
        if not await self._duties.hold(DUTY, self._owner, DUTY_SECONDS):
            return False
        if await self._halts.current() is not None:
            return False
        running = await self._campaigns.find([CampaignState.RUNNING])
        sent = [await self._send_batch(job) for campaign in running if (job := await self._jobs.get(campaign))]
        return any(sent)

    async def settle(self) -> None:
        """Wait for the calls under way and write their results."""
        while self._calls:
            await asyncio.wait(self._calls)
        await self._ledger.write()

    async def _safely(self) -> bool:
        try:
            if self._interrupted:
                await self._start_afresh()
            return await self.round()
        except UNAVAILABLE as error:
            log.error("Campaigns wait for the database: %s", type(error).__name__)
            self._interrupted = True
            return False

    async def _start_afresh(self) -> None:
        """Give back what is in hand, also what was marked as calling without a call: only we know that it is not."""
        self._jobs.forget()
        await self.settle()
        if not self._ledger.empty:
            return  # what has a result must not be given back
        await self._leases.release(self._owner, uncalled=True)
        self._interrupted = False

    async def _send_batch(self, job: Job) -> bool:
        if job.quiet(self._clock.now()):
            return False
        batch = await self._leases.take(job.id, self._owner, max(BATCH, STRIDES * self._stride))
        if not batch:
            return await self._end(job)
        for group in batched(batch, self._stride):
            if not await self._send_group(job, group):
                await self._leases.release(self._owner)
                break
        return True

    async def _send_group(self, job: Job, group: Sequence[Delivery]) -> bool:
        """Send some deliveries at once; False where the campaign may not go on."""
        await self._calm()
        await self._ledger.enter(len(group))
        begun: set[int] = set()
        try:
            await self._carrier.turn(len(group))
            begun = await self._leases.begin([each.id for each in group], self._owner, job.themes)
        finally:
            self._ledger.leave(len(group) - len(begun))
        for delivery in group:
            if delivery.id in begun:
                await self._start(job, delivery)
        held = [each.id for each in group if each.id not in begun]
        if held:
            await self._leases.examine(held, self._owner, job.themes, job.versions)
            return await self._may_go_on(job)
        return not job.ill

    async def _may_go_on(self, job: Job) -> bool:
        campaign = await self._campaigns.get(job.id)
        if campaign is None or campaign.state != CampaignState.RUNNING:
            self._jobs.forget(job.id)
            return False
        return not job.ill and await self._halts.current() is None

    async def _start(self, job: Job, delivery: Delivery) -> None:
        task = asyncio.create_task(self._call(job, delivery))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)
        if job.must_upload(delivery):  # once: the others wait for the file's id
            await asyncio.wait([task])

    async def _call(self, job: Job, delivery: Delivery) -> None:
        assert delivery.telegram_id is not None  # begin() lets only readers pass who are still there
        uploads = job.uploads
        try:
            outcome = await self._carrier.send(job.message(delivery), delivery.telegram_id, job.file(delivery))
        except Exception as error:  # a fault of ours in the middle of a call: nobody knows what became of it
            log.error("A call for campaign %d broke off: %s", job.id, type(error).__name__)
            outcome = Outcome(Fate.UNKNOWN)
        self._ledger.note(self._settled(delivery, outcome))
        unreached = outcome.fate in (Fate.UNREACHED, Fate.UNKNOWN)
        self._trouble = self._trouble + 1 if unreached else 0
        try:
            await self._react(job, delivery, outcome, uploads)
        except UNAVAILABLE as error:
            log.error("Campaign %d could not be paused: %s", job.id, type(error).__name__)

    def _settled(self, delivery: Delivery, outcome: Outcome) -> Settled:
        now = self._clock.now()
        match outcome.fate:
            case Fate.SENT:
                return Settled(delivery.id, DeliveryState.SENT, message_id=outcome.message_id)
            case Fate.UNKNOWN:
                return Settled(delivery.id, DeliveryState.UNKNOWN)
            case Fate.LATER | Fate.UNREACHED | Fate.STALE_FILE:
                due_at = now + max(AGAIN, timedelta(seconds=outcome.retry_after))
                return Settled(delivery.id, DeliveryState.RETRY, due_at=due_at, counted=False)
        return Settled(delivery.id, DeliveryState.FAILED, reason=_ENDS[outcome.fate])

    async def _react(self, job: Job, delivery: Delivery, outcome: Outcome, uploads: int) -> None:
        """What one outcome means for the whole campaign."""
        await self._jobs.remember_file(job, delivery, outcome, uploads)
        if outcome.fate is Fate.REFUSED:
            # All readers of this language would be refused: close it, and let staff decide about the others.
            job.ill = True
            await self._deliveries.close(job.id, DeliveryState.FAILED, Reason.BAD_CONTENT, delivery.language)
            await self._pause(job, PauseReason.ERRORS, f"Telegram refuses the text for {delivery.language}")
        elif job.health.note(outcome.fate):
            job.ill = True
            await self._pause(job, PauseReason.ERRORS, "too many messages failed")
        elif outcome.fate is Fate.LATER and outcome.retry_after > RATE_PAUSE:
            job.ill = True
            await self._pause(job, PauseReason.RATE, "Telegram asks for a pause", outcome.retry_after)

    async def _pause(self, job: Job, reason: PauseReason, words: str, seconds: float = 0) -> None:
        resume_at = self._clock.now() + timedelta(seconds=seconds) if seconds else None
        if await self._campaigns.move(
            job.id, CampaignState.RUNNING, CampaignState.PAUSED, reason=f"{reason}: {words}", resume_at=resume_at
        ):
            log.error("Campaign %d is paused: %s", job.id, words)
            if resume_at is None:
                await self._alarm(job.id)
        self._jobs.forget(job.id)

    async def _end(self, job: Job) -> bool:
        """Nothing is due: finish the campaign once nothing is open. True where something is left to do."""
        await self.settle()
        if await job.open_again(self._deliveries, self._clock.now()) or await self._deliveries.open(job.id):
            return False
        await self._campaigns.move(job.id, CampaignState.RUNNING, CampaignState.FINISHED, finished_at=self._clock.now())
        self._jobs.forget(job.id)
        return True

    async def _calm(self) -> None:
        """While Telegram does not answer, one call at a time, each after a longer pause."""
        if self._trouble:
            if self._calls:
                await asyncio.wait(self._calls)
            if self._trouble:
                await self._clock.sleep(min(2.0**self._trouble, LONGEST_PAUSE))
