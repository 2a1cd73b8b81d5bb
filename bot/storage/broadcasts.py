"""Broadcasts that were sent, found by the code that stands under them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.storage.campaign_tables import CampaignRow, MessageRow
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring


@dataclass(frozen=True)
class Broadcast:
    """What was sent, and when sending began; `html` is the message as readers got it."""

    language: str
    html: str
    sent_at: datetime


class Broadcasts:
    """The messages of all campaigns whose sending has begun."""

    def __init__(self, sessions: Sessions, keyring: Keyring) -> None:
        self._sessions = sessions
        self._keyring = keyring

    async def with_code(self, code: str) -> Broadcast | None:
        """The newest broadcast with this code; a firing of a repeating campaign has its parent's."""
        query = select(CampaignRow, MessageRow).join(MessageRow, MessageRow.campaign_id == CampaignRow.id)
        sent = query.where(CampaignRow.started_at.is_not(None)).order_by(CampaignRow.started_at.desc())
        async with self._sessions() as session:
            for campaign, message in await session.execute(sent):
                numbers = {campaign.id, campaign.parent_id or campaign.id}
                codes = {self._keyring.code(number, message.text_language) for number in numbers}
                if code in codes and campaign.started_at:
                    return Broadcast(message.text_language, message.html, campaign.started_at)
        return None

    async def about(self, id_: int) -> str | None:
        """The theme or topic of a campaign whose sending has begun."""
        async with self._sessions() as session:
            campaign = await session.get(CampaignRow, id_)
        return campaign.about if campaign and campaign.started_at else None
