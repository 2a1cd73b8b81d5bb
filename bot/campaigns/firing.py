"""What the heartbeat does: fires what is due, prepares what was fired, keeps quiet hours and ends what is too old.

Every step reads the rows and moves them by conditional updates, so that it may be repeated, or done by two at once.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.campaigns.approval import rule, standings
from bot.campaigns.audience import Audience
from bot.campaigns.job import zone_of
from bot.campaigns.message import Message
from bot.campaigns.policy import Policy, quiet_until
from bot.campaigns.schedule import Schedule, next_firing
from bot.campaigns.texts import Texts
from bot.clock import Clock
from bot.storage.campaign_tables import CampaignRow, CampaignState, DeliveryState, PauseReason, Reason
from bot.storage.campaigns import Campaigns
from bot.storage.database import UNAVAILABLE
from bot.storage.deliveries import Deliveries
from bot.storage.delivery_plans import DeliveryPlans
from bot.storage.halts import Halts
from bot.storage.leases import Leases

log = logging.getLogger(__name__)


class Firing:
    """Moves campaigns on as time goes by; `texts` is the content as it is now."""

    def __init__(
        self,
        campaigns: Campaigns,
        deliveries: Deliveries,
        plans: DeliveryPlans,
        leases: Leases,
        halts: Halts,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._campaigns = campaigns
        self._deliveries = deliveries
        self._plans = plans
        self._leases = leases
        self._halts = halts
        self._texts = texts
        self._clock = clock

    async def beat(self) -> None:
        """Do all that is due; one campaign's trouble keeps no other from moving."""
        if lost := await self._leases.sweep():
            log.error("%d deliveries are unknown: their sender ended in the middle of the call", lost)
        if await self._halts.current() is not None:
            return
        steps: dict[CampaignState, Callable[[CampaignRow], Awaitable[None]]] = {
            CampaignState.SCHEDULED: self._fire,
            CampaignState.PREPARING: self._prepare,
            CampaignState.RUNNING: self._watch,
            CampaignState.PAUSED: self._resume,
        }
        for campaign in await self._campaigns.find(steps.keys()):
            try:
                await steps[CampaignState(campaign.state)](campaign)
            except UNAVAILABLE:
                raise
            except Exception as error:
                log.error("Campaign %d cannot move on: %s", campaign.id, type(error).__name__)

    async def _fire(self, campaign: CampaignRow) -> None:
        """Fire a due campaign once, however many firings were missed; too late, it expires."""
        now = self._clock.now()
        if campaign.next_fire_at is None or campaign.next_fire_at > now:
            return
        schedule, policy = Schedule.model_validate(campaign.schedule), Policy.model_validate(campaign.policy)
        repeating = schedule.repeat != "once"
        missed = campaign.next_fire_at
        while repeating and (later := next_firing(schedule, missed)) is not None and later <= now:
            missed = later
        upcoming = next_firing(schedule, now) if repeating else None
        messages, unapproved = await self._messages(campaign, policy)
        if now - missed > policy.lateness:
            why = f"approval is missing: {', '.join(unapproved)}" if unapproved else "too late"
            if await self._campaigns.miss(campaign, missed, why, upcoming, repeating=repeating):
                log.error("Campaign %d expired: %s", campaign.id, why)
        elif unapproved:
            log.warning("Campaign %d waits for approval: %s", campaign.id, ", ".join(unapproved))
        else:
            await self._campaigns.fire(campaign, missed, messages, upcoming, repeating=repeating)

    async def _messages(self, campaign: CampaignRow, policy: Policy) -> tuple[list[dict[str, object]], list[str]]:
        """The rows of all messages, and the languages whose present text nobody approved."""
        drafts = self._texts.drafts(campaign, await self._campaigns.texts(campaign.id))
        hashes = {language: message.hash for language, message in drafts.messages.items()}
        needed = rule(campaign.about, policy, self._texts.catalogue)
        found = standings(hashes, await self._campaigns.checks(campaign.id), campaign.author, needed)
        unapproved = [language for language, standing in found.items() if standing.missing]
        broken = [problem.file for problem in drafts.problems] or ([] if hashes else ["no text"])
        return self._rows(drafts.messages, policy), [*unapproved, *broken]

    def _rows(self, messages: Mapping[str, Message], policy: Policy) -> list[dict[str, object]]:
        rows = [message.row(language, message.hash) for language, message in messages.items()]
        if policy.fallback:
            rows += self._fallbacks(messages)
        return rows

    def _fallbacks(self, messages: Mapping[str, Message]) -> list[dict[str, object]]:
        """For languages without a text: the fallback's message, whole, with a button that says so."""
        rows = []
        for language, row in self._texts.catalogue.languages.items():
            message = messages.get(row.fallback or "")
            if language not in messages and message is not None:
                labelled = Message(
                    message.language, message.html, (self._texts.label(language), *message.buttons), message.media
                )
                rows.append(labelled.row(language, message.hash))
        return rows

    async def _prepare(self, campaign: CampaignRow) -> None:
        """Write a row for every reader of the audience, then let the campaign run."""
        messages = await self._campaigns.messages(campaign.id)
        policy = Policy.model_validate(campaign.policy)
        criteria = Audience.model_validate(campaign.audience).criteria(campaign.about, self._clock.now())
        versions = {language: row.hash for language, row in messages.items()}
        while await self._plans.plan(campaign.id, criteria, versions, policy.per_week):
            pass
        now = self._clock.now()
        await self._campaigns.move(campaign.id, CampaignState.PREPARING, CampaignState.RUNNING, started_at=now)

    async def _watch(self, campaign: CampaignRow) -> None:
        """Keep the quiet hours of a running campaign, and end it when it is too old."""
        now, policy = self._clock.now(), Policy.model_validate(campaign.policy)
        if await self._expired(campaign, policy, now):
            return
        if (until := quiet_until(policy, zone_of(campaign), now)) is not None:
            await self._campaigns.move(
                campaign.id,
                CampaignState.RUNNING,
                CampaignState.PAUSED,
                reason=PauseReason.QUIET_HOURS,
                resume_at=until,
            )

    async def _resume(self, campaign: CampaignRow) -> None:
        """End a pause that ends by itself."""
        now = self._clock.now()
        if await self._expired(campaign, Policy.model_validate(campaign.policy), now):
            return
        if campaign.resume_at is not None and campaign.resume_at <= now:
            await self._campaigns.move(campaign.id, CampaignState.PAUSED, CampaignState.RUNNING)

    async def _expired(self, campaign: CampaignRow, policy: Policy, now: datetime) -> bool:
        if campaign.planned_at is None or now <= campaign.planned_at + policy.lifetime:
            return False
        moved = await self._campaigns.move(
            campaign.id, campaign.state, CampaignState.EXPIRED, reason="too old", finished_at=now
        )
        if moved:
            left = await self._deliveries.close(campaign.id, DeliveryState.SKIPPED, Reason.TOO_OLD)
            log.error("Campaign %d expired: %d messages were not sent in time", campaign.id, left)
        return moved
