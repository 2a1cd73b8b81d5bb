"""The desk: what staff do with campaigns. Whatever is refused changes nothing and says why and what would mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from bot.campaigns.approval import Rule, Standing, rule, standings
from bot.campaigns.audience import Audience
from bot.campaigns.carrier import Carrier
from bot.campaigns.plan import Draft, media_kind
from bot.campaigns.policy import Policy
from bot.campaigns.rehearsal import rehearse
from bot.campaigns.schedule import Schedule, next_firing
from bot.campaigns.states import ENDS, check_move
from bot.campaigns.texts import Drafts, Texts
from bot.clock import Clock
from bot.content import BrokenFileError
from bot.errors import CampaignError
from bot.outcome import Fate
from bot.storage.audiences import Audiences
from bot.storage.campaign_tables import CampaignRow, CampaignState, CheckKind, DeliveryState, PauseReason, Reason
from bot.storage.campaigns import Campaigns
from bot.storage.deliveries import Deliveries
from bot.storage.media import Media
from bot.storage.tables import ReaderState


@dataclass(frozen=True)
class Reach:
    """How many readers of a language the audience holds, and how many of them have blocked the bot or are gone."""

    readers: int
    unreachable: int


class Desk:
    """One desk over the tables and the content as it is now. `by` is the name of who does it."""

    def __init__(
        self,
        campaigns: Campaigns,
        deliveries: Deliveries,
        audiences: Audiences,
        media: Media,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._campaigns = campaigns
        self._deliveries = deliveries
        self._audiences = audiences
        self._media = media
        self._texts = texts
        self._clock = clock

    async def campaign(self, id_: int) -> CampaignRow:
        """A campaign by its number."""
        found = await self._campaigns.get(id_)
        if found is None:
            raise CampaignError(f"There is no campaign {id_}; `campaign list` shows all")
        return found

    async def create(self, draft: Draft, by: str) -> int:
        """Store a draft; returns its number."""
        return await self._campaigns.add(draft.texts, author=by, **await self._values(draft))

    async def change(self, id_: int, draft: Draft, by: str) -> None:
        """Replace what a campaign says; it becomes a draft again. Approvals of unchanged texts stay."""
        campaign = await self.campaign(id_)
        if not await self._campaigns.rewrite(id_, by, draft.texts, **await self._values(draft)):
            raise CampaignError(
                f"Campaign {id_} is {campaign.state}: what is scheduled or sent cannot be changed. "
                f"`campaign withdraw {id_}` takes a scheduled one back; a correction is a new campaign"
            )

    async def drafts(self, campaign: CampaignRow) -> Drafts:
        """Its messages as they would be sent now."""
        return self._texts.drafts(campaign, await self._campaigns.texts(campaign.id))

    async def reach(self, campaign: CampaignRow) -> dict[str, Reach]:
        """The audience as it is now, by language."""
        criteria = Audience.model_validate(campaign.audience).criteria(campaign.about, self._clock.now())
        counts = await self._audiences.count(criteria)
        languages = dict.fromkeys(language for language in self._texts.catalogue.languages)
        found = {
            language: Reach(
                sum(count for (spoken, _), count in counts.items() if spoken == language),
                sum(
                    count
                    for (spoken, state), count in counts.items()
                    if spoken == language and state != ReaderState.ACTIVE
                ),
            )
            for language in languages
        }
        return {language: reach for language, reach in found.items() if reach.readers}

    def rule(self, campaign: CampaignRow) -> Rule:
        """Who must approve it."""
        return rule(campaign.about, Policy.model_validate(campaign.policy), self._texts.catalogue)

    async def standings(self, campaign: CampaignRow, drafts: Drafts) -> dict[str, Standing]:
        """Which of its present texts are tested and approved."""
        hashes = {language: message.hash for language, message in drafts.messages.items()}
        checks = await self._campaigns.checks(campaign.id)
        return standings(hashes, checks, campaign.author, self.rule(campaign))

    async def test(self, id_: int, by: str, carrier: Carrier, testers: Iterable[int]) -> dict[str, list[Fate]]:
        """Send every language's message to staff; notes the texts that reached at least one of them."""
        campaign = await self.campaign(id_)
        drafts = await self._sound(campaign)
        people = list(testers)
        if not people:
            raise CampaignError("Nobody gets test sends: set CAMPAIGN_TESTERS to Telegram ids of staff")
        fates = await rehearse(drafts.messages, carrier, self._media, people)
        arrived = {each: drafts.messages[each].hash for each, found in fates.items() if Fate.SENT in found}
        if arrived:
            await self._campaigns.check(id_, CheckKind.TEST, by, arrived)
        return fates

    async def submit(self, id_: int, by: str) -> None:
        """Ask for approval: the texts are whole and tested, and there is somebody to send them to."""
        campaign = await self.campaign(id_)
        check_move(CampaignState(campaign.state), CampaignState.IN_REVIEW)
        drafts = await self._sound(campaign)
        await self._check_languages(campaign, drafts)
        await self._check_audience(campaign)
        await self._check_tested(campaign, drafts)
        await self._move(campaign, CampaignState.IN_REVIEW, by)

    async def approve(self, id_: int, by: str, languages: Iterable[str] = ()) -> dict[str, Standing]:
        """Vouch for the present texts in these languages, or in all; approved when none lacks an approval."""
        campaign = await self.campaign(id_)
        if campaign.state not in (CampaignState.IN_REVIEW, CampaignState.APPROVED, CampaignState.SCHEDULED):
            check_move(CampaignState(campaign.state), CampaignState.APPROVED)
        if by == campaign.author and not self.rule(campaign).author_counts:
            raise CampaignError(
                f"{by} is the author: campaign {id_} is on a sensitive theme or urgent, and needs two other people"
            )
        drafts = await self._sound(campaign)
        wanted = list(languages) or list(drafts.messages)
        if unknown := [language for language in wanted if language not in drafts.messages]:
            raise CampaignError(f"Campaign {id_} has no text in {', '.join(unknown)}")
        await self._check_tested(campaign, drafts)
        hashes = {language: drafts.messages[language].hash for language in wanted}
        await self._campaigns.check(id_, CheckKind.APPROVAL, by, hashes)
        found = await self.standings(campaign, drafts)
        if campaign.state == CampaignState.IN_REVIEW and not any(standing.missing for standing in found.values()):
            await self._move(campaign, CampaignState.APPROVED, by)
        return found

    async def send_back(self, id_: int, by: str, reason: str) -> None:
        """Return a campaign to its author."""
        await self._move(await self.campaign(id_), CampaignState.DRAFT, by, reason)

    async def withdraw(self, id_: int, by: str) -> None:
        """Take a scheduled campaign off the schedule; its approvals stay."""
        campaign = await self.campaign(id_)
        if campaign.state != CampaignState.SCHEDULED:
            raise CampaignError(f"Campaign {id_} is {campaign.state}, not scheduled; `campaign cancel {id_}` ends it")
        await self._move(campaign, CampaignState.APPROVED, by, next_fire_at=None)

    async def schedule(self, id_: int, by: str, schedule: Schedule | None = None, *, now: bool = False) -> datetime:
        """Put an approved campaign on its schedule, or on another one; returns the first firing."""
        campaign = await self.campaign(id_)
        check_move(CampaignState(campaign.state), CampaignState.SCHEDULED)
        if schedule is None and campaign.schedule is None:
            raise CampaignError(f"Campaign {id_} has no schedule: give --at, or --now, or write it in its file")
        rule_ = schedule or Schedule.model_validate(campaign.schedule)
        moment = self._clock.now()
        first = moment if now else next_firing(rule_, moment)
        if first is None:
            raise CampaignError("This time is in the past; give a later one")
        drafts = await self._sound(campaign)
        found = await self.standings(campaign, drafts)
        if missing := [language for language, standing in found.items() if standing.missing]:
            changed = ", ".join(missing)
            raise CampaignError(f"The text was changed after its approval: {changed}; test and approve it again")
        await self._check_languages(campaign, drafts)
        await self._check_audience(campaign)
        stored = rule_.model_dump(mode="json", exclude_defaults=True)
        await self._move(campaign, CampaignState.SCHEDULED, by, next_fire_at=first, schedule=stored)
        return first

    async def pause(self, id_: int, by: str) -> None:
        """Hold a running campaign."""
        await self._move(await self.campaign(id_), CampaignState.PAUSED, by, PauseReason.MANUAL)

    async def resume(self, id_: int, by: str) -> None:
        """Let a paused campaign go on with what is not sent yet."""
        campaign = await self.campaign(id_)
        if campaign.state != CampaignState.PAUSED:
            raise CampaignError(f"Campaign {id_} is {campaign.state}, not paused")
        await self._move(campaign, CampaignState.RUNNING, by)

    async def cancel(self, id_: int, by: str) -> int:
        """End a campaign and its firings for good; returns how many messages will not be sent."""
        campaign = await self.campaign(id_)
        await self._move(campaign, CampaignState.CANCELLED, by, next_fire_at=None, finished_at=self._clock.now())
        closed = await self._deliveries.close(id_, DeliveryState.SKIPPED, Reason.CANCELLED)
        for firing in await self._campaigns.firings(id_):
            if firing.state not in ENDS:
                closed += await self.cancel(firing.id, by)
        return closed

    async def rebroadcast(self, id_: int, by: str) -> int:
        """A new draft with the same text for those whom a campaign failed to reach; returns its number."""
        campaign = await self._ended(id_)
        copied = ("purpose", "about", "content", "filling", "extras", "policy")
        return await self._campaigns.add(
            await self._campaigns.texts(campaign.parent_id or id_),
            author=by,
            title=f"{campaign.title} (again)"[:200],
            audience={"failed": id_, "themes": campaign.audience.get("themes", [])},
            schedule=None,
            **{name: getattr(campaign, name) for name in copied},
        )

    async def correct(self, id_: int, draft: Draft, by: str) -> int:
        """A new draft for exactly those who received a campaign, whatever else the plan says; returns its number."""
        campaign = await self._ended(id_)
        about = campaign.audience.get("themes") or [campaign.about.split("/", maxsplit=1)[0]]
        audience = Audience(received=id_, themes=tuple(about))
        plan = draft.plan.model_copy(update={"audience": audience})
        return await self.create(replace(draft, plan=plan), by)

    async def _ended(self, id_: int) -> CampaignRow:
        campaign = await self.campaign(id_)
        if campaign.state not in ENDS:
            raise CampaignError(f"Campaign {id_} is {campaign.state}; wait for its end, or `campaign cancel {id_}`")
        return campaign

    async def _move(
        self, campaign: CampaignRow, after: CampaignState, by: str, reason: str | None = None, **values: object
    ) -> None:
        check_move(CampaignState(campaign.state), after)
        if not await self._campaigns.move(campaign.id, campaign.state, after, by, reason, **values):
            raise CampaignError(f"Campaign {campaign.id} has just been changed by somebody else; look at it again")

    async def _sound(self, campaign: CampaignRow) -> Drafts:
        drafts = await self.drafts(campaign)
        if drafts.problems:
            raise BrokenFileError(drafts.problems)
        if not drafts.messages:
            raise CampaignError(f"Campaign {campaign.id} has no text")
        return drafts

    async def _check_languages(self, campaign: CampaignRow, drafts: Drafts) -> None:
        languages = self._texts.catalogue.languages
        fallback = Policy.model_validate(campaign.policy).fallback
        served = set(drafts.messages)
        if fallback:
            served |= {name for name, row in languages.items() if row.fallback in drafts.messages}
        wanted = campaign.audience.get("languages") or list(languages)
        if missing := [language for language in wanted if language not in served]:
            raise CampaignError(
                f"There is no text in {', '.join(missing)}: write it, or name the audience's languages, "
                "or allow the fallback (policy: fallback: yes)"
            )

    async def _check_audience(self, campaign: CampaignRow) -> None:
        if not await self.reach(campaign):
            raise CampaignError("Nobody is in the audience: `campaign count` shows it; loosen its conditions")

    async def _check_tested(self, campaign: CampaignRow, drafts: Drafts) -> None:
        found = await self.standings(campaign, drafts)
        if untested := [language for language, standing in found.items() if not standing.tested]:
            raise CampaignError(
                f"The present text was not sent to staff in {', '.join(untested)}: `campaign test {campaign.id}`"
            )

    async def _values(self, draft: Draft) -> dict[str, object]:
        """What is stored of a plan."""
        stored = draft.plan.model_dump(mode="json", exclude_defaults=True, exclude={"texts", "buttons", "media"})
        extras: dict[str, object] = {
            "buttons": [button.model_dump(exclude_defaults=True) for button in draft.plan.buttons]
        }
        if (media := draft.plan.media) is not None:
            kept = {name: await self._keep(name, content) for name, content in draft.files.items()}
            files = media.by_language(self._texts.catalogue.languages)
            extras["media"] = {language: kept[name] for language, name in files.items()}
            extras["alt"] = media.alt
        blank: dict[str, object] = {"content": None, "filling": {}, "schedule": None, "audience": {}, "policy": {}}
        return {**blank, **stored, "extras": extras}

    async def _keep(self, name: str, content: bytes) -> str:
        return await self._media.keep(media_kind(name), PurePath(name).name, content)
