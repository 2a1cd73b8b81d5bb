"""A running campaign as the sender has it in memory: messages, files, consent, policy."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.campaigns.audience import Audience
from bot.campaigns.health import Health
from bot.campaigns.message import Message
from bot.campaigns.policy import Policy, quiet_until
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import CampaignRow, MediaRow
from bot.storage.campaigns import Campaigns
from bot.storage.deliveries import Deliveries
from bot.storage.leases import Delivery
from bot.storage.media import Media

PATIENCE = (timedelta(minutes=5), timedelta(minutes=10))  # before an unknown delivery is tried again, if ever


@dataclass
class Job:
    """`ill` is set once the campaign must not go on."""

    id: int
    themes: tuple[str, ...]
    messages: Mapping[str, Message]
    versions: Mapping[str, str]
    files: Mapping[str, MediaRow]
    policy: Policy
    zone: str
    health: Health = field(default_factory=Health)
    ill: bool = False
    uploads: int = 0  # of files; what a call began before the last one says of a file is out of date

    def quiet(self, now: datetime) -> bool:
        """Whether nothing may be sent now."""
        return quiet_until(self.policy, self.zone, now) is not None

    def message(self, delivery: Delivery) -> Message:
        """What this reader gets."""
        return self.messages[delivery.language]

    def file(self, delivery: Delivery) -> MediaRow | None:
        """The file that goes with it."""
        media = self.message(delivery).media
        return self.files[media] if media else None

    def must_upload(self, delivery: Delivery) -> bool:
        """Whether the file of this reader's message has no id at Telegram yet."""
        file = self.file(delivery)
        return file is not None and file.file_id is None

    async def open_again(self, deliveries: Deliveries, now: datetime) -> bool:
        """Where the policy says so, let unknown deliveries be tried again; whether there were any."""
        if self.policy.unknown == "leave":
            return False
        opened = [
            await deliveries.again(self.id, attempts, now + patience)
            for attempts, patience in enumerate(PATIENCE, start=1)
        ]
        return any(opened)


class Jobs:
    """The jobs of this process; read from the database once, as what a running campaign sends is frozen."""

    def __init__(self, campaigns: Campaigns, media: Media) -> None:
        self._campaigns = campaigns
        self._media = media
        self._jobs: dict[int, Job] = {}
        self._writing = asyncio.Lock()

    async def get(self, campaign: CampaignRow) -> Job:
        """The job of a running campaign."""
        if campaign.id not in self._jobs:
            self._jobs[campaign.id] = await self._read(campaign)
        return self._jobs[campaign.id]

    def forget(self, id_: int | None = None) -> None:
        """Read this job, or all, anew the next time."""
        if id_ is None:
            self._jobs.clear()
        else:
            self._jobs.pop(id_, None)

    async def remember_file(self, job: Job, delivery: Delivery, outcome: Outcome, uploads: int) -> None:
        """Keep the id of a file that this message uploaded; drop one that Telegram does not know any more.

        `uploads` is what the job counted when the call began: a late refusal of an old id must not drop a new one.
        """
        file = job.file(delivery)
        if file is None or outcome.fate not in (Fate.SENT, Fate.STALE_FILE):
            return
        if outcome.fate is Fate.STALE_FILE and uploads != job.uploads:
            return
        file_id = outcome.result if outcome.fate is Fate.SENT else None
        if file.file_id != file_id and (file_id or outcome.fate is Fate.STALE_FILE):
            file.file_id = file_id
            job.uploads += file_id is not None
            async with self._writing:  # the newest id is what stays
                await self._media.uploaded(file.sha256, file.file_id)

    async def _read(self, campaign: CampaignRow) -> Job:
        rows = await self._campaigns.messages(campaign.id)
        files = [await self._media.get(row.media) for row in rows.values() if row.media]
        audience = Audience.model_validate(campaign.audience)
        return Job(
            campaign.id,
            audience.criteria(campaign.about, campaign.created_at).themes,
            {language: Message.from_row(row) for language, row in rows.items()},
            {language: row.hash for language, row in rows.items()},
            {file.sha256: file for file in files if file},
            Policy.model_validate(campaign.policy),
            zone_of(campaign),
        )


def zone_of(campaign: CampaignRow) -> str:
    """The zone in which the hours of a campaign count."""
    return str((campaign.schedule or {}).get("zone", "UTC"))
